"""Doubtful runs of words that sound almost exactly like a term become that term, as less sure than they were.

"Finestarite" is finasteride and "him at urea" is hematuria, and no other term comes near; "for two" is not
Forteo, because so short a likeness happens by chance; "acetyloprem" stays, because it could be citalopram or
escitalopram. What is mended is always doubtful, so that a reader is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sporo_clinical.sounds import likeness, likenesses, sound
from sporo_clinical.vocabulary import vocabulary
from sporo_service.engines.speech.terms import places, plain
from sporo_service.engines.speech.words import Word, text_of

Likenesses = NDArray[np.float32]

PUNCTUATION = ",.?!;:"
CLAUSE_END = re.compile(r"[,.?!]$")
LONGEST_RUN = 4
SHORT_TERM = 4
"""Letters up to which a standing term may be chance itself: "art", "gout"."""

DOUBTFUL = 0.7
"""Only a run with a word less sure than this is mended."""

ALIKE = 0.77
SOUNDS_ALIKE = 6.4
"""How many sounds must agree, as likeness times the term's length in sounds: the guard against chance."""

LEAD = 0.03
"""How much more alike than any other term the chosen one must be."""

MENDED = 0.6
"""What is left of the probability of a mended run's least sure word."""


@dataclass(frozen=True)
class Repair:
    """Words from `start` up to `end` that are to become a term."""

    start: int
    end: int
    term: str
    likeness: float


def mend(words: Sequence[Word]) -> list[Word]:
    """The words, with what sounds like a term written as it."""
    mended: list[Word] = []
    at = 0
    for repair in sorted(_chosen(_repairs(words)), key=lambda repair: repair.start):
        mended += words[at : repair.start]
        mended += _as_term(words[repair.start : repair.end], repair.term)
        at = repair.end
    return [*mended, *words[at:]]


def _chosen(repairs: Sequence[Repair]) -> Iterator[Repair]:
    """The most alike first, each word mended once."""
    taken: set[int] = set()
    for repair in sorted(repairs, key=lambda repair: -repair.likeness):
        run = set(range(repair.start, repair.end))
        if not run & taken:
            taken |= run
            yield repair


def _repairs(words: Sequence[Word]) -> list[Repair]:
    runs = list(_runs(words))
    if not runs:
        return []
    heard = [plain(text_of(words[start:end])) for start, end in runs]
    alike = likenesses(heard, _terms())
    return [
        Repair(start, end, _terms()[row.argmax()], float(row.max()))
        for (start, end), said, row in zip(runs, heard, alike, strict=True)
        if _convincing(said, row)
    ]


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Doubtful runs within a clause in which no term of some length stands already."""
    standing = {
        at
        for place in places(words)
        if len(place.term.text) > SHORT_TERM
        for at in range(place.start, place.end)
    }
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_RUN, len(words)) + 1):
            run = words[start:end]
            if standing & {end - 1} or (end - start > 1 and CLAUSE_END.search(run[-2].text)):
                break
            if min(word.probability for word in run) < DOUBTFUL:
                yield start, end


def _convincing(heard: str, alike: Likenesses) -> bool:
    best = int(alike.argmax())
    term = _terms()[best]
    if alike[best] < ALIKE or alike[best] * len(sound(term)) < SOUNDS_ALIKE:
        return False
    return _differs_little(heard, term) and not _rivals(term, alike)


def _differs_little(heard: str, term: str) -> bool:
    """Whether the words that are not the same are alike by themselves."""
    said, meant = heard.split(), plain(term).split()
    differing, missing = (
        [word for word in said if word not in meant],
        [word for word in meant if word not in said],
    )
    return likeness(" ".join(differing), " ".join(missing)) >= ALIKE - 0.1


def _rivals(term: str, alike: Likenesses) -> list[str]:
    """Other terms about as alike, unless one only says more words than the other."""
    near = (_terms()[at] for at in np.flatnonzero(alike > alike.max() - LEAD))
    words = set(plain(term).split())
    return [
        other
        for other in near
        if not (words <= set(plain(other).split()) or words >= set(plain(other).split()))
    ]


def _as_term(run: Sequence[Word], term: str) -> list[Word]:
    sure = MENDED * min(word.probability for word in run)
    parts = term.split()
    parts[-1] += run[-1].text[len(run[-1].text.rstrip(PUNCTUATION)) :]
    return [Word(part, run[0].start, run[-1].end, sure) for part in parts]


@cache
def _terms() -> tuple[str, ...]:
    return tuple(term.text for term in vocabulary())
