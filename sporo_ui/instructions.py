"""What a person can do with a note for its patient: have it said again in plain words."""

from dataclasses import dataclass

from sporo_ui.codes import Handed
from sporo_ui.entries import Entry, Kind
from sporo_ui.errors import NotYours
from sporo_ui.handover import text_of
from sporo_ui.ledger import Ledger
from sporo_ui.texts import TextRequest, Texts

FOCUS = "Medications, plan and instructions, in plain words"
"""Our own service's rules choose by it what is said; a language model also says it in plain words."""


@dataclass(frozen=True)
class Origin:
    """The note that instructions were made from."""

    entry: Entry | None
    """None where it was discarded."""
    is_out_of_date: bool
    """The note says something else now."""


class Instructions:
    """Notes that become instructions for patients: summaries of a text, whose origin is the note."""

    def __init__(self, ledger: Ledger, texts: Texts) -> None:
        self._ledger = ledger
        self._texts = texts

    def write(self, person: str, note: str) -> Entry:
        """The instructions of the note as it now stands; waits and raises as `Texts.summarize` does."""
        record = self._ledger.record(person, note, Kind.AUDIO)
        request = TextRequest(record.entry.label, text_of(record), FOCUS, origin=note)
        return self._texts.summarize(person, request)

    def made_of(self, person: str, note: str) -> Handed | None:
        """The newest instructions of a note, or None where there are none."""
        newest = next(iter(self._ledger.made_from(person, note, Kind.TEXT)), None)
        if newest is None:
            return None
        return Handed(newest, self._is_out_of_date(person, newest))

    def origin(self, person: str, entry: Entry) -> Origin | None:
        """The note that a summary of a text was made from; None where it was made of a text alone."""
        if not entry.origin:
            return None
        try:
            return Origin(self._ledger.entry(person, entry.origin), self._is_out_of_date(person, entry))
        except NotYours:
            return Origin(None, is_out_of_date=False)

    def _is_out_of_date(self, person: str, entry: Entry) -> bool:
        now = text_of(self._ledger.record(person, entry.origin, Kind.AUDIO))
        return self._texts.text(person, entry.id) != now
