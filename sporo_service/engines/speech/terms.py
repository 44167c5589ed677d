"""Where the vocabulary's terms stand in what was heard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sporo_clinical.vocabulary import Term, vocabulary
from sporo_service.engines.speech.words import Word


@dataclass(frozen=True)
class Place:
    """A term and the words that say it: from `start` up to, not including, `end`."""

    start: int
    end: int
    term: Term


def places(words: Sequence[Word]) -> list[Place]:
    """Every term that stands in the words, the longest at each place."""
    parts = [(part, at) for at, word in enumerate(words) for part in plain(word.text).split()]
    found: list[Place] = []
    at = 0
    while at < len(parts):
        place = _place(parts, at)
        if place:
            found.append(place)
        at += len(plain(place.term.text).split()) if place else 1
    return found


def plain(text: str) -> str:
    """Lower case letters and digits, hyphens as spaces."""
    return re.sub(r"[^a-z0-9 ]", "", text.lower().replace("-", " "))


def _place(parts: Sequence[tuple[str, int]], at: int) -> Place | None:
    for size in range(min(_longest(), len(parts) - at), 0, -1):
        term = _by_words().get(tuple(part for part, _ in parts[at : at + size]))
        if term:
            return Place(parts[at][1], parts[at + size - 1][1] + 1, term)
    return None


@cache
def _by_words() -> dict[tuple[str, ...], Term]:
    return {tuple(plain(term.text).split()): term for term in vocabulary()}


@cache
def _longest() -> int:
    return max(map(len, _by_words()))
