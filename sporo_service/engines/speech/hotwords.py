"""Which terms a second hearing should expect: those that the first may have misheard.

Whisper takes 223 tokens of hotwords, and they help exactly the terms that they list. So the list is made
for what was just heard: every run of one to four words with a doubtful one among them is compared, by
sound and spelling, with the whole vocabulary.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from sporo_clinical.sounds import likenesses
from sporo_clinical.vocabulary import vocabulary
from sporo_service.engines.speech.terms import places, plain
from sporo_service.engines.speech.words import Word, text_of

LONGEST_LIST = 45
LONGEST_RUN = 4
"""A long term is heard as up to four short words: "him at your ear" for hematuria."""

DOUBTFUL = 0.9
"""Runs in which every word was heard more surely than this are taken as they are."""

DOUBT_WEIGHT = 0.3
"""How much of a likeness a fully sure run loses beside a fully doubtful one."""

SPECIALTY_BONUS = 0.05


def choose(words: Sequence[Word], specialty: str = "") -> list[str]:
    """The terms to expect, likeliest first; those that were clearly said already are left out."""
    runs = [run for run in _runs(words) if min(word.probability for word in run) <= DOUBTFUL]
    if not runs:
        return []
    doubt = np.array([1 - DOUBT_WEIGHT * min(word.probability for word in run) for run in runs])
    alike = likenesses([plain(text_of(run)) for run in runs], _texts())
    worth = (alike * doubt[:, None]).max(axis=0) + SPECIALTY_BONUS * _said_by(specialty.lower())
    said = {place.term.text for place in places(words) if _surely_said(words[place.start : place.end])}
    ranked = (_texts()[at] for at in np.argsort(-worth, kind="stable"))
    return [text for text in ranked if text not in said][:LONGEST_LIST]


def _surely_said(run: Sequence[Word]) -> bool:
    return min(word.probability for word in run) > DOUBTFUL


def _runs(words: Sequence[Word]) -> list[Sequence[Word]]:
    return [
        words[start : start + size]
        for start in range(len(words))
        for size in range(1, min(LONGEST_RUN, len(words) - start) + 1)
    ]


@cache
def _texts() -> tuple[str, ...]:
    return tuple(term.text for term in vocabulary())


def _said_by(specialty: str) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return np.array([specialty in term.specialties for term in vocabulary()])
