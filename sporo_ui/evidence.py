"""Where in the text a code's evidence stands; what is not found is said to be, never guessed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sporo_ui.entries import Entry
from sporo_ui.models import Icd10Code


@dataclass(frozen=True)
class PlacedCode:
    """A code, and the characters of the text that it rests on."""

    code: str
    name: str
    evidence: str
    """The service's own words, which may be a paraphrase."""
    start: int | None
    end: int | None
    """None where the evidence does not stand in the text."""
    confidence: float | None

    @property
    def is_found(self) -> bool:
        """Whether the evidence stands in the text."""
        return self.start is not None


@dataclass(frozen=True)
class Coded:
    """A coded text; before completion it has no codes."""

    entry: Entry
    text: str
    codes: tuple[PlacedCode, ...]


def placed(text: str, codes: Sequence[Icd10Code]) -> tuple[PlacedCode, ...]:
    """The codes in their order, each with its place: the one the service tells, else the first that fits."""
    return tuple(_placed(text, code) for code in codes)


def _placed(text: str, code: Icd10Code) -> PlacedCode:
    place = _told(text, code) or first_place(text, code.evidence)
    start, end = place or (None, None)
    return PlacedCode(code.icd10_code, code.name, code.evidence, start, end, code.confidence)


def _told(text: str, code: Icd10Code) -> tuple[int, int] | None:
    """The service's own place, unless the text says something else there than the evidence."""
    if code.start is None or code.end is None or not 0 <= code.start < code.end <= len(text):
        return None
    there = _plain(text[code.start : code.end])
    return (code.start, code.end) if there == (_plain(code.evidence) or there) else None


def first_place(text: str, evidence: str) -> tuple[int, int] | None:
    """The first place with these whole words, whatever their case and the space between them."""
    words = r"\s+".join(map(re.escape, evidence.split()))
    found = re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) if words else None
    return found.span() if found else None


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
