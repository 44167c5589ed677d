"""Which words lead to which codes: our lexicon, names, inclusion terms, index, table of neoplasms."""

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sporo_clinical.icd10cm.naming import FREE, Bag, bag, further_bags, main_bags
from sporo_clinical.icd10cm.release import Release, built, plain
from sporo_clinical.icd10cm.words import listed, rows

TERMS = "terms.txt.gz"

_EXTERNAL_CAUSES = ("V", "W", "X", "Y")
_INJURIES = ("S", "T")
_STEM = 6
"""Characters of a code without the seventh, which says the encounter."""
_BY_RULE = ("I110", "I12", "I13", "E0822", "E0922", "E1022", "E1122", "E1322")
"""Combinations that `combine` makes of their parts, so that the parts are found and coded beside them."""
_BY_CHANCE = ("G893",)
"""Names whose words stand together by chance: a painful tumor is no neoplasm related pain."""

_UNNAMED = _EXTERNAL_CAUSES + _BY_RULE + _BY_CHANCE
_HISTORIES = frozenset({"history", "personal", "family"})
_SHORTEST = 3
_LONG_WORD = re.compile(r"[a-z]{7,}")
_LONGEST = 9
_TOO_GENERAL = listed("too_general")
_BEHAVIORS = (
    "cancer",
    "metastasis",
    "cancer in situ",
    "benign neoplasm",
    "neoplasm uncertain behavior",
    "neoplasm",
)
"""What the columns of the table of neoplasms are called in a text, in their order."""


@dataclass(frozen=True)
class Term:
    """Words that stand together in a text, and the codes, or beginnings of codes, that they can mean."""

    words: Bag
    codes: tuple[str, ...]
    source: str
    """`own`, `name`, `inclusion`, `index`, `neoplasm`, `header`, `other`, `further`: most trusted first."""

    @property
    def curated(self) -> bool:
        """Whether it is of our own lexicon."""
        return self.source == "own"


def compile_terms(
    release: Release, neoplasms: Iterable[Sequence[str]], index: Iterable[Sequence[str]] = ()
) -> Iterator[str]:
    """One line a word: the terms of which it is the rarest word, the other words first, then the codes.

    `neoplasms` are sites with their six codes, `index` phrases of the official index with their code.
    """
    found = _terms(release, neoplasms, index)
    counts = Counter(word for words in found for word in words)
    by_rarest: dict[str, list[str]] = defaultdict(list)
    for words, (codes, source) in sorted(found.items()):
        rarest = min(words, key=lambda word: (word in FREE, counts[word], word))
        others = " ".join(word for word in words if word != rarest)
        by_rarest[rarest].append(f"{others}|{' '.join(sorted(codes))}|{source}")
    for rarest, terms in sorted(by_rarest.items()):
        yield "\t".join([rarest, *terms])


class Terms:
    """The compiled terms, read word by word when a text first has the word."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._unread = dict(line.split("\t", 1) for line in lines)
        self._read: dict[str, tuple[Term, ...]] = {}

    def of(self, rarest: str) -> tuple[Term, ...]:
        """The terms whose rarest word it is."""
        if rarest in self._unread:
            self._read[rarest] = tuple(_term(rarest, cell) for cell in self._unread.pop(rarest).split("\t"))
        return self._read.get(rarest, ())


@cache
def terms() -> Terms:
    """The terms that the product ships."""
    return Terms(_compiled().splitlines())


@cache
def long_words() -> frozenset[str]:
    """Every word of the terms that is long enough for a misspelling to be told from another word."""
    return frozenset(_LONG_WORD.findall(_compiled()))


def _compiled() -> str:
    return gzip.decompress(built(TERMS).read_bytes()).decode()


def _term(rarest: str, cell: str) -> Term:
    others, codes, source = cell.split("|")
    return Term((rarest, *others.split()), tuple(codes.split()), source)


def _terms(
    release: Release, neoplasms: Iterable[Sequence[str]], index: Iterable[Sequence[str]]
) -> Mapping[Bag, tuple[set[str], str]]:
    """Every bag of words with its codes; where two sources know the same words, the first alone counts."""
    found: dict[Bag, tuple[set[str], str]] = {}
    for source, pairs in (
        ("own", _own()),
        ("name", _named(release, others=False)),
        ("inclusion", _included(release)),
        ("index", _indexed(index)),
        ("neoplasm", _neoplasms(neoplasms)),
        ("header", _headed(release)),
        ("other", _named(release, others=True)),
        ("further", _further(release)),
    ):
        layer: dict[Bag, set[str]] = defaultdict(set)
        for words, code in pairs:
            if words and words not in found and (source == "own" or not _says_too_little(words, code)):
                layer[words].add(code)
        found |= {words: (codes, source) for words, codes in layer.items()}
    return found


def _says_too_little(words: Bag, code: str) -> bool:
    if len(words) == 1:
        return code.startswith(_INJURIES) or words[0] in _TOO_GENERAL or len(words[0]) <= _SHORTEST
    return set(words) <= _HISTORIES


def _own() -> Iterator[tuple[Bag, str]]:
    for term, code in rows("lexicon.tsv"):
        yield bag(term), plain(code)


def _named(release: Release, *, others: bool) -> Iterator[tuple[Bag, str]]:
    for code in _codes(release):
        name = release.names[code]
        if name.lower().startswith("other ") == others:
            for words in main_bags(name):
                yield words, code[:_STEM]


def _included(release: Release) -> Iterator[tuple[Bag, str]]:
    for code, notes in release.inclusions.items():
        if code in release.names and not code.startswith(_UNNAMED):
            for note in notes:
                for words in main_bags(note):
                    yield words, code


def _headed(release: Release) -> Iterator[tuple[Bag, str]]:
    for code in sorted(release.headers):
        if not code.startswith(_UNNAMED):
            for words in main_bags(release.names[code]):
                yield words, code


def _further(release: Release) -> Iterator[tuple[Bag, str]]:
    for code in _codes(release):
        for phrase in (release.names[code], *release.inclusions.get(code, ())):
            for words in further_bags(phrase):
                yield words, code[:_STEM]


def _indexed(index: Iterable[Sequence[str]]) -> Iterator[tuple[Bag, str]]:
    for phrase, code in index:
        words = bag(phrase)
        if len(words) <= _LONGEST and not code.startswith(_UNNAMED):
            yield words, code


def _neoplasms(table: Iterable[Sequence[str]]) -> Iterator[tuple[Bag, str]]:
    for site, *codes in table:
        for behavior, code in zip(_BEHAVIORS, codes, strict=True):
            if site and plain(code) and "*" not in code:
                for words in main_bags(f"{behavior} {site}"):
                    yield words, plain(code)


def _codes(release: Release) -> Iterator[str]:
    """The billable codes of conditions; of those with a seventh character one a stem."""
    stems = set()
    for code in sorted(release.names.keys() - release.headers):
        if not code.startswith(_UNNAMED) and code[:_STEM] not in stems:
            stems.add(code[:_STEM])
            yield code
