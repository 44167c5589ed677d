"""How alike two texts sound: a plain letter-to-sound key for English, made for clinical words misheard."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

WEIGHTS = (0.4, 0.3, 0.3)
"""What consonants, the whole sound, and the spelling count in a likeness."""

# In order: each spelling becomes the sound that it usually stands for. Voiced and voiceless pairs (b p, d t,
# g k, v f, z s) fall together, because recognizers take one for the other.
_RULES = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"[^a-z0-9 ]", ""),
        (r"\bx", "s"),
        (r"\b(?:p(?=[snt])|[kgm](?=n)|w(?=r))", ""),
        (r"ph|v", "f"),
        (r"gh(?=t|\b)", ""),
        (r"[tsc]i(?=on|an|al|ou)|sh|tch", "S"),
        (r"s?c(?=[eiy])|z", "s"),
        (r"dg|g(?=[eiy])", "J"),
        (r"j", "J"),
        (r"x", "ks"),
        (r"qu", "kw"),
        (r"ch|ck|c|q|g", "k"),
        (r"th|d", "t"),
        (r"b", "p"),
        (r"(?<=[aeiou])r?e\b", lambda match: match.group().rstrip("e")),
        (r"e\b", ""),
        (r"[hw ]", ""),
        (r"[aou]+[eiy]*|[eiy]+[aou]+", "a"),
        (r"[eiy]+", "i"),
        (r"(.)\1+", r"\1"),
    )
)


def sound(text: str) -> str:
    """The key of how a text sounds, its words run together: letters for sounds, `a` and `i` for vowels."""
    key = text.lower()
    for spelling, heard in _RULES:
        key = spelling.sub(heard, key)
    return key


def skeleton(key: str) -> str:
    """The consonants of a sound key; vowels are what recognizers get wrong first."""
    return re.sub("[ai]", "", key)


def likeness(heard: str, term: str) -> float:
    """How alike two texts are in sound and spelling, from 0 to 1."""
    return float(likenesses([heard], (term,))[0, 0])


def likenesses(heard: Sequence[str], terms: tuple[str, ...]) -> NDArray[np.float32]:
    """The likeness of every heard text (rows) to every term (columns)."""
    rows, columns = _forms(tuple(heard)), _forms(terms)
    total = np.zeros((len(heard), len(terms)), dtype=np.float32)
    for weight, row, column in zip(WEIGHTS, rows, columns, strict=True):
        total += weight * cdist(row, column, scorer=Levenshtein.normalized_similarity, dtype=np.float32)
    return total


@lru_cache(maxsize=8)
def _forms(texts: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    keys = [sound(text) for text in texts]
    return [skeleton(key) for key in keys], keys, [re.sub(r"[^a-z0-9]", "", text.lower()) for text in texts]
