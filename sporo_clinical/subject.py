"""Whether a transcript is about somebody's health at all."""

from functools import cache

from sporo_clinical.text import Words, ngrams, tokens, words_of
from sporo_clinical.vocabulary import vocabulary

_TELLING = frozenset({"drug", "finding", "test", "procedure"})
"""Kinds of terms that tell: parts of the body are spoken of everywhere."""
_LONGEST = 4
_FEWEST = 2


def is_clinical(transcript: str) -> bool:
    """Whether at least two clinical terms are in it, as in any visit of a minute or more."""
    words = tuple(token.word for token in tokens(transcript))
    found = set[Words]()
    for _, run in ngrams(words, _LONGEST):
        if run in _terms():
            found.add(run)
            if len(found) >= _FEWEST:
                return True
    return False


@cache
def _terms() -> frozenset[Words]:
    return frozenset(words_of(term.text) for term in vocabulary() if term.kind in _TELLING)
