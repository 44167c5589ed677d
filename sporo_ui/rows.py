"""The rows of entries, written and read: what describes a patient is sealed on the way in."""

from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import TypeAdapter

from sporo_ui.entries import Entry, KeptFile, Kind, Request, State, Work
from sporo_ui.tables import EntryRow, FileRow
from sporo_ui.vault import Vault

_REQUEST = TypeAdapter(Request)


@dataclass(frozen=True)
class Rows:
    """Turns work into rows, and rows into what the app works with."""

    vault: Vault

    def new(self, entry_id: str, person: str, work: Work, hook: str, now: float) -> EntryRow:
        """A row that waits to be sent."""
        return EntryRow(
            id=entry_id,
            owner=person,
            kind=work.kind,
            state=State.UNSENT,
            content=work.content,
            hook=hook,
            template_id=work.template_id,
            template_name=work.template_name,
            label=self.vault.seal(work.label, f"{entry_id}/label"),
            asked_for=self._sealed(work.request, entry_id),
            origin=work.origin or None,
            consented=work.consent_at.timestamp() if work.consent_at else None,
            files=[self._file(file, entry_id, position) for position, file in enumerate(work.files)],
            created=now,
            asked=now,
        )

    def entry(self, row: EntryRow) -> Entry:
        """The entry; raises `Damaged` where this app's key is not the one that sealed it."""
        return Entry(
            id=row.id,
            kind=Kind(row.kind),
            state=State(row.state),
            label=self.vault.open(row.label, f"{row.id}/label"),
            filenames=tuple(file.name for file in self.files(row)),
            template_id=row.template_id,
            template_name=row.template_name,
            created_at=_moment(row.created),
            accepted_at=_moment(row.accepted) if row.accepted else None,
            finished_at=_moment(row.finished) if row.finished else None,
            retry_at=_moment(row.due) if row.state == State.UNSENT and row.due else None,
            progress=row.progress,
            problem=self.vault.open(row.problem, f"{row.id}/problem") if row.problem else "",
            next_step=row.next_step or "",
            is_kept=all(file.file for file in row.files),
            is_empty=row.empty,
            is_settled=row.settled is not None,
            origin=row.origin or "",
        )

    def files(self, row: EntryRow) -> tuple[KeptFile, ...]:
        """The entry's files, in the order in which the person gave them."""
        return tuple(
            KeptFile(file.file, file.media_type, self.vault.open(file.name, f"{row.id}/filename"))
            for file in row.files
        )

    def request(self, row: EntryRow) -> Request:
        """What is asked beside the files."""
        if row.asked_for is None:
            return Request()
        return _REQUEST.validate_json(self.vault.open_bytes(row.asked_for, f"{row.id}/request"))

    def _sealed(self, request: Request, entry_id: str) -> bytes | None:
        if request == Request():
            return None
        return self.vault.seal_bytes(_REQUEST.dump_json(request), f"{entry_id}/request")

    def _file(self, file: KeptFile, entry_id: str, position: int) -> FileRow:
        name = self.vault.seal(file.name, f"{entry_id}/filename")
        return FileRow(position=position, file=file.file, media_type=file.media_type, name=name)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
