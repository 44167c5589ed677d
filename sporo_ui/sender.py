"""Sends what waits in the outbox: a closed tab loses nothing, and nothing is sent twice unasked."""

import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from sporo_ui.client import Document, SporoClient
from sporo_ui.entries import KeptFile, Kind
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
from sporo_ui.kept_files import KeptFiles
from sporo_ui.kinds import gone
from sporo_ui.outbox import Outbox, Parcel
from sporo_ui.pace import LONGEST_SEND_WAIT_ASKED, LOOK_AGAIN, SEND_WAIT_WHEN_BUSY

FILE_NAMES = {
    "audio/wav": "visit.wav",
    "audio/mpeg": "visit.mp3",
    "audio/ogg": "visit.ogg",
    "audio/flac": "visit.flac",
}
"""A recording is sent under a plain name, for its own may name the patient; a document under its own."""


class Stopped(Exception):  # noqa: N818 - not an error: what leaves is called back
    """The app ends, or the entry was discarded or given up, while it leaves: not all of it arrives."""


@dataclass(frozen=True)
class Sender:
    """Takes one waiting entry a turn and sends it."""

    client: SporoClient
    outbox: Outbox
    kept: Mapping[Kind, KeptFiles]
    stopping: threading.Event
    claim_seconds: float
    webhook_base: str = ""
    """Where the service reaches this app's webhook receiver; empty asks for none."""

    def turn(self) -> float:
        """Sends the entry that waits longest; answers how many seconds the next turn may wait."""
        self.outbox.expire()
        parcel = self.outbox.claim(self.claim_seconds)
        if parcel is None:
            return LOOK_AGAIN
        self._deliver(parcel)
        return 0.0

    def send_now(self, entry_id: str) -> None:
        """Sends this entry at once, whatever waits before it; how it went stands in the ledger."""
        parcel = self.outbox.claim_entry(entry_id, self.claim_seconds)
        if parcel:
            self._deliver(parcel)

    def _deliver(self, parcel: Parcel) -> None:
        try:
            self._send(parcel)
        except Stopped:
            self.outbox.put_back(parcel)
        except Busy as error:
            asked = SEND_WAIT_WHEN_BUSY if error.retry_after is None else error.retry_after
            self.outbox.put_back(parcel, error, min(LONGEST_SEND_WAIT_ASKED, asked))
        except Gone:
            self.outbox.refused(parcel, gone(parcel.kind))
        except (NotAllowed, Rejected, Unknown, Damaged) as error:
            self.outbox.refused(parcel, error)
        except (Unreachable, Broken) as error:
            self._give_up(parcel, error)

    def _send(self, parcel: Parcel) -> None:
        ways: dict[Kind, Callable[[Parcel], None]] = {
            Kind.AUDIO: self._send_visit,
            Kind.DOCUMENTS: self._send_documents,
            Kind.TEXT: self._send_text,
            Kind.CODES: self._send_for_codes,
        }
        ways[parcel.kind](parcel)

    def _send_visit(self, parcel: Parcel) -> None:
        with ExitStack() as opened:
            ((_name, file, media_type),) = self._open(parcel, opened)
            accepted = self.client.send_audio(
                (FILE_NAMES[media_type], file, media_type),
                template_id=parcel.template_id,
                webhook_url=self._hook(parcel),
                sending=parcel.hook,
            )
        self.outbox.accepted(parcel, accepted.job_id)

    def _send_documents(self, parcel: Parcel) -> None:
        with ExitStack() as opened:
            accepted = self.client.upload(
                self._open(parcel, opened),
                extra_information=parcel.request.extra_information,
                webhook_url=self._hook(parcel),
                metadata=parcel.request.metadata,
                sending=parcel.hook,
            )
        self.outbox.accepted(parcel, accepted.upload_id)

    def _send_text(self, parcel: Parcel) -> None:
        self._leaving(parcel, is_last=True)
        asked = parcel.request
        answer = self.client.summarize_text(
            asked.text,
            extra_information=asked.extra_information,
            metadata=asked.metadata,
            sending=parcel.hook,
        )
        self.outbox.answered(parcel, answer)

    def _send_for_codes(self, parcel: Parcel) -> None:
        self._leaving(parcel, is_last=True)
        accepted = self.client.send_text_for_codes(
            parcel.request.text, webhook_url=self._hook(parcel), sending=parcel.hook
        )
        self.outbox.accepted(parcel, accepted.job_id)

    def _hook(self, parcel: Parcel) -> str | None:
        return f"{self.webhook_base}/{parcel.hook}" if self.webhook_base else None

    def _open(self, parcel: Parcel, opened: ExitStack) -> list[Document]:
        """The files, each announced piece by piece as it leaves; raises `Gone`."""
        last = len(parcel.files) - 1
        return [
            self._document(parcel, file, opened, is_last=place == last)
            for place, file in enumerate(parcel.files)
        ]

    def _document(self, parcel: Parcel, file: KeptFile, opened: ExitStack, *, is_last: bool) -> Document:
        if file.file is None:
            raise Gone
        on_piece = partial(self._on_piece, parcel, is_last)
        content = opened.enter_context(self.kept[parcel.kind].open(file.file, on_piece))
        return file.name, content, file.media_type

    def _on_piece(self, parcel: Parcel, last_file: bool, last_piece: bool) -> None:  # noqa: FBT001 - as KeptFiles calls it
        self._leaving(parcel, is_last=last_file and last_piece)

    def _leaving(self, parcel: Parcel, *, is_last: bool) -> None:
        if self.stopping.is_set() or not self.outbox.leaving(parcel, self.claim_seconds, is_last=is_last):
            raise Stopped

    def _give_up(self, parcel: Parcel, error: SporoError) -> None:
        if isinstance(error, Unreachable) and not error.arrived:
            self.outbox.put_back(parcel, error)
        else:
            self.outbox.lost(parcel, error)
