"""How often something is taken, as times in a day: "twice a day", b.i.d. and "every twelve hours" are two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sporo_clinical.check.strand import Strand
from sporo_clinical.text import words_of

_COUNTS = {"once": 1, "twice": 2, "thrice": 3, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERS = {
    word: value
    for value, word in enumerate(
        words_of("zero one two three four five six seven eight nine ten eleven twelve"), start=0
    )
} | {"24": 24, "twenty four": 24, "other": 2, "couple of": 2}
_DAYS = {"day": Fraction(1), "daily": Fraction(1), "night": Fraction(1), "nightly": Fraction(1)} | {
    "week": Fraction(1, 7),
    "weekly": Fraction(1, 7),
    "month": Fraction(1, 30),
    "monthly": Fraction(1, 30),
    "morning": Fraction(1),
    "evening": Fraction(1),
    "bedtime": Fraction(1),
    "hour": Fraction(24),
}
_SHORT = {
    "qd": 1,
    "qday": 1,
    "od": 1,
    "qam": 1,
    "qpm": 1,
    "qhs": 1,
    "bid": 2,
    "bd": 2,
    "tid": 3,
    "tds": 3,
    "qid": 4,
    "qds": 4,
}
_SPACED = {"q d": 1, "b i d": 2, "t i d": 3, "q i d": 4, "q h s": 1}
_COUNT = "|".join([*_COUNTS, r"\d"])
_NUMBER = "|".join([*sorted(_NUMBERS, key=len, reverse=True), r"\d{1,2}"])
_PERIOD = r"day|daily|week|weekly|month|monthly|night|nightly"
_SPAN = r"hours?|hrs?|days?|nights?|weeks?|months?"
_WHEN = r"day|night|morning|evening|week|month|bedtime|bed|hour"
_PATTERN = re.compile(
    rf"\b(?:"
    rf"(?P<count>{_COUNT})(?: times?| x| puffs?| tablets?| pills?)?(?: (?:a|per|each|every))? "
    rf"(?P<of>{_PERIOD})"
    rf"|(?P<timesx>\d)x (?:a |per )?(?P<xof>day|daily|week|weekly)"
    rf"|(?:every|each|q) ?(?P<number>{_NUMBER})(?: (?:to|or) (?:{_NUMBER}))? ?(?P<unit>{_SPAN})"
    rf"|q ?(?P<qn>\d{{1,2}}) ?h\b"
    rf"|(?P<spaced>{'|'.join(_SPACED)})"
    rf"|(?P<short>{'|'.join(_SHORT)})"
    rf"|(?:every|each|a|per|at|in the|before|q) (?P<plain>{_WHEN})"
    rf"|(?P<bare>daily|nightly|weekly|monthly|everyday|hourly|biweekly)"
    rf")\b"
)
_BARE = {"everyday": Fraction(1), "hourly": Fraction(24), "biweekly": Fraction(1, 14)}


@dataclass(frozen=True)
class Frequency:
    """Times in a day, and the words from `first` up to `after` that say it."""

    rate: Fraction
    first: int
    after: int


def frequencies(strand: Strand) -> tuple[Frequency, ...]:
    """How often, wherever it is said, in order."""
    return tuple(
        found for statement in strand.statements for found in _in(strand, statement.first, statement.after)
    )


def _in(strand: Strand, first: int, after: int) -> Iterator[Frequency]:
    words = strand.words[first:after]
    places, offset = {}, 0
    for place, word in enumerate(words):
        places[offset] = place
        offset += len(word) + 1
    text = " ".join(words)
    for found in _PATTERN.finditer(text):
        rate = _rate(found)
        begin = places.get(found.start())
        if rate is None or begin is None:
            continue
        size = found.group().count(" ") + 1
        yield Frequency(rate, first + begin, first + begin + size)


def _rate(found: re.Match[str]) -> Fraction | None:
    if found["count"]:
        return _number(found["count"]) * _DAYS[found["of"]]
    if found["timesx"]:
        return int(found["timesx"]) * _DAYS[found["xof"]]
    if found["number"]:
        number = _number(found["number"])
        return _DAYS[found["unit"].rstrip("s").replace("hr", "hour")] / number if number else None
    if found["qn"]:
        return Fraction(24, int(found["qn"]) or 24)
    return _named_rate(found)


def _named_rate(found: re.Match[str]) -> Fraction:
    if found["spaced"] or found["short"]:
        return Fraction(_SPACED.get(found["spaced"], 0) or _SHORT[found["short"]])
    word = found["plain"] or found["bare"]
    return _BARE.get(word) or _DAYS.get(word, Fraction(1))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.get(word) or _NUMBERS[word]
