"""Vital signs said in a sentence, as a note writes them: Blood pressure 158/94."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sporo_clinical.numbers import Number, numbers
from sporo_clinical.text import Token, Words, words_of


@dataclass(frozen=True)
class Vital:
    """A measured sign on one line, and the characters that say it."""

    line: str
    start: int
    end: int


@dataclass(frozen=True)
class _Sign:
    title: str
    names: tuple[str, ...]
    low: int
    high: int
    units: tuple[tuple[str, str], ...] = ()
    """Words that may follow the number, and how the note writes them; the first word found counts."""


_SIGNS = (
    _Sign("Heart rate", ("heart rate", "pulse", "pulse rate"), 20, 260),
    _Sign("Respiratory rate", ("respiratory rate", "respirations", "respiration rate"), 4, 90),
    _Sign(
        "Temperature",
        ("temperature", "temp"),
        30,
        110,
        (("fahrenheit", "F"), ("celsius", "C"), ("f", "F"), ("c", "C")),
    ),
    _Sign(
        "Oxygen saturation",
        (
            "oxygen saturation",
            "o2 saturation",
            "o2 sat",
            "oxygen sat",
            "oxygen level",
            "pulse ox",
            "saturation",
            "sats",
            "spo2",
        ),
        40,
        100,
        (("percent", "%"), ("%", "%")),
    ),
    _Sign(
        "Weight",
        ("weight",),
        1,
        900,
        (
            ("pounds", "lb"),
            ("pound", "lb"),
            ("lbs", "lb"),
            ("kilograms", "kg"),
            ("kilos", "kg"),
            ("kg", "kg"),
        ),
    ),
    _Sign("BMI", ("bmi", "body mass index"), 8, 99),
)
_PRESSURE = ("blood pressure", "bp")
_NAMES: dict[Words, _Sign] = {words_of(name): sign for sign in _SIGNS for name in sign.names}
_PRESSURE_NAMES = frozenset(words_of(name) for name in _PRESSURE)
_BETWEEN = frozenset(
    words_of(
        "is was at of today a your his her the in clinic office here right now this morning reading were "
        "about"
    )
)
_LONGEST_NAME, _FURTHEST = 3, 5
_SYSTOLIC, _DIASTOLIC = (50, 300), (20, 200)


def vitals(tokens: Sequence[Token]) -> tuple[Vital, ...]:
    """The vital signs of one sentence that stand right after their names, within what a body can show."""
    words = tuple(token.word for token in tokens)
    read = {number.first: number for number in reversed(numbers(tokens))}
    found, free = [], 0
    for place in range(len(words)):
        name = next((size for size in range(_LONGEST_NAME, 0, -1) if _names(words[place : place + size])), 0)
        vital = _vital(tokens, read, place, place + name) if name and place >= free else None
        if vital:
            found.append(vital)
            free = place + name
    return tuple(found)


def _names(words: Words) -> bool:
    return words in _NAMES or words in _PRESSURE_NAMES


def _vital(tokens: Sequence[Token], read: dict[int, Number], first: int, after: int) -> Vital | None:
    number = read.get(_value_place(tokens, after))
    if number is None:
        return None
    words = tuple(token.word for token in tokens[first:after])
    if words in _PRESSURE_NAMES:
        return _pressure(tokens, read, number, tokens[first].start)
    return _single(tokens, _NAMES[words], number, tokens[first].start)


def _value_place(tokens: Sequence[Token], place: int) -> int:
    furthest = min(place + _FURTHEST, len(tokens) - 1)
    while place < furthest and tokens[place].word in _BETWEEN:
        place += 1
    return place


def _pressure(tokens: Sequence[Token], read: dict[int, Number], upper: Number, start: int) -> Vital | None:
    written = tokens[upper.first].word.split("/")
    if len(written) == 2 and all(part.isdecimal() for part in written):  # noqa: PLR2004 - systolic and diastolic
        pair, end = (Decimal(written[0]), Decimal(written[1])), upper.end
    else:
        lower = read.get(upper.after + 1)
        if lower is None or tokens[upper.after].word not in {"over", "on"}:
            return None
        pair, end = (upper.value, lower.value), lower.end
    if not (_within(pair[0], *_SYSTOLIC) and _within(pair[1], *_DIASTOLIC)):
        return None
    return Vital(f"Blood pressure {pair[0]:f}/{pair[1]:f}", start, end)


def _single(tokens: Sequence[Token], sign: _Sign, number: Number, start: int) -> Vital | None:
    following = tokens[number.after] if number.after < len(tokens) else None
    if not _within(number.value, sign.low, sign.high) or _goes_on(following):
        return None
    unit = dict(sign.units).get(following.word, "") if following else ""
    gap = "" if unit in {"", "%"} else " "
    end = following.end if following and unit else number.end
    return Vital(f"{sign.title} {number.written}{gap}{unit}", start, end)


def _goes_on(following: Token | None) -> bool:
    """Whether the number is only a part of what is said: "70 to 80", "ninety eight seven"."""
    return following is not None and (
        following.word in {"over", "to", "or", "point"} or bool(numbers([following]))
    )


def _within(value: Decimal, low: int, high: int) -> bool:
    return low <= value <= high
