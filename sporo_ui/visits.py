"""What a person can do with visits: the verbs that pages call."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from sporo_ui.audio import HEAD, media_type_of
from sporo_ui.entries import Entry, Kind, Note
from sporo_ui.ledger import Ledger, Work
from sporo_ui.models import Template
from sporo_ui.recordings import Recordings


@dataclass(frozen=True)
class Visit:
    """What a person says about a recording."""

    filename: str
    """As the person knows the file; it is never sent, for it may name the patient."""
    template: Template
    label: str
    """Who the patient is, in the person's own words; it stays in this app."""
    consent_at: datetime
    """When the person said that the patient agreed."""


class Visits:
    """Visits of one person at a time; nothing here waits for the service."""

    def __init__(
        self, ledger: Ledger, recordings: Recordings, *, limit: int, wake_sender: Callable[[], None]
    ) -> None:
        self._ledger = ledger
        self._recordings = recordings
        self._limit = limit
        self._wake_sender = wake_sender

    def submit_visit(self, person: str, file: BinaryIO, visit: Visit) -> Entry:
        """The entry, with its recording kept: sent by itself even if the tab is closed now.

        Raises `Unsuitable` before anything is kept, `AlreadySent` on a double submit.
        """
        media_type = _media_type(file, self._limit)
        kept = self._recordings.keep(file)
        work = Work(
            kind=Kind.AUDIO,
            file=kept.file,
            content=kept.content,
            media_type=media_type,
            filename=visit.filename,
            label=visit.label,
            template_id=visit.template.id,
            template_name=visit.template.name,
            consent_at=visit.consent_at,
        )
        try:
            entry = self._ledger.add(person, work)
        except Exception:
            self._recordings.forget(kept.file)
            raise
        self._wake_sender()
        return entry

    def send_again(self, person: str, entry_id: str, template: Template | None = None) -> Entry:
        """The entry, on its way once more, with another template where one is given.

        Unchanged where it is under way. Raises `Gone`, `AlreadySent`, `NotYours`.
        """
        entry = self._ledger.send_again(person, entry_id, template)
        self._wake_sender()
        return entry

    def discard(self, person: str, entry_id: str) -> None:
        """Forgets the entry, its drafts and its recording; a job that the service has is not stopped."""
        file = self._ledger.discard(person, entry_id)
        if file:
            self._recordings.forget(file)

    def entries(self, person: str) -> list[Entry]:
        """The person's entries, newest first."""
        return self._ledger.entries(person)

    def entry(self, person: str, entry_id: str) -> Entry:
        """One entry; raises `NotYours`."""
        return self._ledger.entry(person, entry_id)

    def any_open(self, person: str) -> bool:
        """Whether anything of the person's will still change by itself."""
        return self._ledger.any_open(person)

    def note(self, person: str, entry_id: str) -> Note:
        """Transcript and note with the person's drafts in place; before completion both are empty."""
        return self._ledger.note(person, entry_id)

    def save_draft(self, person: str, entry_id: str, position: int, text: str) -> None:
        """Keeps what the person made of one section."""
        self._ledger.save_draft(person, entry_id, position, text)

    def drop_draft(self, person: str, entry_id: str, position: int) -> None:
        """Brings the service's own text of one section back."""
        self._ledger.drop_draft(person, entry_id, position)

    def settle(self, person: str, entry_id: str, *, done: bool) -> None:
        """Notes that the person is done with the entry, or that it needs them again."""
        self._ledger.settle(person, entry_id, done=done)

    def usual_seconds(self) -> float | None:
        """How long a visit usually takes here, or None before the first."""
        return self._ledger.usual_seconds(Kind.AUDIO)

    def recording(self, person: str, entry_id: str) -> tuple[BinaryIO, str]:
        """The kept recording, opened for reading, and its media type; raises `Gone`."""
        file, media_type = self._ledger.recording(person, entry_id)
        return self._recordings.open(file), media_type


def _media_type(file: BinaryIO, limit: int) -> str:
    """The media type by content; leaves the file at its start."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return media_type_of(head, size, limit)
