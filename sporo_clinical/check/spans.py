"""Stretches of time of the note: how long, how long ago, and when to come back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sporo_clinical.check.account import Account
from sporo_clinical.check.figures import TIME_UNITS, Figure
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.lexicon import singular
from sporo_clinical.check.likeness import Likeness
from sporo_clinical.check.lists import listed
from sporo_clinical.check.wording import Told, unsupported
from sporo_clinical.headings import PartKind
from sporo_clinical.text import words_of

_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43200, "year": 518400}
_VAGUE = {"few": (2, 6), "several": (2, 9), "couple": (2, 3)}
_RETURN_PHRASES = listed("return_phrases")
_RETURN_REACH = 14
_HEARD_REACH = 18
_CLEARLY = 0.5
_JOINS = frozenset({"", "-", "\N{EN DASH}"})
_SHARES = {"7": "day", "52": "week", "12": "month"}
"""3/7 is three days in British shorthand."""
_GLUED = {"d": "day", "w": "week", "h": "hour"}
_AGES = frozenset(words_of("old of"))


@dataclass(frozen=True)
class Span:
    """A stretch of time in minutes, from the shortest to the longest that it can mean, and its words."""

    shortest: Decimal
    longest: Decimal
    unit: str
    first: int
    after: int
    is_return: bool

    def agrees(self, other: "Span") -> bool:
        """Whether the other can mean all of it; a month may be four weeks."""
        slack = Decimal("1.08") if self.unit != other.unit else Decimal(1)
        return other.shortest <= self.shortest * slack and self.longest <= other.longest * slack


def span_flags(note: Account, said: Account, likeness: Likeness) -> Iterator[Flag]:
    """A flag for each stretch of time of the note that was not said, or was said of something else."""
    heard = tuple(spans(said, _HEARD_REACH))
    for span in spans(note, _RETURN_REACH):
        agreeing = [other for other in heard if span.agrees(other)]
        if span.is_return or note.strand.statement_at(span.first).kind is PartKind.FOLLOW_UP:
            yield from _return(note, said, span, heard, agreeing)
        elif not agreeing:
            yield from _not_said(note, said, span)
        else:
            yield from _crossed(note, said, likeness, span, heard)


def _return(
    note: Account, said: Account, span: Span, heard: Sequence[Span], agreeing: Sequence[Span]
) -> Iterator[Flag]:
    returns = [other for other in heard if other.is_return]
    if any(other.is_return for other in agreeing) or (agreeing and not returns):
        return
    if returns:
        tells = f"says “{_around(said, returns[0])}”"
        place = said.strand.characters(returns[0].first, returns[0].after)
        yield unsupported(
            note, (span.first, span.after), FlagKind.FOLLOW_UP, Severity.HIGH, Told(tells, place)
        )
    elif not _is_loosely_said(said, span):
        yield unsupported(
            note, (span.first, span.after), FlagKind.FOLLOW_UP, Severity.HIGH, Told("names no such time")
        )


def _not_said(note: Account, said: Account, span: Span) -> Iterator[Flag]:
    if _is_loosely_said(said, span):
        return
    yield unsupported(
        note, (span.first, span.after), FlagKind.DURATION, Severity.MEDIUM, Told("names no such time")
    )


def _crossed(
    note: Account, said: Account, likeness: Likeness, span: Span, heard: Sequence[Span]
) -> Iterator[Flag]:
    """Where the transcript plainly says of another time what the note says of this one."""
    place = (span.first, span.after)
    own = likeness.best(place, ((other.first, other.after) for other in heard if span.agrees(other)))
    rivals = [other for other in heard if not span.agrees(other) and other.unit == span.unit]
    if not rivals:
        return
    best = max(rivals, key=lambda other: likeness.of(place, (other.first, other.after)))
    if likeness.of(place, (best.first, best.after)) >= own + _CLEARLY:
        tells = f"says “{_around(said, best)}”"
        yield unsupported(
            note,
            (span.first, span.after),
            FlagKind.DURATION,
            Severity.MEDIUM,
            Told(tells, said.strand.characters(best.first, best.after)),
        )


def _is_loosely_said(said: Account, span: Span) -> bool:
    """Whether "a week" or "last month" is said for one of it."""
    if span.shortest != _MINUTES[span.unit]:
        return False
    return any(singular(word) == span.unit or word == f"{span.unit}ly" for word in said.strand.words)


def spans(account: Account, reach: int) -> Iterator[Span]:
    """The stretches of time that a text names, but no ages."""
    words = account.strand.words
    figures = {figure.first: figure for figure in account.figures}
    free = 0
    for place, word in enumerate(words):
        if place < free:
            continue
        read = _read(account, words, place, figures, word)
        if read is None:
            continue
        shortest, longest, unit, after = read
        if unit == "year" and after < len(words) and words[after] in _AGES:
            continue
        free = after
        size = Decimal(_MINUTES[unit])
        yield Span(
            shortest * size, longest * size, unit, place, after, _is_return(account, place, after, reach)
        )


def _read(
    account: Account, words: Sequence[str], place: int, figures: dict[int, Figure], word: str
) -> tuple[Decimal, Decimal, str, int] | None:
    """A number, or a vague one, with its unit of time; "two to three weeks" is from two to three."""
    low: Decimal
    if word in _VAGUE:
        at = place + 1 + (words[place + 1 : place + 2] == ("of",))
        low, high = (Decimal(value) for value in _VAGUE[word])
        return (
            (low, high, TIME_UNITS[words[at]], at + 1)
            if at < len(words) and words[at] in TIME_UNITS
            else None
        )
    if word in {"a", "an", "another", "one"} and place + 1 < len(words) and words[place + 1] in TIME_UNITS:
        halves = words[place + 2 : place + 5] == ("and", "a", "half")
        value = Decimal("1.5") if halves else Decimal(1)
        return value, value, TIME_UNITS[words[place + 1]], place + (5 if halves else 2)
    figure = figures.get(place)
    if figure is None:
        return None
    upper, _, lower = word.partition("/")
    if lower in _SHARES and upper.isdecimal():
        return Decimal(upper), Decimal(upper), _SHARES[lower], figure.after
    low, high, after = min(figure.readings), max(figure.readings), figure.after
    if after + 1 < len(words) and words[after] in {"to", "or", "and"} and after + 1 in figures:
        second = figures[after + 1]
        high, after = max(second.readings), second.after
    elif after in figures and words[after] not in TIME_UNITS:
        second = figures[after]
        if second.after < len(words) and words[second.after] in TIME_UNITS:
            high, after = max(high, *second.readings), second.after
    while (
        after < len(words)
        and words[after] in {"or", "so", "more", "full", "whole", "good"}
        and after < place + 6
    ):
        after += 1
    if after < len(words) and words[after] in _GLUED and account.strand.gap(after) == "":
        return low, high, _GLUED[words[after]], after + 1
    if after < len(words) and words[after] in TIME_UNITS and account.strand.gap(after).strip() in _JOINS:
        return low, high, TIME_UNITS[words[after]], after + 1
    return None


def _is_return(account: Account, first: int, after: int, reach: int) -> bool:
    statement = account.strand.statement_at(first)
    begin, end = max(statement.first, first - reach), min(statement.after, after + 6)
    text = " ".join(account.strand.words[begin:end])
    return any(phrase in text for phrase in _RETURN_PHRASES)


def _around(said: Account, span: Span) -> str:
    begin = max(said.strand.statement_at(span.first).first, span.first - 6)
    return said.strand.quote(begin, span.after)
