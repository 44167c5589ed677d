"""Stretches of time of the note: how long, how long ago, and when to come back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sporo_clinical.check.account import Account
from sporo_clinical.check.figures import TIME_UNITS, Figure
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.likeness import Likeness
from sporo_clinical.check.lists import listed
from sporo_clinical.check.rates import agreed_places
from sporo_clinical.check.wording import Told, unsupported
from sporo_clinical.headings import PartKind
from sporo_clinical.text import Words, words_of

_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43200, "year": 518400}
_VAGUE = {"few": (2, 6), "several": (2, 9), "couple": (2, 3)}
_RETURN_PHRASES = listed("return_phrases")
_RETURN_REACH = 14
_HEARD_REACH = 18
_CLEARLY = 0.5
_MOST = 300
"""So many times are compared: a visit has no more, and a long text takes no longer."""
_JOINS = frozenset({"", "-", "\N{EN DASH}"})
_SHARES = {"7": "day", "52": "week", "12": "month"}
"""3/7 is three days in British shorthand."""
_GLUED = {"d": "day", "w": "week", "h": "hour"}
_ONE = frozenset({"a", "an", "another", "one"})
_BETWEEN = frozenset(words_of("or so more full whole good"))
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


class _Read(NamedTuple):
    """A time from its shortest to its longest in a unit, and the word behind it."""

    shortest: Decimal
    longest: Decimal
    unit: str
    after: int


def span_flags(note: Account, said: Account, likeness: Likeness) -> Iterator[Flag]:
    """A flag for each stretch of time of the note that was not said, or was said of something else."""
    heard = tuple(spans(said, _HEARD_REACH))[:_MOST]
    often = agreed_places(note, said)
    for span in spans(note, _RETURN_REACH):
        if span.first in often:
            continue
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
    return any(word in said.strand.vocabulary for word in (span.unit, f"{span.unit}s", f"{span.unit}ly"))


def spans(account: Account, reach: int) -> Iterator[Span]:
    """The stretches of time that a text names, but no ages."""
    words = account.strand.words
    figures = {figure.first: figure for figure in account.figures}
    free = 0
    for place in range(len(words)):
        if place < free:
            continue
        read = _read(account, place, figures)
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


def _read(account: Account, place: int, figures: Mapping[int, Figure]) -> _Read | None:
    """The time that begins at a place; None where none does."""
    words = account.strand.words
    if words[place] in _VAGUE:
        return _vague(words, place)
    if words[place] in _ONE and words[place + 1 : place + 2] and words[place + 1] in TIME_UNITS:
        halves = words[place + 2 : place + 5] == ("and", "a", "half")
        value = Decimal("1.5") if halves else Decimal(1)
        return _Read(value, value, TIME_UNITS[words[place + 1]], place + (5 if halves else 2))
    figure = figures.get(place)
    if figure is None:
        return None
    upper, _, lower = words[place].partition("/")
    if lower in _SHARES and upper.isdecimal():
        return _Read(Decimal(upper), Decimal(upper), _SHARES[lower], figure.after)
    return _counted(account, figure, figures)


def _vague(words: Words, place: int) -> _Read | None:
    at = place + 1 + (words[place + 1 : place + 2] == ("of",))
    if at >= len(words) or words[at] not in TIME_UNITS:
        return None
    low, high = (Decimal(value) for value in _VAGUE[words[place]])
    return _Read(low, high, TIME_UNITS[words[at]], at + 1)


def _counted(account: Account, figure: Figure, figures: Mapping[int, Figure]) -> _Read | None:
    """A number with its unit; "two to three weeks" is from two to three."""
    words = account.strand.words
    low, high, after = min(figure.readings), max(figure.readings), figure.after
    second = figures.get(after + 1 if words[after : after + 1] in {("to",), ("or",), ("and",)} else after)
    if second and second.after < len(words) and (second.first > after or words[second.after] in TIME_UNITS):
        high, after = (
            max(high, *second.readings) if second.first == after else max(second.readings),
            second.after,
        )
    while after < min(len(words), figure.after + 6) and words[after] in _BETWEEN:
        after += 1
    if after >= len(words):
        return None
    gap = account.strand.gap(after)
    unit = _GLUED.get(words[after]) if gap == "" else None
    unit = unit or (TIME_UNITS.get(words[after]) if gap.strip() in _JOINS else None)
    return _Read(low, high, unit, after + 1) if unit else None


def _is_return(account: Account, first: int, after: int, reach: int) -> bool:
    statement = account.strand.statement_at(first)
    begin, end = max(statement.first, first - reach), min(statement.after, after + 6)
    text = " ".join(account.strand.words[begin:end])
    return any(phrase in text for phrase in _RETURN_PHRASES)


def _around(said: Account, span: Span) -> str:
    begin = max(said.strand.statement_at(span.first).first, span.first - 6)
    return said.strand.quote(begin, span.after)
