"""Where in a text the evidence of a code stands: exactly, nearly, or not at all, and then it is said so.

A hosted service may paraphrase. The nearest passage is the shortest run of words that says most of what the
evidence says, in any order, abbreviations spelled out and long words alike rather than equal.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from math import ceil

from sporo_clinical.icd10cm.naming import NEUTRAL
from sporo_clinical.icd10cm.words import Word, words

_LIGHT = NEUTRAL | {"complain", "complaint", "current", "he", "history", "known", "patient", "report", "she"}
"""Words that a paraphrase adds or drops."""
_ENOUGH = 0.7
"""The share of the evidence's other words that a passage must say."""
_REACH = 2
"""How many times as many words as the evidence a passage may have."""
_MOST_WORDS = 60
"""Words of the evidence that are looked for: nobody supports a code with more."""
_STEM = 4
"""Characters that two words must share at their beginning to be compared."""
_ALIKE = 0.8
_MOST_COMPARED = 200


class Nearness(StrEnum):
    """How near to the evidence a passage is."""

    EXACT = "exact"
    CLOSE = "close"
    NOT_FOUND = "not_found"


@dataclass(frozen=True)
class Placed:
    """How near a passage is, and its characters: None where there is no passage."""

    kind: Nearness
    start: int | None = None
    end: int | None = None


def place(text: str, evidence: str, start: int | None = None) -> Placed:
    """The place of the evidence, in time linear in the text; of several exact ones the nearest to `start`."""
    spans = list(exact_places(text, evidence))
    if spans:
        return Placed(Nearness.EXACT, *min(spans, key=lambda span: abs(span[0] - (start or 0))))
    passage = _close(words(text), words(evidence)[:_MOST_WORDS])
    return Placed(Nearness.CLOSE, *passage) if passage else Placed(Nearness.NOT_FOUND)


def exact_places(text: str, evidence: str) -> Iterator[tuple[int, int]]:
    """The places with these whole words, in order, whatever their case and the space between them."""
    said = r"\s+".join(map(re.escape, evidence.split()))
    if said:
        yield from (found.span() for found in re.finditer(rf"(?<!\w){said}(?!\w)", text, re.IGNORECASE))


def _close(said: Sequence[Word], wanted: Sequence[Word]) -> tuple[int, int] | None:
    """The passage with the most of the wanted words, the shortest and then the first of such."""
    alike = _alike({word.form for word in said}, {word.form for word in wanted} - _LIGHT)
    needed = Counter(alike.get(word.form, word.form) for word in wanted if word.form not in _LIGHT)
    hits = [(at, word) for at, word in enumerate(said) if word.form in needed]
    enough = ceil(needed.total() * _ENOUGH)
    passages = [
        (-shared, hits[last][0] - hits[first][0], hits[first][1].start, hits[last][1].end)
        for first, last, shared in _windows(hits, needed, _REACH * len(wanted))
        if shared >= enough
    ]
    return min(passages)[2:] if passages else None


def _windows(
    hits: Sequence[tuple[int, Word]], needed: Mapping[str, int], reach: int
) -> Iterator[tuple[int, int, int]]:
    """For each hit the run of hits that ends there, no longer than it must be, and how many it needs."""
    held: Counter[str] = Counter()
    first = 0
    for last, (at, word) in enumerate(hits):
        held[word.form] += 1
        while at - hits[first][0] >= reach or held[hits[first][1].form] > needed[hits[first][1].form]:
            held[hits[first][1].form] -= 1
            first += 1
        yield first, last, sum(min(count, needed[form]) for form, count in held.items())


def _alike(said: set[str], wanted: set[str]) -> Mapping[str, str]:
    """For the wanted words that the text does not have, the word of the text that is most like each."""
    by_stem: dict[str, list[str]] = defaultdict(list)
    for form in sorted(said):
        by_stem[form[:_STEM]].append(form)
    longer = [form for form in wanted - said if len(form) > _STEM]
    likes = (get_close_matches(form, by_stem[form[:_STEM]][:_MOST_COMPARED], 1, _ALIKE) for form in longer)
    return {form: like for form, found in zip(longer, likes, strict=True) for like in found}
