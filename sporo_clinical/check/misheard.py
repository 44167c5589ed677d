"""Names that are no drug's and sound like one: "metaformin" is probably metformin."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from sporo_clinical.check.account import Account
from sporo_clinical.check.cues import near_cue
from sporo_clinical.check.drug_mentions import confused_with, drug_words, known_names
from sporo_clinical.check.lists import listed
from sporo_clinical.sounds import likenesses
from sporo_clinical.vocabulary import vocabulary

_SHORTEST = 6
_ALIKE = 0.84
_LEAD = 0.02
_MOST = 200
"""So many names are compared, so that a long text takes no longer than a visit."""
_BEFORE, _BEHIND = 4, 3


@dataclass(frozen=True)
class Misheard:
    """A word that is probably a drug's name, and its place."""

    word: str
    drug: str
    place: int


def misheard(account: Account) -> tuple[Misheard, ...]:
    """The words, each once, that stand where a drug is named and sound like one."""
    first: dict[str, int] = {}
    for place, word in enumerate(account.strand.words):
        if _may_be_a_name(word) and word not in first and _is_where_drugs_are(account, place):
            first[word] = place
    words = list(first)[:_MOST]
    if not words:
        return ()
    return tuple(_meant(words, first))


def _meant(words: list[str], first: dict[str, int]) -> Iterator[Misheard]:
    names = known_names()
    for word, row in zip(words, likenesses(words, names), strict=True):
        best = int(row.argmax())
        rivals = [names[at] for at in np.flatnonzero(row > row[best] - _LEAD) if at != best]
        if row[best] >= _ALIKE and len(rivals) <= 1:
            yield Misheard(word, names[best], first[word])


def _may_be_a_name(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and word not in _known_words()


def _is_where_drugs_are(account: Account, place: int) -> bool:
    """Whether a dose or the taking of something is spoken of beside it."""
    dosed = any(place - 2 <= dose.first <= place + _BEHIND for dose in account.doses)
    return dosed or near_cue(account, (place, place + 1), "misheard_near", _BEFORE, _BEHIND)


@cache
def _known_words() -> frozenset[str]:
    """The words of all terms: none of them was misheard."""
    terms = frozenset(part for term in vocabulary() for part in term.text.lower().replace("-", " ").split())
    return terms | drug_words() | frozenset(confused_with()) | listed("no_misheard")
