"""One transcript from two hearings: the first's text, the second's words where they are better supported.

The first hearing (in order, without hotwords) keeps sentences; the second (in a batch, with hotwords) gets
terms right, but drops sentences now and then and may invent a term that it was told to expect. So differences
are settled by whole spans: a term needs the sound of what was heard first, other words a higher probability.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from sporo_clinical.sounds import likeness, sound
from sporo_service.engines.speech.terms import Place, places, plain
from sporo_service.engines.speech.words import Word, text_of

SENTENCE_WORDS = 4
"""The second hearing's extra words count as a dropped sentence from here on."""

SOUNDS_LIKE = 0.5
"""How alike a span must be to what was first heard for a term in it to be believed."""

WELL_ALIKE = 0.8
"""From here on, a term heard second and what was heard first count as two witnesses of the same."""

SOUNDS_ALIKE = 5.0
"""How many sounds must agree, as likeness times length, where the second hearing is not the surer."""

SURER = 0.1
"""How much surer the second hearing must be to overrule the first where no term is at stake."""

SURE = 0.8
"""How sure the second hearing must be to take a term away."""

DISPUTED = 0.5
"""What is left of a word's probability where the other hearing understood something else."""


@dataclass(frozen=True)
class Difference:
    """Where the hearings differ: word numbers and words in each, and the terms that stand there."""

    start: int
    end: int
    other_start: int
    other_end: int
    first: Sequence[Word]
    second: Sequence[Word]
    first_terms: frozenset[str]
    second_terms: frozenset[str]

    @property
    def settled(self) -> list[Word]:
        """The better supported words: surer where a term has two witnesses, else less sure."""
        if not self.takes_second:
            return _disputed(self.first)
        if self.second_terms and self.likeness >= WELL_ALIKE:
            return [replace(word, probability=max(word.probability, self.likeness)) for word in self.second]
        return _disputed(self.second)

    @property
    def takes_second(self) -> bool:
        """Whether the second hearing is the better supported."""
        if len(self.second) - len(self.first) >= SENTENCE_WORDS:
            return True
        if not self.second or len(self.first) - len(self.second) >= SENTENCE_WORDS + 2:
            return False
        if self.first_terms - self.second_terms:
            return _sureness(self.second) > max(SURE, _sureness(self.first) + SURER)
        if self.second_terms - self.first_terms:
            return self._sounds_right()
        return _sureness(self.second) > _sureness(self.first) + SURER

    @cached_property
    def likeness(self) -> float:
        """How alike the two hearings sound."""
        return likeness(plain(text_of(self.first)), plain(text_of(self.second)))

    def _sounds_right(self) -> bool:
        sounds = len(sound(plain(text_of(self.second))))
        enough = self.likeness * sounds >= SOUNDS_ALIKE or _sureness(self.second) > _sureness(self.first)
        return enough and self.likeness >= SOUNDS_LIKE


def merge(first: Sequence[Word], second: Sequence[Word]) -> list[Word]:
    """The merged words in order; where the hearings agree, as sure as the surer of them, else less sure."""
    merged: list[Word] = []
    at = other_at = 0
    for difference in differences(first, second):
        merged += map(_surer, first[at : difference.start], second[other_at : difference.other_start])
        merged += difference.settled
        at, other_at = difference.end, difference.other_end
    return [*merged, *map(_surer, first[at:], second[other_at:])]


def differences(first: Sequence[Word], second: Sequence[Word]) -> Iterator[Difference]:
    """Where the two hearings differ, in order."""
    first_places, second_places = places(first), places(second)
    for start, end, other_start, other_end in _spans(first, second):
        yield Difference(
            start,
            end,
            other_start,
            other_end,
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


def _surer(word: Word, same: Word) -> Word:
    return replace(word, probability=max(word.probability, same.probability))


def _disputed(words: Sequence[Word]) -> list[Word]:
    return [replace(word, probability=word.probability * DISPUTED) for word in words]


def _sureness(words: Sequence[Word]) -> float:
    return sum(word.probability for word in words) / len(words) if words else 0.0
