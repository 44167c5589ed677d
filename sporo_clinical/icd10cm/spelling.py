"""Long words that are misspelt by one letter, set right where only one known word can be meant.

One letter too many, too few, wrong, or two changed over. Trusted are the first letter, the last two, which
make other forms of a word ("arthritic"), except in the endings of diseases ("sinusitus"), verbs ("injected"
is not infected), and short words: "ileum" is no misspelt "ilium". What is one letter away from two known
words stays as it is: between "hypotension" and "hypertension" nobody may guess.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from sporo_clinical.icd10cm.terms import long_words
from sporo_clinical.icd10cm.words import Word, listed, synonyms

_LONG = 7
_LONGER = 8
"""Letters of a word that others may be misspellings of."""
_END = 3
"""Letters at either end of a long word of which one error leaves one end whole."""
_ENDING = 2
_VERBS = ("ing", "ed", "er")
_DISEASES = ("itis", "osis", "asis", "etes", "emia", "onia", "algia", "pathy", "plegia", "uria", "rrhea")
_OTHER_FORMS = ("ic", "al", "ous", "ar", "oid", "y", "e")
"""Endings of words that are no diseases: of these, none is a misspelt one."""


def spelled(found: Sequence[Word]) -> list[Word]:
    """The words, those that are misspelt exchanged for what they mean."""
    return [
        word
        if len(word.form) < _LONG or not word.form.isalpha()
        else word._replace(form=corrected(word.form))
        for word in found
    ]


@lru_cache(maxsize=1 << 14)
def corrected(form: str) -> str:
    """The one known word within one edit of an unknown long one, else the word itself."""
    by_end, known = _by_end(), _known()
    if form in known or form.endswith(_VERBS):
        return form
    near = {*by_end.get(form[:_END], ()), *by_end.get(f"{form[0]}-{form[-_END:]}", ())}
    meant = {known[word] for word in near if _is_one_edit(form, word)}
    return meant.pop() if len(meant) == 1 else form


def _is_one_edit(said: str, known: str) -> bool:
    if abs(len(said) - len(known)) > 1:
        return False
    head = _shared(said, known)
    left, right = said[head:], known[head:]
    tail = _shared(left[::-1], right[::-1])
    left, right = left[: len(left) - tail], right[: len(right) - tail]
    is_swap = sorted(left) == sorted(right) and len(left) == _ENDING
    is_disease = known.endswith(_DISEASES) and not said.endswith(_OTHER_FORMS)
    return (tail >= _ENDING or is_disease) and (is_swap or max(len(left), len(right)) <= 1)


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


@cache
def _known() -> Mapping[str, str]:
    """Long words that are spelled right, each with its common form."""
    ours = {word: meant for word, meant in synonyms().items() if len(word) >= _LONG and word.isalpha()}
    return {word: word for word in long_words() | listed("spelled_right")} | ours


@cache
def _by_end() -> Mapping[str, Sequence[str]]:
    """The words that errors can have come from, by their first letters, and by their first and last."""
    found = defaultdict(list)
    right = listed("spelled_right")
    for word in _known():
        if word not in right and len(word) >= _LONGER:
            found[word[:_END]].append(word)
            found[f"{word[0]}-{word[-_END:]}"].append(word)
    return found
