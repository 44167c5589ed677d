"""The words of clinical text and of code names in one common form, so that either finds the other.

Plurals become singular, British spelling American, adjectives of organs their nouns ("renal": kidney),
abbreviations what they stand for. Nothing else is stemmed: "cervical" must not become cervicitis.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}]s\b)?")
_POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]s$")
_LONGEST_WORD = 40
_SHORTEST_PLURAL = 4
_SHORTEST_ABBREVIATION = 2
_LONGEST_PHRASE = 5
_A_SENTENCE = 4
"""From so many words, capitals throughout are a way of writing, not abbreviations."""

_BRITISH = (("ae", "e"), ("oe", "e"), ("tumour", "tumor"), ("colour", "color"), ("behaviour", "behavior"))


class Word(NamedTuple):
    """A word in its common form, and the characters of the original that it stands for."""

    form: str
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    """What a phrase of the text stands for; `capitals` where only its capitals tell it from a common word."""

    means: tuple[str, ...]
    capitals: bool


def words(text: str, offset: int = 0) -> list[Word]:
    """The words of clinical text, abbreviations spelled out; all words of one stand for its characters.

    `offset` is where the text stands in the original.
    """
    raw = [
        Word(found.group(), offset + found.start(), offset + found.end()) for found in _WORD.finditer(text)
    ]
    followed = [text[word.end - offset : word.end - offset + 1] for word in raw]
    is_list = 2 * text.count(",") >= len(raw)  # of abbreviations: "CAD, CHF, AF, MI"
    shouted = len(raw) >= _A_SENTENCE and text.isupper() and not is_list
    return list(_rewritten(raw, followed, shouted=shouted))


def forms(phrase: str) -> list[str]:
    """The words of a name or a term in their common form."""
    return [word.form for word in words(phrase)]


@lru_cache(maxsize=1 << 16)
def form(raw: str) -> str:
    """The common form of one word, without what it may abbreviate."""
    # The plural of an abbreviation: "UTIs", whose end is no word's.
    if raw[:-1].isupper() and raw[-1:] == "s" and len(raw) > _SHORTEST_ABBREVIATION:
        raw = raw[:-1]
    word = _POSSESSIVE.sub("", raw.lower())
    if len(word) > _LONGEST_WORD:
        return word[:_LONGEST_WORD]
    word = _irregular().get(word) or _singular(word)
    for british, american in _BRITISH:
        word = word.replace(british, american)
    return synonyms().get(word, word)


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")) and not word.endswith("aches"):
        return word[:-2]
    return word[:-1]


def _rewritten(raw: Sequence[Word], followed: Sequence[str], *, shouted: bool) -> Iterator[Word]:
    """The common forms, with the longest known phrase at each place exchanged for its meaning."""
    common = [form(word.form) for word in raw]
    table, openers = phrases(), _openers()
    place = 0
    while place < len(raw):
        size = 0
        if common[place] in openers:
            size = _phrase_at(place, raw, common, followed, shouted=shouted)
        if not size:
            yield Word(common[place], raw[place].start, raw[place].end)
            place += 1
            continue
        last = place + size - 1
        for meant in table[tuple(common[place : last + 1])].means:
            yield Word(meant, raw[place].start, raw[last].end)
        place += size


def _phrase_at(
    place: int, raw: Sequence[Word], common: Sequence[str], followed: Sequence[str], *, shouted: bool
) -> int:
    for size in range(min(_LONGEST_PHRASE, len(raw) - place), 0, -1):
        phrase = phrases().get(tuple(common[place : place + size]))
        last = place + size - 1
        if phrase and (not phrase.capitals or (not shouted and _is_abbreviation(raw[last], followed[last]))):
            return size
    return 0


def _is_abbreviation(word: Word, follows: str) -> bool:
    """CAP is, "cap" is not, and neither is the heading "PE:"."""
    singular = word.form.removesuffix("s") if len(word.form) > _SHORTEST_ABBREVIATION else word.form
    return singular.isupper() and follows != ":"


@cache
def synonyms() -> Mapping[str, str]:
    """Words that are exchanged for one common word wherever they stand, from `data/synonyms.tsv`."""
    return dict(rows("synonyms.tsv"))


@cache
def _irregular() -> Mapping[str, str]:
    return dict(rows("plurals.tsv"))


@cache
def phrases() -> Mapping[tuple[str, ...], Phrase]:
    """Abbreviations and fixed phrases by their words, from `data/phrases.tsv`.

    Those that mean several things are left for the words near by to tell (`shorthand`).
    """
    table = {}
    ambiguous = {said.lower() for said, *_ in rows("ambiguous.tsv")}
    for said, means, *flags in rows("phrases.tsv"):
        key = tuple(form(word) for word in _WORD.findall(said))
        if said not in ambiguous:
            meant = tuple(form(word) for word in _WORD.findall(means))
            table[key] = Phrase(meant, "capitals" in flags)
    return table


@cache
def _openers() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in phrases())


def listed(name: str) -> frozenset[str]:
    """One of the lists of `data/words.toml`."""
    return frozenset(tomllib.loads((_DATA / "words.toml").read_text("utf-8"))[name])


def rows(name: str) -> Iterator[list[str]]:
    """The rows of one of our tables; lines that open with `#` say something about it."""
    for line in (_DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
