"""What a person can do with visits: the verbs that pages call."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from sporo_ui.audio import HEAD, media_type_of
from sporo_ui.desk import Desk
from sporo_ui.entries import Entry, KeptFile, Kind, Note, NoteSection, Work
from sporo_ui.ledger import Record
from sporo_ui.models import AudioJob, Template
from sporo_ui.sections import sections_of


@dataclass(frozen=True)
class Visit:
    """What a person says about a recording."""

    filename: str
    """As the person knows the file; it is never sent, for it may name the patient."""
    template: Template
    label: str
    """Who the patient is, in the person's own words; it stays in this app."""
    consent_at: datetime | None
    """When the person said that the patient agreed."""


class Visits(Desk):
    """Recordings that become notes."""

    kind = Kind.AUDIO

    def submit_visit(self, person: str, file: BinaryIO, visit: Visit) -> Entry:
        """The entry, with its recording kept: sent by itself even if the tab is closed now.

        Raises `Unsuitable` before anything is kept, `AlreadySent` on a double submit.
        """
        media_type = _media_type(file, self._limit)
        kept = self._kept.keep(file)
        work = Work(
            kind=self.kind,
            content=kept.content,
            label=visit.label,
            files=(KeptFile(kept.file, media_type, visit.filename),),
            template_id=visit.template.id,
            template_name=visit.template.name,
            consent_at=visit.consent_at,
        )
        return self._add(person, work)

    def with_template(self, person: str, entry_id: str, template: Template) -> Entry:
        """Another entry with the same recording and this template: sent anew, and counted as another visit.

        Raises `Gone` where the recording is let go, `AlreadySent` where it has that template.
        """
        earlier = self._ledger.entry(person, entry_id)
        sound, _ = self.recording(person, entry_id)
        with sound:
            visit = Visit(earlier.filename, template, earlier.label, self._ledger.consent(person, entry_id))
            return self.submit_visit(person, sound, visit)

    def note(self, person: str, entry_id: str) -> Note:
        """Transcript and note with the person's drafts in place; before completion both are empty."""
        return note_of(self._ledger.record(person, entry_id, self.kind))

    def recording(self, person: str, entry_id: str) -> tuple[BinaryIO, str]:
        """The kept recording, from its start, and its media type; raises `Gone`."""
        return self.file(person, entry_id)


def note_of(record: Record) -> Note:
    """The note of a visit from all that is kept of it."""
    answer = AudioJob.model_validate_json(record.answer or b'{"status": "processing"}')
    parts = answer.sections or sections_of(answer.note or "")
    return Note(
        entry=record.entry,
        transcript=answer.transcript or "",
        sections=tuple(
            NoteSection(position, part.title, part.text, record.drafts.get(position, part.text))
            for position, part in enumerate(parts)
        ),
        segments=answer.segments,
        uncertain=answer.uncertain,
        warnings=answer.warnings,
        writer=answer.writer or "",
    )


def _media_type(file: BinaryIO, limit: int) -> str:
    """The media type by content; leaves the file at its start."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return media_type_of(head, size, limit)
