"""ROUGE-1, -2 and -L as F1 over lower-case words, without stemming (Lin 2004)."""

import re
from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq


@dataclass(frozen=True)
class Rouge:
    """F1 of single words, of word pairs, and of the longest common subsequence."""

    one: float
    two: float
    longest: float


def rouge(candidate: str, reference: str) -> Rouge:
    """How much the candidate shares with the reference."""
    said, wanted = _words(candidate), _words(reference)
    return Rouge(
        _f1(_shared(said, wanted, 1), len(said), len(wanted)),
        _f1(_shared(said, wanted, 2), len(said) - 1, len(wanted) - 1),
        _f1(LCSseq.similarity(said, wanted), len(said), len(wanted)),
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _shared(said: list[str], wanted: list[str], size: int) -> int:
    return (_grams(said, size) & _grams(wanted, size)).total()


def _grams(words: list[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(words[start:] for start in range(size)), strict=False))


def _f1(shared: float, said: int, wanted: int) -> float:
    return 2 * shared / (said + wanted) if shared else 0.0
