"""A text as the check reads it: its words in order, each with the statement that it stands in."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sporo_clinical.headings import PartKind, parts
from sporo_clinical.statements import statements
from sporo_clinical.text import Sentence, Token, Words, sentences


@dataclass(frozen=True)
class Statement:
    """A sentence, the part of a note that it stands in, and its words from `first` up to `after`."""

    sentence: Sentence
    kind: PartKind
    title: str
    first: int
    after: int


@dataclass(frozen=True)
class Strand:
    """All words of a text but its headings and speakers; words with hyphens are several."""

    text: str
    tokens: tuple[Token, ...]
    statements: tuple[Statement, ...]

    @cached_property
    def words(self) -> Words:
        """The words in lower case."""
        return tuple(token.word for token in self.tokens)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Each of its words once."""
        return frozenset(self.words)

    @cached_property
    def _firsts(self) -> list[int]:
        return [statement.first for statement in self.statements]

    def statement_at(self, place: int) -> Statement:
        """The statement that the word at a place stands in."""
        return self.statements[bisect_left(self._firsts, place + 1) - 1]

    def characters(self, first: int, after: int) -> tuple[int, int]:
        """The characters of the words from `first` up to `after`."""
        return self.tokens[first].start, self.tokens[after - 1].end

    def quote(self, first: int, after: int) -> str:
        """The characters of those words, on one line."""
        start, end = self.characters(first, after)
        return " ".join(self.text[start:end].split())

    def gap(self, place: int) -> str:
        """What stands between the word before a place and the word at it."""
        return self.text[self.tokens[place - 1].end : self.tokens[place].start] if place else "\n"


def heard(transcript: str) -> Strand:
    """The strand of a transcript."""
    return _strand(transcript, ((sentence, PartKind.OTHER, "") for sentence in sentences(transcript)))


def written(note: str) -> Strand:
    """The strand of a note, its parts known by their headings."""
    return _strand(
        note,
        (
            (sentence, part.kind, part.title)
            for part in parts(note)
            for sentence in statements(note, part.start, part.end)
        ),
    )


def _strand(text: str, read: Iterator[tuple[Sentence, PartKind, str]]) -> Strand:
    tokens: list[Token] = []
    found: list[Statement] = []
    for sentence, kind, title in read:
        first = len(tokens)
        for token in sentence.tokens:
            tokens += _parts(token)
        if len(tokens) > first:
            found.append(Statement(sentence, kind, title, first, len(tokens)))
    return Strand(text, tuple(tokens), tuple(found))


def _parts(token: Token) -> Iterator[Token]:
    start = token.start
    for part in token.word.split("-"):
        if part:
            yield Token(part, start, start + len(part))
        start += len(part) + 1
