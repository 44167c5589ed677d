"""Sentences and words of a transcript, each with its place in the original text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from sporo_clinical.clauses import clause_starts

Words: TypeAlias = tuple[str, ...]

CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
_WORD = re.compile(rf"(?:(?<!\w)\.)?[0-9]+(?:[.,:/][0-9]+)*|[^\W\d_]\w*(?:['{CURLY}-]\w+)*|%")
_LABEL = re.compile(
    r"\[\w+\]|^[ \t]*(?:D|P|Doctor|Patient|Clinician|Physician|Nurse)\s?:", re.MULTILINE | re.IGNORECASE
)
_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "vs", "st", "prof", "approx"})


@dataclass(frozen=True)
class Token:
    """A word or a written number; `word` is its lower-case form with a straight apostrophe."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A stretch of the original: `text` is exactly the characters from `start` to `end`."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def words(self) -> Words:
        """Its words in lower case."""
        return tuple(token.word for token in self.tokens)

    @property
    def asks(self) -> bool:
        """Whether a question mark ends it."""
        return self.text.endswith("?")


def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """The words of the text in order; `offset` is where the text stands in the original."""
    return tuple(
        Token(found.group().lower().replace(CURLY, "'"), offset + found.start(), offset + found.end())
        for found in _WORD.finditer(text)
    )


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences in order, without speaker labels; nothing but white space and labels is left out.

    Text without full stops, as some recognizers write it, is cut where a new clause plainly opens.
    """
    found = []
    for start, end in _stretches(text):
        found += _clauses(text, start, end)
    return tuple(found)


def words_of(phrase: str) -> Words:
    """The words of a phrase, as a sentence has them."""
    return tuple(token.word for token in tokens(phrase))


def ngrams(words: Words, longest: int) -> Iterator[tuple[int, Words]]:
    """Every run of up to `longest` words with the place of its first, longest first at each place."""
    for place in range(len(words)):
        for size in range(min(longest, len(words) - place), 0, -1):
            yield place, words[place : place + size]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for label in _LABEL.finditer(text):
        yield from _between_full_stops(text, start, label.start())
        start = label.end()
    yield from _between_full_stops(text, start, len(text))


def _between_full_stops(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _END.finditer(text, start, end):
        if not _ends_a_title(text, begin, stop.start()):
            yield begin, stop.end()
            begin = stop.end()
    yield begin, end


def _ends_a_title(text: str, begin: int, stop: int) -> bool:
    if text[stop] != ".":
        return False
    last = re.search(r"\b([A-Za-z]+)$", text[max(begin, stop - 7) : stop])
    return last is not None and last.group(1).lower() in _TITLES


def _clauses(text: str, start: int, end: int) -> list[Sentence]:
    words = tokens(text[start:end], start)
    if not words:
        return []
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    cuts = [0, *clause_starts([token.word for token in words]), len(words)]
    places = [start, *(words[cut].start for cut in cuts[1:-1]), end]
    return [
        Sentence(text[first:last].rstrip(), first, first + len(text[first:last].rstrip()), words[begin:until])
        for (first, last), (begin, until) in zip(pairwise(places), pairwise(cuts), strict=True)
    ]
