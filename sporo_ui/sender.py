"""Sends what waits in the outbox: a closed tab loses nothing, and nothing is sent twice unasked."""

import threading
from dataclasses import dataclass
from functools import partial

from sporo_ui.client import SporoClient
from sporo_ui.errors import (
    Broken,
    Busy,
    Damaged,
    Gone,
    NotAllowed,
    Rejected,
    SporoError,
    Unknown,
    Unreachable,
)
from sporo_ui.outbox import Outbox, Parcel
from sporo_ui.pace import LONGEST_SEND_WAIT_ASKED, LOOK_AGAIN, SEND_WAIT_WHEN_BUSY
from sporo_ui.recordings import Recordings

FILE_NAMES = {
    "audio/wav": "visit.wav",
    "audio/mpeg": "visit.mp3",
    "audio/ogg": "visit.ogg",
    "audio/flac": "visit.flac",
}
"""A file is sent under a plain name: its own may name the patient."""


class Stopped(Exception):  # noqa: N818 - not an error: what leaves is called back
    """The app ends, or the visit was discarded or given up, while it leaves: not all of it arrives."""


@dataclass(frozen=True)
class Sender:
    """Takes one waiting visit a turn and sends it."""

    client: SporoClient
    outbox: Outbox
    recordings: Recordings
    stopping: threading.Event
    claim_seconds: float
    webhook_base: str = ""
    """Where the service reaches this app's webhook receiver; empty asks for none."""

    def turn(self) -> float:
        """Sends the visit that waits longest; answers how many seconds the next turn may wait."""
        self.outbox.expire()
        parcel = self.outbox.claim(self.claim_seconds)
        if parcel is None:
            return LOOK_AGAIN
        self._deliver(parcel)
        return 0.0

    def _deliver(self, parcel: Parcel) -> None:
        try:
            job_id = self._send(parcel)
        except Stopped:
            self.outbox.put_back(parcel)
        except Busy as error:
            asked = SEND_WAIT_WHEN_BUSY if error.retry_after is None else error.retry_after
            self.outbox.put_back(parcel, error, min(LONGEST_SEND_WAIT_ASKED, asked))
        except (NotAllowed, Rejected, Unknown, Gone, Damaged) as error:
            self.outbox.refused(parcel, error)
        except (Unreachable, Broken) as error:
            self._give_up(parcel, error)
        else:
            self.outbox.accepted(parcel, job_id)

    def _send(self, parcel: Parcel) -> str:
        with self.recordings.open(parcel.file, partial(self._leaving, parcel)) as file:
            document = (FILE_NAMES[parcel.media_type], file, parcel.media_type)
            webhook_url = f"{self.webhook_base}/{parcel.hook}" if self.webhook_base else None
            accepted = self.client.send_audio(
                document, template_id=parcel.template_id, webhook_url=webhook_url, sending=parcel.hook
            )
        return accepted.job_id

    def _leaving(self, parcel: Parcel, is_last: bool) -> None:  # noqa: FBT001 - as Recordings calls it
        if self.stopping.is_set() or not self.outbox.leaving(parcel, self.claim_seconds, is_last=is_last):
            raise Stopped

    def _give_up(self, parcel: Parcel, error: SporoError) -> None:
        if isinstance(error, Unreachable) and not error.arrived:
            self.outbox.put_back(parcel, error)
        else:
            self.outbox.lost(parcel, error)
