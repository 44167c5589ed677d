"""Which sentences of a transcript the statements of a note rest on, by words and numbers that they share."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sporo_clinical.numbers import numbers
from sporo_clinical.statements import statements
from sporo_clinical.text import Sentence, sentences, words_of

_SMALL_WORDS = Path(__file__).parent / "data" / "small_words.txt"
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|es|s|ly|ness)$")
_MOST_SENTENCES = 60
"""A word that stands in more sentences than these tells none of them apart, and is left out."""
_MOST_SUPPORTS = 3
_SHARE_OF_WORDS = 0.3
"""Of the weight of a statement's words so much has to be in a sentence that supports it."""
_SHARE_OF_BEST = 0.6
"""A further sentence has to support a statement so much as the best one does."""


@dataclass(frozen=True)
class Line:
    """A statement of a part of the note, in characters of that part."""

    part: int
    start: int
    end: int
    supports: tuple[int, ...]
    """The sentences of the transcript by their place, the best first; none where nothing supports it."""


@dataclass(frozen=True)
class Alignment:
    """The statements of a note and the sentences of its transcript, as they support each other."""

    lines: tuple[Line, ...]
    sentences: tuple[tuple[int, int], ...]
    """First and last character of each sentence of the transcript."""


def align(parts: Sequence[str], transcript: str) -> Alignment:
    """Each statement of the note's parts with the sentences that it seems to rest on.

    A likeness of words, no proof: what is said in quite other words is not found.
    """
    said = sentences(transcript)
    index = defaultdict[str, list[int]](list)
    for place, sentence in enumerate(said):
        for term in _terms(sentence):
            index[term].append(place)
    telling = {term: places for term, places in index.items() if len(places) <= _MOST_SENTENCES}
    weights = {term: math.log(1 + len(said) / len(places)) for term, places in telling.items()}
    lines = [
        Line(part, line.start, line.end, _supports(_terms(line), telling, weights, len(said)))
        for part, text in enumerate(parts)
        for line in statements(text)
    ]
    return Alignment(tuple(lines), tuple((sentence.start, sentence.end) for sentence in said))


def _supports(
    terms: frozenset[str], index: dict[str, list[int]], weights: dict[str, float], count: int
) -> tuple[int, ...]:
    shared = defaultdict[int, float](float)
    for term in sorted(terms):
        for place in index.get(term, ()):
            shared[place] += weights[term]
    # A word that nobody said may only be the writer's own, so it counts for less than one that tells.
    whole = sum(weights.get(term, math.log(1 + count) / 2) for term in terms)
    ranked = sorted(shared, key=lambda place: (-shared[place], place))
    if not ranked or shared[ranked[0]] < _SHARE_OF_WORDS * whole:
        return ()
    best = shared[ranked[0]]
    return tuple(place for place in ranked[:_MOST_SUPPORTS] if shared[place] >= _SHARE_OF_BEST * best)


def _terms(sentence: Sentence) -> frozenset[str]:
    """What tells a sentence from others: its words without their endings, and its numbers by value."""
    found = numbers(sentence.tokens)
    counted = {place for number in found for place in range(number.first, number.after)}
    words = {
        _ENDING.sub("", token.word)
        for place, token in enumerate(sentence.tokens)
        if place not in counted and token.word not in _small_words()
    }
    return frozenset(words | {number.written for number in found})


@cache
def _small_words() -> frozenset[str]:
    return frozenset(words_of(_SMALL_WORDS.read_text(encoding="utf-8")))
