"""What a person can do with a note: edit it, settle what the check says of it, sign it."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from sporo_clinical.align import Alignment, align
from sporo_ui.entries import Note
from sporo_ui.errors import Changed, Unsigned
from sporo_ui.ledger import Ledger, Record
from sporo_ui.note_review import Flag, NoteReview, Settlement, digest, reviewed
from sporo_ui.review_ledger import Kept, ReviewLedger
from sporo_ui.versions import How, Parts, Version
from sporo_ui.visits import note_of

Check = Callable[[str, str], Sequence[Flag]]
"""What a note says without support of its transcript, and what it leaves out: transcript first, then note."""
LONGEST_CHECKED = 200_000
"""Characters of transcript and note together that are checked while a page waits."""
LONGEST_NAME = 100
_REMEMBERED = 32


class Notes:
    """The notes of visits, reviewed and signed."""

    def __init__(self, ledger: Ledger, reviews: ReviewLedger, check: Check) -> None:
        self._ledger = ledger
        self._reviews = reviews
        # The same texts are checked again whenever a page is drawn anew.
        self._align = lru_cache(_REMEMBERED)(align)
        self._check = lru_cache(_REMEMBERED)(check)

    def review(self, person: str, entry_id: str) -> NoteReview:
        """The note as it now stands with its flags and its signature; raises `NotYours`."""
        return self._reviewed(self._reviews.kept(person, entry_id))

    def alignment(self, note: Note) -> Alignment:
        """The lines of the note as it now stands, with the sentences that they seem to rest on."""
        return self._align(tuple(text for _, text in note.parts), note.transcript)

    def save_draft(self, person: str, entry_id: str, position: int, text: str) -> None:
        """Keeps what the person made of one section, and the note as it stands with it."""
        self._ledger.save_draft(person, entry_id, position, text)
        self._reviews.edited(person, entry_id, _parts)

    def drop_draft(self, person: str, entry_id: str, position: int) -> None:
        """Brings the service's own text of one section back."""
        self._ledger.drop_draft(person, entry_id, position)
        self._reviews.edited(person, entry_id, _parts)

    def settle(self, person: str, entry_id: str, settlements: Iterable[Settlement]) -> None:
        """Keeps what the person said of these flags."""
        self._reviews.settle(person, entry_id, settlements)

    def sign(self, person: str, entry_id: str, name: str, shown: str) -> None:
        """Signs the note whose digest the page showed.

        Raises `Changed` where it says something else by now, `Unsigned` where a flag is open or the name is
        missing; nothing is signed then.
        """
        signer = " ".join(name.split())[:LONGEST_NAME]
        if not signer:
            raise Unsigned(
                "A signature needs a name.", next_step="Type your name as it should stand below the note."
            )
        review = self.review(person, entry_id)
        if review.digest != shown:
            raise Changed
        if review.hindrance:
            raise Unsigned(next_step=review.hindrance)

        def accept(record: Record) -> tuple[str, Parts]:
            now = note_of(record)
            if digest(now.text) != shown:
                raise Changed
            return shown, now.parts

        self._reviews.sign(person, entry_id, signer, accept)

    def signer(self, person: str) -> str:
        """The name by which the person signed last; empty before the first time."""
        return self._reviews.signer(person)

    def versions(self, person: str, entry_id: str) -> tuple[Version, ...]:
        """The note as the service wrote it, then every version that was kept, oldest first."""
        note = note_of(self._reviews.kept(person, entry_id).record)
        written = tuple((section.title, section.original) for section in note.sections)
        first = Version(0, How.WRITTEN, note.entry.finished_at, written)
        return first, *self._reviews.versions(person, entry_id)

    def _reviewed(self, kept: Kept) -> NoteReview:
        note = note_of(kept.record)
        unchecked = _unchecked(note)
        if unchecked:
            return NoteReview(note, (), kept.signature, unchecked)
        flags = self._check(note.transcript, note.text)
        return NoteReview(note, reviewed(note, flags, kept.settlements), kept.signature)


def _unchecked(note: Note) -> str:
    if not note.transcript.strip():
        return "There is no transcript, so this note could not be checked against one."
    if not any(text.strip() for _, text in note.parts):
        return "There is no note, so there was nothing to check."
    if len(note.transcript) + len(note.text) > LONGEST_CHECKED:
        return "This is too long to be checked here. Read the note against the transcript yourself."
    return ""


def _parts(record: Record) -> Parts:
    return note_of(record).parts
