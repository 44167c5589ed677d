"""Amounts with their units, as said and as a note writes them: "one thousand milligrams" is 1000 mg."""

from collections.abc import Sequence
from dataclasses import dataclass

from sporo_clinical.numbers import Number, numbers
from sporo_clinical.text import Token

UNITS = {
    "mg": "mg milligram milligrams",
    "mcg": "mcg microgram micrograms",
    "g": "g gram grams",
    "mL": "ml milliliter milliliters millilitre millilitres cc",
    "mEq": "meq milliequivalent milliequivalents",
    "%": "% percent",
    "units": "unit units",
    "puffs": "puff puffs",
    "tablets": "tablet tablets",
    "capsules": "capsule capsules",
    "drops": "drop drops",
}
"""How a note writes each unit, and the words that say it."""

_TEN, _HUNDRED = 10, 100
_WRITTEN = {word: unit for unit, words in UNITS.items() for word in words.split()}
_TIGHT = frozenset({"%"})
_ONE_OF = {"units": "unit", "puffs": "puff", "tablets": "tablet", "capsules": "capsule", "drops": "drop"}


@dataclass(frozen=True)
class Amount:
    """An amount as a note writes it, and its place in the text and among the tokens that were read."""

    written: str
    start: int
    end: int
    first: int
    after: int


def amounts(tokens: Sequence[Token]) -> tuple[Amount, ...]:
    """Every amount that can be meant in one way, in order.

    "One twenty milligrams" can be 120 mg or one of 20 mg, "four two milligrams" 42 mg: neither is given, so
    that what was said stays as it was said.
    """
    read = numbers(tokens)
    found = (_amount(tokens, read, place) for place in range(len(read)))
    return tuple(amount for amount in found if amount)


def _amount(tokens: Sequence[Token], read: Sequence[Number], place: int) -> Amount | None:
    number, before = read[place], read[place - 1] if place else None
    unit = _WRITTEN.get(tokens[number.after].word) if number.after < len(tokens) else None
    if not unit or not number.sure or (before and before.after >= number.first):
        return None
    end = tokens[number.after].end
    if before and before.after == number.first - 1 and tokens[before.after].word in {"to", "or"}:
        if not before.sure or _shares_its_hundreds(before, number):
            return None
        said = f"{before.written} {tokens[before.after].word} {_with_unit(number, unit)}"
        return Amount(said, before.start, end, before.first, number.after + 1)
    return Amount(_with_unit(number, unit), number.start, end, number.first, number.after + 1)


def _shares_its_hundreds(before: Number, number: Number) -> bool:
    """Whether a range may be of hundreds: "three to four hundred milligrams"."""
    return before.value < _TEN and number.value >= _HUNDRED


def _with_unit(number: Number, unit: str) -> str:
    if unit in _TIGHT:
        return f"{number.written}{unit}"
    return f"{number.written} {_ONE_OF.get(unit, unit) if number.value == 1 else unit}"
