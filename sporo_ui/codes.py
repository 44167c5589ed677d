"""What a person can do with a text to be coded, and with the codes that came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sporo_ui import decisions
from sporo_ui.code_set import named
from sporo_ui.coded import Coded, coded
from sporo_ui.decisions import Decision, Decisions, Standing
from sporo_ui.desk import Desk
from sporo_ui.entries import Entry, Kind, Request, Work
from sporo_ui.errors import NotYours
from sporo_ui.handover import text_of
from sporo_ui.ledger import Record, fingerprint
from sporo_ui.models import Icd10Job
from sporo_ui.texts import check_text

DECISIONS = 0
"""The draft of an entry that holds what was decided about its codes."""
VISIT = 1
"""The draft that holds the day of the visit, where a person said it."""


@dataclass(frozen=True)
class Handed:
    """The newest codes of a note or summary."""

    entry: Entry
    is_out_of_date: bool
    """The note or summary says something else now."""


class Codes(Desk):
    """Texts that become ICD-10 codes."""

    kind = Kind.CODES

    def submit(self, person: str, label: str, text: str, origin: str = "") -> Entry:
        """The entry, with its text kept: sent by itself even if the tab is closed now.

        Raises `Unsuitable` for no text or too much of it, `AlreadySent` on a double submit.
        """
        asked = Request(text)
        check_text(asked, self._limit)
        content = fingerprint(self.kind, text, *filter(None, [origin]))
        return self._add(person, Work(self.kind, content, label, request=asked, origin=origin))

    def hand_over(self, person: str, origin: str) -> Entry:
        """The entry in which a note or summary is coded as it now stands; raises as `submit` does."""
        record = self._any_record(person, origin)
        return self.submit(person, record.entry.label, text_of(record), origin)

    def made_of(self, person: str, origin: str) -> Handed | None:
        """The newest codes of a note or summary, or None where it was not handed over."""
        newest = next(iter(self._ledger.made_from(person, origin, self.kind)), None)
        if newest is None:
            return None
        now = text_of(self._any_record(person, origin))
        return Handed(newest, self.text(person, newest.id) != now)

    def result(self, person: str, entry_id: str) -> Coded:
        """The text with its codes as the person left them; before completion it has none."""
        record = self._ledger.record(person, entry_id, self.kind)
        answer = Icd10Job.model_validate_json(record.answer or b'{"status": "processing"}')
        kept = decisions.read(record.drafts.get(DECISIONS, ""))
        work = coded(record.entry, record.request.text, answer, kept)
        if said := record.drafts.get(VISIT):
            work = replace(work, said_day=date.fromisoformat(said))
        origin = self._origin(person, record.entry)
        if origin is None:
            return work
        return replace(work, origin=origin.entry, is_out_of_date=text_of(origin) != work.text)

    def decide(self, person: str, entry_id: str, standings: Mapping[str, Standing]) -> None:
        """Keeps what was said of these rows; rows that there are not are left out."""
        rows = {row.id for row in self.result(person, entry_id).rows}

        def change(kept: Decisions) -> Decisions:
            for row in rows & standings.keys():
                kept = decisions.decided(kept, row, standings[row])
            return kept

        self._revise(person, entry_id, change)

    def visited(self, person: str, entry_id: str, day: date) -> None:
        """Keeps on which day the visit was: codes are checked as of that day."""
        self._ledger.revise(person, entry_id, VISIT, lambda _: day.isoformat())

    def replace(self, person: str, entry_id: str, row: str, code: str) -> None:
        """Puts another code in this row and accepts it; raises `Unsuitable` for one that can't be billed."""
        chosen = named(code)
        self._revise(person, entry_id, lambda kept: decisions.replaced(kept, row, chosen.code, chosen.name))

    def add(
        self, person: str, entry_id: str, code: str, evidence: str = "", start: int | None = None
    ) -> None:
        """Adds a code, accepted; one that stands there already is accepted where it stands."""
        chosen = named(code)
        standing = {row.code: row.id for row in self.result(person, entry_id).rows}
        if chosen.code in standing:
            self.decide(person, entry_id, {standing[chosen.code]: Standing.ACCEPTED})
            return
        added = Decision(Standing.ACCEPTED, chosen.code, chosen.name, evidence, start)
        self._revise(person, entry_id, lambda kept: decisions.with_added(kept, added))

    def add_considered(self, person: str, entry_id: str, place: int) -> None:
        """Adds a code that was only considered, with the words of the text that name it."""
        each = self.result(person, entry_id).considered[place]
        self.add(person, entry_id, each.code, each.evidence, each.place.start)

    def _revise(self, person: str, entry_id: str, change: Callable[[Decisions], Decisions]) -> None:
        self._ledger.revise(
            person, entry_id, DECISIONS, lambda kept: decisions.written(change(decisions.read(kept)))
        )

    def _any_record(self, person: str, entry_id: str) -> Record:
        return self._ledger.record(person, entry_id, self._ledger.entry(person, entry_id).kind)

    def _origin(self, person: str, entry: Entry) -> Record | None:
        try:
            return self._any_record(person, entry.origin) if entry.origin else None
        except NotYours:
            return None
