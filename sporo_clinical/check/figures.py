"""Numbers of a text with all that each can mean: "one twenty" is 120, or 1 and 20."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from sporo_clinical.check.strand import Strand
from sporo_clinical.doses import UNITS
from sporo_clinical.numbers import Number, numbers
from sporo_clinical.text import words_of

_ORDINALS = words_of("first second third fourth fifth sixth seventh eighth ninth tenth")
_WORDS: Mapping[str, Decimal] = {
    "once": Decimal(1),
    "single": Decimal(1),
    "another": Decimal(1),
    "twice": Decimal(2),
    "couple": Decimal(2),
    "pair": Decimal(2),
    "both": Decimal(2),
    "thrice": Decimal(3),
    "dozen": Decimal(12),
    "half": Decimal("0.5"),
} | {word: Decimal(value) for value, word in enumerate(_ORDINALS, start=1)}
DOSE_UNITS: Mapping[str, str] = {
    **{word: unit for unit, words in UNITS.items() for word in words.split()},
    "mgs": "mg",
    "mics": "mcg",
    "iu": "units",
    "mls": "mL",
    "pills": "tablets",
    "pill": "tablets",
    "ug": "mcg",
    "mg.": "mg",
    "kg": "kg",
    "tab": "tablets",
    "tabs": "tablets",
    "international": "units",
}
TIME_UNITS: Mapping[str, str] = {
    **{word: unit for unit in words_of("minute hour day week month year") for word in (unit, f"{unit}s")},
    "min": "minute",
    "mins": "minute",
    "hr": "hour",
    "hrs": "hour",
    "wk": "week",
    "wks": "week",
    "mo": "month",
    "mos": "month",
    "yr": "year",
    "yrs": "year",
    "fortnight": "week",
    "y": "year",
    "night": "day",
    "nights": "day",
    "weeks'": "week",
    "months'": "month",
    "years'": "year",
}
_LARGEST_TAIL = 100
_PIECE = 300
"""Words that are read at once; no statement that people make is longer."""


@dataclass(frozen=True)
class Figure:
    """A number, what else it could mean, and its words from `first` up to `after`."""

    value: Decimal
    readings: frozenset[Decimal]
    first: int
    after: int


def figures(strand: Strand) -> tuple[Figure, ...]:
    """The numbers in order; what a recognizer put into two sentences ("seven. Five") may be one."""
    read = list(_read(strand))
    joined: dict[int, set[Decimal]] = {}
    for one, two in pairwise(read):
        if one.after == two.first and strand.gap(two.first).strip() in {"", "."}:
            both = set(_together(one.value, two.value))
            joined.setdefault(one.first, set()).update(both)
            joined.setdefault(two.first, set()).update(both)
    return tuple(
        replace(figure, readings=figure.readings | joined[figure.first]) if figure.first in joined else figure
        for figure in read
    )


def _read(strand: Strand) -> Iterator[Figure]:
    for statement in strand.statements:
        for first in range(statement.first, statement.after, _PIECE):
            after = min(first + _PIECE, statement.after)
            if _may_count(strand.words[first:after]):
                for number in numbers(strand.tokens[first:after]):
                    yield _figure(number, first, strand)


def _figure(number: Number, offset: int, strand: Strand) -> Figure:
    first, after = offset + number.first, offset + number.after
    readings = {number.value}
    if strand.gap(first) == "." and number.value == number.value.to_integral_value():
        readings.add(Decimal(f"0.{number.value:f}"))
    if not number.sure:
        readings |= {single.value for token in strand.tokens[first:after] for single in numbers([token])}
    return Figure(number.value, frozenset(readings), first, after)


def loose_figures(strand: Strand) -> Iterator[tuple[Decimal, int]]:
    """Words that tell a number beside the numbers: twice, a couple, the third."""
    for place, word in enumerate(strand.words):
        if word in _WORDS:
            yield _WORDS[word], place


def _may_count(words: Sequence[str]) -> bool:
    return any(word[0].isdigit() or word[0] == "." or word in _COUNT for word in words)


_COUNT = frozenset(
    words_of(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
        "thousand point half"
    )
)


def _together(one: Decimal, two: Decimal) -> Iterator[Decimal]:
    """What two numbers said one after the other can be: 20 20, 98 6, 100 5."""
    if one == one.to_integral_value() and two == two.to_integral_value() and two >= 0:
        yield Decimal(f"{one:f}{two:f}")
        yield Decimal(f"{one:f}.{two:f}")
        if two < _LARGEST_TAIL:
            yield one * 100 + two
