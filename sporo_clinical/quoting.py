"""Whether a sentence stands on words that were said: quoted exactly, and without more that could do harm."""

from sporo_clinical.chart.drug_groups import generic
from sporo_clinical.drugs import drugs
from sporo_clinical.numbers import numbers
from sporo_clinical.support import is_negative
from sporo_clinical.text import tokens, words_of
from sporo_clinical.vocabulary import drug_names

_SIDES = frozenset({"left", "right", "bilateral", "both"})
_FEWEST_WORDS = 2
"""A quote of one word can be found for anything."""


def stands(sentence: str, quote: str, transcript: str) -> bool:
    """Whether the quote is in the transcript and says each number, drug, side and denial of the sentence."""
    if not sentence.strip() or not is_quoted(quote, transcript):
        return False
    words, said = words_of(sentence), words_of(quote)
    return (
        _values(sentence) <= _values(quote)
        and _drugs(sentence) <= _drugs(quote)
        and _SIDES & set(words) <= set(said)
        and is_negative(words) == is_negative(said)
    )


def is_quoted(quote: str, transcript: str) -> bool:
    """Whether the words stand in the transcript in a row, whatever their case and the marks between them."""
    said, wanted = words_of(transcript), words_of(quote)
    if len(wanted) < _FEWEST_WORDS:
        return False
    return f" {' '.join(wanted)} " in f" {' '.join(said)} "


def _values(text: str) -> set[str]:
    return {f"{number.value.normalize():f}" for number in numbers(tokens(text))}


def _drugs(text: str) -> set[str]:
    return {generic(drug.name) for drug in drugs(tokens(text), drug_names())}
