"""Billable codes for a person who looks one up: by the beginning of a code, or by words in any order."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from sporo_clinical.icd10cm.release import plain, release
from sporo_clinical.icd10cm.words import rows

_WORD = re.compile(r"[a-z0-9]+")
_CODE = re.compile(r"[A-TV-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{0,4})", re.IGNORECASE)
_SHORTEST = 2
"""Letters from which on a word is looked for."""
_MOST_RANKED = 500
"""Phrases that are put in order anew: who asks for more has not said enough yet."""
_UNSAID = frozenset({"encounter", "for", "initial", "of", "sequela", "subsequent", "unspecified", "with"})
"""Words of names that nobody asks for: they make no name longer."""
_AFTER_ALL = "\uffff"


class _Phrase(NamedTuple):
    """A name, an inclusion term or a term of our own lexicon, and the beginning of its codes."""

    words: tuple[str, ...]
    code: str
    is_a_name: bool


class _Index(NamedTuple):
    phrases: tuple[_Phrase, ...]
    """Those that say least beside what they mean come first, terms before names."""
    words: tuple[str, ...]
    """Every word, sorted."""
    places: dict[str, list[int]]
    """In which phrases each word stands."""


def search(asked: str, most: int = 20) -> tuple[str, ...]:
    """The codes without their dot, the best first: by a code's beginning, else by words or their beginnings.

    Words are looked for in names, inclusion terms and our own lexicon, which knows lay words too. The first
    search of a process reads them all, unless `prepare` did.
    """
    if _CODE.fullmatch(asked.strip()) and (codes := release().billable(plain(asked))):
        return codes[:most]
    words = [word for word in _WORD.findall(asked.lower()) if len(word) >= _SHORTEST or word.isdigit()]
    return tuple(islice(dict.fromkeys(_codes(_fitting(words))), most)) if words else ()


def prepare() -> None:
    """Reads what the first search needs, which takes a third of a second, before anybody types."""
    _index()


def _codes(phrases: Sequence[_Phrase]) -> Iterator[str]:
    for phrase in phrases:
        yield from release().billable(phrase.code)


def _fitting(asked: Sequence[str]) -> list[_Phrase]:
    """The phrases that have each of the words or a word that begins so, the best first."""
    index = _index()
    places = set.intersection(*(_places(index, word) for word in asked))
    phrases = (index.phrases[place] for place in islice(sorted(places), _MOST_RANKED))
    # Whole words before beginnings; what is alike keeps its order.
    return sorted(phrases, key=lambda phrase: sum(word not in phrase.words for word in asked))


def _places(index: _Index, word: str) -> set[int]:
    first = bisect_left(index.words, word)
    after = bisect_left(index.words, word + _AFTER_ALL)
    found: set[int] = set()
    found.update(*(index.places[known] for known in index.words[first:after]))
    return found


def _order(phrase: _Phrase) -> tuple[int, bool, str]:
    return sum(word not in _UNSAID for word in phrase.words), phrase.is_a_name, phrase.code


@cache
def _index() -> _Index:
    phrases = tuple(sorted(_phrases(), key=_order))
    places: dict[str, list[int]] = {}
    for place, phrase in enumerate(phrases):
        for word in set(phrase.words):
            places.setdefault(word, []).append(place)
    return _Index(phrases, tuple(sorted(places)), places)


def _phrases() -> Iterator[_Phrase]:
    for term, code in rows("lexicon.tsv"):
        yield _Phrase(tuple(_WORD.findall(term.lower())), plain(code), is_a_name=False)
    for code, terms in release().inclusions.items():
        for term in terms:
            yield _Phrase(tuple(_WORD.findall(term.lower())), code, is_a_name=False)
    for code, name in release().names.items():
        if code not in release().headers:
            yield _Phrase(tuple(_WORD.findall(name.lower())), code, is_a_name=True)
