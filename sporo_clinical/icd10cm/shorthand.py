"""Abbreviations that mean several things, read by the words near by and the part of the note they stand in.

MS is multiple sclerosis, mitral stenosis, or the mental status. What the text spells out anywhere is meant
everywhere; else the words of the sentence decide, else the part. Where none of these does, nothing is coded.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from sporo_clinical.headings import PartKind
from sporo_clinical.icd10cm.words import Word, forms, rows
from sporo_clinical.text import Sentence

_A_SENTENCE = 4
"""From so many words, capitals throughout are a way of writing, not abbreviations."""


@dataclass(frozen=True)
class Meaning:
    """One thing that an abbreviation can mean."""

    phrase: str
    words: tuple[str, ...]
    near: frozenset[str]
    """The words that speak for it, in their common form."""
    kinds: frozenset[PartKind]
    """The parts of a note where it alone is meant."""


class Shorthand:
    """The abbreviations of one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _spelled_out(self) -> frozenset[str]:
        text = self._text.lower()
        phrases = (meaning.phrase for meanings in _meanings().values() for meaning in meanings)
        return frozenset(phrase for phrase in phrases if phrase in text)

    def read(self, found: Sequence[Word], sentence: Sentence, kind: PartKind) -> list[Word]:
        """The words of the sentence, with what each abbreviation means where that can be told."""
        if not any(word.form in _meanings() for word in found):
            return list(found)
        said = {word.form for word in found}
        return [meant for word in found for meant in self._read(word, said, sentence, kind)]

    def _read(self, word: Word, said: set[str], sentence: Sentence, kind: PartKind) -> Iterator[Word]:
        meant = self._meant(meanings_of(word, sentence), said, kind)
        if meant:
            yield from (Word(form, word.start, word.end) for form in meant.words)
        else:
            yield word

    def _meant(self, meanings: Iterable[Meaning], said: set[str], kind: PartKind) -> Meaning | None:
        for likely in (
            [meaning for meaning in meanings if meaning.phrase in self._spelled_out],
            _best(meanings, said),
            [meaning for meaning in meanings if kind in meaning.kinds],
        ):
            if len(likely) == 1:
                return likely[0]
        return None


def meanings_of(word: Word, sentence: Sentence) -> Sequence[Meaning]:
    """What an abbreviation that was left as it stands can mean; nothing for any other word."""
    meanings = _meanings().get(word.form, ())
    return meanings if meanings and _is_shorthand(word, sentence) else ()


def _best(meanings: Iterable[Meaning], said: set[str]) -> list[Meaning]:
    """The meanings for which most words near by speak, none where none does."""
    scored = [(len(meaning.near & said), meaning) for meaning in meanings]
    most = max((score for score, _ in scored), default=0)
    return [meaning for score, meaning in scored if score == most > 0]


def _is_shorthand(word: Word, sentence: Sentence) -> bool:
    """MS is, "ms" and the label "PE:" are not, and in a line of capitals nobody can tell."""
    first, after = word.start - sentence.start, word.end - sentence.start
    is_loud = sentence.text.isupper() and len(sentence.tokens) >= _A_SENTENCE
    return sentence.text[first:after].isupper() and sentence.text[after : after + 1] != ":" and not is_loud


@cache
def _meanings() -> Mapping[str, tuple[Meaning, ...]]:
    found = defaultdict(list)
    for said, phrase, near, *kinds in rows("ambiguous.tsv"):
        spoken = frozenset(form for word in near.split() for form in forms(word))
        names = frozenset(map(PartKind, " ".join(kinds).split()))
        found[said.lower()].append(Meaning(phrase, tuple(forms(phrase)), spoken, names))
    return {said: tuple(meanings) for said, meanings in found.items()}
