"""Drugs in a text with what is said about them: dose, route, how often."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sporo_clinical.doses import Amount, amounts
from sporo_clinical.numbers import numbers
from sporo_clinical.text import Token, ngrams

LONGEST_NAME = 4
_REACH = 14
"""How many words after its name can still speak of the same drug."""

_COUNT = "once|twice|one time|two times|three times|four times|[1-6] times?"
_PERIOD = "a day|per day|daily|a week|per week|weekly|a month|per month|monthly|a night|nightly"
_SCHEDULE = re.compile(
    rf"\b(?:(?:{_COUNT}) (?:{_PERIOD})|(?:once )?every other day|"
    r"every \w+(?: to \w+)? (?:hours?|days?|weeks?|months?)|every (?:day|night|morning|evening|week|month)|"
    r"daily|nightly|weekly|monthly|bid|tid|qid|qhs|as needed|prn|at bedtime|at night|"
    r"in the (?:mornings?|evenings?)|with (?:meals|food)|before (?:meals|bed))\b"
)
_ROUTE = re.compile(
    r"\b(?:by mouth|orally|under the tongue|sublingually|inhaled|by inhaler|intravenously|intramuscularly|"
    r"subcutaneously|topically|rectally|in each eye|in each nostril|iv|im|po)\b"
)


@dataclass(frozen=True)
class Drug:
    """A drug named in a text, with its words as they were said; `start` and `end` are of its name."""

    name: str
    dose: str
    route: str
    schedule: str
    clear: bool
    """Whether every number said about it is its dose or its schedule, so that its line leaves none out."""
    start: int
    end: int

    @property
    def line(self) -> str:
        """The drug on one line: Metformin 1000 mg by mouth twice daily."""
        parts = (self.name[:1].upper() + self.name[1:], self.dose, self.route, self.schedule)
        return " ".join(part for part in parts if part)


def drugs(tokens: Sequence[Token], names: frozenset[str]) -> tuple[Drug, ...]:
    """The drugs of one sentence, in order; `names` are in lower case, of up to four words.

    Where two doses are said of a drug ("from 10 mg to 20 mg"), none is taken and the drug is not `clear`.
    """
    named = list(_names(tokens, names))
    read = amounts(tokens)
    begins = [0, *(place + size for place, size in named[:-1])]
    ends = [*(place for place, _ in named[1:]), len(tokens)]
    return tuple(
        _drug(tokens, place, size, _Near(begin, min(end, place + size + _REACH), read))
        for (place, size), begin, end in zip(named, begins, ends, strict=False)
    )


@dataclass(frozen=True)
class _Near:
    """The tokens around a name, from the drug before it to the drug after it."""

    begin: int
    end: int
    amounts: Sequence[Amount]

    def doses(self, tokens: Sequence[Token], name: int, size: int) -> list[Amount]:
        """The amounts after the name, or those right before it ("20 units of insulin")."""
        after = [dose for dose in self.amounts if name + size <= dose.first and dose.after <= self.end]
        before = [dose for dose in self.amounts if self.begin <= dose.first and dose.after <= name]
        return [dose for dose in before if _leads_to(tokens[dose.after : name])] + after


def _leads_to(between: Sequence[Token]) -> bool:
    return all(token.word in {"of", "the"} for token in between)


def _names(tokens: Sequence[Token], names: frozenset[str]) -> Iterator[tuple[int, int]]:
    free = 0
    for place, run in ngrams(tuple(token.word for token in tokens), LONGEST_NAME):
        if place >= free and " ".join(run) in names:
            yield place, len(run)
            free = place + len(run)


def _drug(tokens: Sequence[Token], place: int, size: int, near: _Near) -> Drug:
    name, after = tokens[place : place + size], tokens[place + size : near.end]
    said = " ".join(token.word for token in after)
    doses = [dose for dose in near.doses(tokens, place, size) if dose.written[-1] != "%"]
    schedule = [found.group() for found in _SCHEDULE.finditer(said)]
    route = _ROUTE.search(said)
    return Drug(
        name=" ".join(token.word for token in name),
        dose=doses[0].written if len(doses) == 1 else "",
        route=route.group() if route else "",
        schedule=" ".join(schedule),
        clear=len(doses) <= 1 and _all_told(after, doses, said),
        start=name[0].start,
        end=name[-1].end,
    )


def _all_told(after: Sequence[Token], doses: Sequence[Amount], said: str) -> bool:
    """Whether no number is left over once the dose and the schedule are taken away."""
    in_doses = {place for dose in doses for place in range(dose.start, dose.end)}
    schedules = [range(*found.span()) for found in _SCHEDULE.finditer(said)]
    offset = 0
    for token in after:
        token_is_told = token.start in in_doses or any(offset in schedule for schedule in schedules)
        if not token_is_told and numbers([token]):
            return False
        offset += len(token.word) + 1
    return True
