"""One transcript from two hearings: the first's text, with the second's words where they are better supported.

The first hearing (in order, without hotwords) keeps sentences; the second (in a batch, with hotwords) gets terms
right, but drops sentences now and then and may invent a term that it was told to expect. So differences are settled
by whole spans: a term needs the sound of what was heard first, other words need a higher probability.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from sporo_clinical.sounds import likeness
from sporo_service.engines.speech.terms import Place, places, plain
from sporo_service.engines.speech.words import Word, text_of

SENTENCE_WORDS = 4
"""The second hearing's extra words count as a dropped sentence from here on."""

SOUNDS_LIKE = 0.5
SURER = 0.1
"""How much surer the second hearing must be to overrule the first where no term is in play."""

DISPUTED = 0.5
"""What is left of a word's probability where the other hearing understood something else."""


@dataclass(frozen=True)
class Difference:
    """Words `start` to `end` of the first hearing, what the second heard there, and the terms in each."""

    start: int
    end: int
    first: Sequence[Word]
    second: Sequence[Word]
    first_terms: frozenset[str]
    second_terms: frozenset[str]

    @property
    def takes_second(self) -> bool:
        """Whether the second hearing is the better supported."""
        if len(self.second) - len(self.first) >= SENTENCE_WORDS:
            return True
        if not self.second or len(self.first) - len(self.second) >= SENTENCE_WORDS + 2:
            return False
        if self.second_terms - self.first_terms:
            return self._alike() >= SOUNDS_LIKE and self._terms_justified()
        return _sureness(self.second) > _sureness(self.first) + SURER

    def _alike(self) -> float:
        return likeness(plain(text_of(self.first)), plain(text_of(self.second)))

    def _terms_justified(self) -> bool:
        return len(self.second_terms) >= len(self.first_terms) or _sureness(self.second) > _sureness(self.first)


def merge(first: Sequence[Word], second: Sequence[Word]) -> list[Word]:
    """The merged words in order; where the hearings dispute a span, its words count as less sure."""
    merged: list[Word] = []
    at = 0
    for difference in differences(first, second):
        merged += first[at : difference.start]
        kept = difference.second if difference.takes_second else difference.first
        merged += [replace(word, probability=word.probability * DISPUTED) for word in kept]
        at = difference.end
    return [*merged, *first[at:]]


def differences(first: Sequence[Word], second: Sequence[Word]) -> Iterator[Difference]:
    """Where the two hearings differ, in order."""
    first_places, second_places = places(first), places(second)
    for start, end, other_start, other_end in _spans(first, second):
        yield Difference(
            start,
            end,
            first[start:end],
            second[other_start:other_end],
            _touched(first_places, start, end),
            _touched(second_places, other_start, other_end),
        )


def _spans(first: Sequence[Word], second: Sequence[Word]) -> list[tuple[int, int, int, int]]:
    spans: list[tuple[int, int, int, int]] = []
    for edit in Levenshtein.opcodes([word.plain for word in first], [word.plain for word in second]):
        if edit.tag == "equal":
            continue
        start, other_start = edit.src_start, edit.dest_start
        if spans and spans[-1][1] == start and spans[-1][3] == other_start:
            start, _, other_start, _ = spans.pop()
        spans.append((start, edit.src_end, other_start, edit.dest_end))
    return spans


def _touched(found: Sequence[Place], start: int, end: int) -> frozenset[str]:
    """The terms of which at least one word lies in the span."""
    return frozenset(place.term.text for place in found if place.start < end and place.end > start)


def _sureness(words: Sequence[Word]) -> float:
    return sum(word.probability for word in words) / len(words) if words else 0.0
