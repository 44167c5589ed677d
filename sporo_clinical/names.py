"""Names that read like problems and are none here: Mr. Stone, Rose Fall, the stroke unit, in the fall."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from sporo_clinical.text import Sentence, Words, ngrams, words_of
from sporo_clinical.vocabulary import vocabulary

_FILE = Path(__file__).parent / "data" / "problems.toml"
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Pt|Re|Dear|Patient|Name)\b\.?:?[ \t]+(?:[A-Z][\w.]*[ \t]+)?$"
)
_FORENAME = re.compile(r"\b([A-Z][a-z]+)[ \t]+(?:[A-Z]\.[ \t]*)?$")
_FURTHEST = 40
_LONGEST = 4


def names_no_problem(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the characters `start` to `end` of the original are a surname or stand in such a phrase."""
    if is_surname(sentence.text, start - sentence.start, end - sentence.start):
        return True
    return any(
        sentence.tokens[first].start <= start and end <= sentence.tokens[last].end
        for first, last in _phrases(sentence.words)
    )


@lru_cache(maxsize=1024)
def _phrases(words: Words) -> tuple[tuple[int, int], ...]:
    """The first and last place of every phrase in which a problem's word names none."""
    known = no_problems()
    return tuple((place, place + len(run) - 1) for place, run in ngrams(words, _LONGEST) if run in known)


def is_surname(text: str, start: int, end: int) -> bool:
    """Whether the word is a surname here: one of those that problems have too, with a title or a forename.

    A forename is a capitalized word that no clinical term has, so that "Acute Gout" is none.
    """
    word = text[start:end]
    if word.lower() not in _surnames() or not word[:1].isupper():
        return False
    before = text[max(0, start - _FURTHEST) : start]
    forename = None if word.isupper() else _FORENAME.search(before)
    if forename and forename[1].lower() not in _clinical_words():
        return True
    return _TITLE.search(before) is not None


@cache
def no_problems() -> frozenset[Words]:
    """The phrases with the name of a problem in which nobody here has it."""
    return frozenset(map(words_of, _listed("no_problem")))


@cache
def _surnames() -> frozenset[str]:
    return _listed("surnames")


@cache
def _clinical_words() -> frozenset[str]:
    return frozenset(word for term in vocabulary() for word in words_of(term.text)) | _listed("no_forenames")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(tomllib.loads(_FILE.read_text("utf-8"))["names"][name])
