"""What a person can do with an entry of any kind: the verbs that pages call."""

from collections.abc import Callable, Iterable
from typing import BinaryIO, ClassVar

from sporo_ui.entries import Entry, KeptFile, Kind, Work
from sporo_ui.kept_files import KeptFiles
from sporo_ui.kinds import gone
from sporo_ui.ledger import Ledger
from sporo_ui.models import Template


class Desk:
    """Work of one kind and one person at a time; nothing here waits for the service."""

    kind: ClassVar[Kind]

    def __init__(
        self, ledger: Ledger, kept: KeptFiles, *, limit: int, wake_sender: Callable[[], None]
    ) -> None:
        self._ledger = ledger
        self._kept = kept
        self._limit = limit
        self._wake_sender = wake_sender

    def entries(self, person: str) -> list[Entry]:
        """The person's entries of this kind, newest first."""
        return [entry for entry in self._ledger.entries(person) if entry.kind is self.kind]

    def entry(self, person: str, entry_id: str) -> Entry:
        """One entry; raises `NotYours`."""
        return self._ledger.entry(person, entry_id)

    def any_open(self, person: str) -> bool:
        """Whether anything of the person's will still change by itself."""
        return self._ledger.any_open(person)

    def send_again(self, person: str, entry_id: str, template: Template | None = None) -> Entry:
        """The entry, on its way once more, with another template where one is given.

        Unchanged where it is under way. Raises `Gone`, `AlreadySent`, `NotYours`.
        """
        entry = self._ledger.send_again(person, entry_id, template)
        self._wake_sender()
        return entry

    def discard(self, person: str, entry_id: str) -> None:
        """Forgets the entry, its drafts and its files; a job that the service has is not stopped."""
        for file in self._ledger.discard(person, entry_id):
            self._kept.forget(file)

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
        """How long such work usually takes here, or None before the first."""
        return self._ledger.usual_seconds(self.kind)

    def files(self, person: str, entry_id: str) -> tuple[KeptFile, ...]:
        """The entry's files, also those that are no longer kept."""
        return self._ledger.files(person, entry_id)

    def text(self, person: str, entry_id: str) -> str:
        """The text that was given, whatever became of it; empty where files were."""
        return self._ledger.record(person, entry_id, self.kind).request.text

    def file(self, person: str, entry_id: str, position: int = 0) -> tuple[BinaryIO, str]:
        """A kept file of the entry, from its start, and its media type; raises `Gone`."""
        files = self._ledger.files(person, entry_id)
        if position >= len(files) or not (name := files[position].file):
            raise gone(self.kind)
        return self._kept.open(name), files[position].media_type

    def _add(self, person: str, work: Work) -> Entry:
        """The new entry, about to be sent; without one, its files are not kept either."""
        try:
            entry = self._ledger.add(person, work)
        except Exception:
            self._forget(work.files)
            raise
        self._wake_sender()
        return entry

    def _forget(self, files: Iterable[KeptFile]) -> None:
        for file in files:
            if file.file:
                self._kept.forget(file.file)
