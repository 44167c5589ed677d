"""Where a written sentence names problems: by the vocabulary, by abbreviations, by the ending of a word."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sporo_clinical.context import context_of
from sporo_clinical.names import is_surname, no_problems
from sporo_clinical.text import Sentence, Words, ngrams, words_of
from sporo_clinical.vocabulary import vocabulary

_FILE = Path(__file__).parent.parent / "data" / "problems.toml"
_LONGEST = 6
_SHORTEST_WITH_ENDING = 7


def problems_named(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The places of the words that name problems: first token, token after; in order, none inside another."""
    found, free = [], 0
    for place, run in ngrams(sentence.words, _LONGEST):
        if place < free:
            continue
        after = place + len(run)
        if run in no_problems():
            free = after
        elif _is_a_name(run) and not (len(run) == 1 and _is_a_surname(sentence, place)):
            found.append((place, after))
            free = after
    return tuple(found)


def _is_a_name(run: Words) -> bool:
    return run in _names() or (len(run) == 1 and _ends_as_problem(run[0]))


def _is_a_surname(sentence: Sentence, place: int) -> bool:
    token = sentence.tokens[place]
    return is_surname(sentence.text, token.start - sentence.start, token.end - sentence.start)


def has_problem(sentence: Sentence) -> bool:
    """Whether a problem is named that is neither denied nor only feared."""
    return any(
        context_of(sentence, sentence.tokens[first].start, sentence.tokens[after - 1].end).present
        for first, after in problems_named(sentence)
    )


def spelled_out(word: str) -> Words:
    """The words that an abbreviation of a problem stands for; the word itself where it is none."""
    return _abbreviations().get(word, (word,))


def qualifies(word: str) -> bool:
    """Whether the word only says how severe, where or which a problem is."""
    return word in _listed("qualifiers") or word.isdigit() or (word[:1].isdigit() and len(word) <= 3)  # noqa: PLR2004 - 3b, 42


def makes_another(word: str) -> bool:
    """Whether a problem with this word is another than the same without it."""
    return word in _listed("distinct")


def _ends_as_problem(word: str) -> bool:
    if word in _listed("heads"):
        return True
    plain = word.rsplit("-", 1)[-1]
    long = len(plain) >= _SHORTEST_WITH_ENDING
    return long and plain.endswith(tuple(_listed("endings"))) and plain not in _listed("no_endings")


@cache
def _names() -> frozenset[Words]:
    findings = {words_of(term.text) for term in vocabulary() if term.kind == "finding"}
    also = {words_of(name) for name in _listed("also")}
    neutral = {words_of(name) for name in _listed("neutral")} | set(filter(_is_no_problem, findings))
    return frozenset((findings - neutral) | also | {words_of(short) for short in _abbreviations()})


def _is_no_problem(words: Words) -> bool:
    """Whether a finding only qualifies one, denies one, or is a schedule, a heading or what is normal."""
    return words[0] == "no" or all(map(qualifies, words)) or not _listed("neutral_words").isdisjoint(words)


@cache
def _abbreviations() -> Mapping[str, Words]:
    return {short: words_of(long) for short, long in _table().abbreviations.items()}


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_table().names[name])


class _Table(NamedTuple):
    abbreviations: dict[str, str]
    names: dict[str, list[str]]


@cache
def _table() -> _Table:
    return _Table(**tomllib.loads(_FILE.read_text("utf-8")))
