"""Spans heard with doubt that could do harm if wrong: drugs, numbers, words that turn a meaning round."""

import re
from collections.abc import Iterator, Sequence

from sporo_clinical.text import words_of
from sporo_service.engines.base import Uncertain
from sporo_service.engines.speech.terms import places
from sporo_service.engines.speech.words import Word

DOUBTFUL = 0.5
NEGATIONS = frozenset(
    words_of(
        "no not none never neither nor without denies denied deny negative cannot can't don't doesn't didn't "
        "isn't wasn't aren't weren't won't haven't hasn't hadn't stop stopped start started"
    )
)
NUMBERS = frozenset(
    words_of(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
        "hundred thousand"
    )
)


def uncertain(words: Sequence[Word]) -> tuple[Uncertain, ...]:
    """The doubtful spans of the flat text that the words make, in order."""
    starts = _starts(words)
    return tuple(
        Uncertain(
            starts[start], starts[end - 1] + len(words[end - 1].text), _text(words[start:end]), kind, sure
        )
        for start, end, kind in _spans(words)
        if (sure := round(min(word.probability for word in words[start:end]), 2)) < DOUBTFUL
    )


def _spans(words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """Words from, up to, and what they are; a drug's words before the number or negation among them."""
    drugs = {place.start: place.end for place in places(words) if place.term.kind == "drug"}
    at = 0
    while at < len(words):
        end = drugs.get(at, at + 1)
        kind = "drug" if at in drugs else _kind(words[at])
        if kind:
            yield at, end, kind
        at = end


def _kind(word: Word) -> str | None:
    if re.search(r"\d", word.text) or word.plain in NUMBERS:
        return "number"
    return "negation" if word.plain in NEGATIONS else None


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _starts(words: Sequence[Word]) -> list[int]:
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word.text) + 1
    return starts
