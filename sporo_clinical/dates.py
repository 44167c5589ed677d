"""Dates in written text: 03/12/2024, 2024-03-12, March 3, 2024, 3 Mar 2024, 03/2024, March 2024."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sporo_clinical.text import words_of

_MONTHS = words_of("january february march april may june july august september october november december")
_MONTH = {
    name[:size]: place for place, name in enumerate(_MONTHS, start=1) for size in range(3, len(name) + 1)
}
_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"\b(?:(?P<iso>{_YEAR}-\d\d?-\d\d?)\b|(?P<us>\d\d?[/-]\d\d?[/-](?:{_YEAR}|\d\d))\b(?![/-])|"
    rf"(?P<compact>{_YEAR}[01]\d[0-3]\d)(?=\d{{6}}|\b)|(?P<my>\d\d?/{_YEAR})\b|"
    rf"(?P<mdy>{_NAME}\.? \d\d?(?:st|nd|rd|th)?,? {_YEAR})\b|(?P<dmy>\d\d? {_NAME}\.?,? {_YEAR})\b|"
    rf"(?P<named>{_NAME}\.?,? (?:of )?{_YEAR})\b|(?P<year>{_YEAR})\b)",
    re.IGNORECASE,
)
_CENTURY, _TURN = 2000, 50


@dataclass(frozen=True, order=True)
class Dated:
    """A date as it is written; `day` is the first that it can mean, and `start` to `end` its characters."""

    day: date
    start: int
    end: int


def dates(text: str, offset: int = 0, *, years: bool = False) -> Iterator[Dated]:
    """Every date in order that a calendar has; bare years only where `years` is set.

    Numbers apart by slashes are read as in the United States: month, day, year.
    """
    for found in _DATE.finditer(text):
        if years or not found["year"]:
            day = _day(found)
            if day:
                yield Dated(day, offset + found.start(), offset + found.end())


def month_named(word: str) -> int:
    """The number of a month by its name or the beginning of it; 0 where it is none."""
    return _MONTH.get(word.lower(), 0)


def _day(found: re.Match[str]) -> date | None:
    numbers = [int(number) for number in re.findall(r"\d+", found.group())]
    month = next((month_named(word) for word in re.findall(r"[A-Za-z]{3,}", found.group())), 0)
    match found.lastgroup:
        case "iso":
            return _made(numbers[0], numbers[1], numbers[2])
        case "us":
            return _made(numbers[2], numbers[0], numbers[1])
        case "compact":
            return _made(numbers[0] // 10_000, numbers[0] // 100 % 100, numbers[0] % 100)
        case "my":
            return _made(numbers[1], numbers[0], 1)
        case "mdy" | "dmy":
            return _made(numbers[1], month, numbers[0])
        case _:
            return _made(numbers[-1], month or 1, 1)


def _made(year: int, month: int, day: int) -> date | None:
    if year < 100:  # noqa: PLR2004 - a year of two digits
        year += _CENTURY if year < _TURN else _CENTURY - 100
    try:
        return date(year, month, day)
    except ValueError:
        return None
