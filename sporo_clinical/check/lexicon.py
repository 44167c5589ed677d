"""Words that are one to the check, from its lists: findings, parts of the body, measures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sporo_clinical.check.strand import Strand
from sporo_clinical.text import Words, words_of

_SINGULAR_FROM = 4
_KEEP_THEIR_S = ("ss", "us", "is", "ous", "as")


@dataclass(frozen=True)
class Named:
    """What is named, by its one name, and its words from `first` up to `after`."""

    name: str
    first: int
    after: int


@dataclass(frozen=True)
class Lexicon:
    """Phrases in singular words, and the one name of each."""

    names: Mapping[Words, str]
    longest: Mapping[str, int]

    def found(self, strand: Strand) -> tuple[Named, ...]:
        """Everything named in the text, in order, the longest at each place."""
        return tuple(self._found(tuple(singular(word) for word in strand.words)))

    def _found(self, words: Words) -> Iterator[Named]:
        free = 0
        for place, word in enumerate(words):
            if place < free:
                continue
            for size in range(min(self.longest.get(word, 0), len(words) - place), 0, -1):
                name = self.names.get(words[place : place + size])
                if name:
                    free = place + size
                    yield Named(name, place, free)
                    break


def lexicon_of(names: Mapping[str, str]) -> Lexicon:
    """A lexicon from phrases in any number, each with its one name."""
    keyed = {_key(phrase): name for phrase, name in names.items()}
    longest: dict[str, int] = {}
    for words in keyed:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Lexicon(keyed, longest)


def same(name: str) -> dict[str, str]:
    """The phrases of one of the check's files, each with its one name."""
    text = files("sporo_clinical").joinpath("data", "check", name).read_text("utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            one, _, others = line.partition("\t")
            for phrase in (one, *others.split(";")):
                if phrase.strip():
                    found.setdefault(phrase.strip(), one)
    return found


def _key(phrase: str) -> Words:
    return tuple(singular(part) for word in words_of(phrase) for part in word.split("-") if part)


@cache
def singular(word: str) -> str:
    """The word without the s of a plural."""
    if len(word) >= _SINGULAR_FROM and word.endswith("s") and not word.endswith(_KEEP_THEIR_S):
        return word[:-1]
    return word
