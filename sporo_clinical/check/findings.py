"""Findings of a text: whether each is there or denied, whose it is, and the part of the body beside it."""

import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from sporo_clinical.check.lexicon import Lexicon, Named, lexicon_of, same
from sporo_clinical.check.lists import listed
from sporo_clinical.check.strand import Strand
from sporo_clinical.vocabulary import vocabulary


class Stand(StrEnum):
    """How a text stands to a finding."""

    PRESENT = "present"
    DENIED = "denied"
    ASKED = "asked"
    """Asked, without a plain answer."""
    OPEN = "open"
    """Only possible, only if, or over: says neither."""


@dataclass(frozen=True)
class Finding:
    """A finding that a text names."""

    name: str
    first: int
    after: int
    stand: Stand
    person: str
    """The relative who has it; empty for the patient."""
    parts: frozenset[str]


_NO_FINDINGS = listed("no_findings")
_PART_REACH = 4
_WORDS = frozenset({"doe", "pad"})
"""Abbreviations that are words of speech too."""


@cache
def finding_lexicon() -> Lexicon:
    """Every finding by its words."""
    names = {
        term.text.lower(): term.text.lower()
        for term in vocabulary()
        if term.kind == "finding" and term.text not in _NO_FINDINGS and term.text.lower() not in _NO_FINDINGS
    }
    one = same("findings.tsv")
    short = {word: one.get(meant, meant) for word, meant in _abbreviations().items() if word not in _WORDS}
    return lexicon_of(names | short | one)


def _abbreviations() -> dict[str, str]:
    table = tomllib.loads(files("sporo_clinical").joinpath("data", "problems.toml").read_text("utf-8"))
    found: dict[str, str] = table["abbreviations"]
    return found


@cache
def part_lexicon() -> Lexicon:
    """Parts of the body by their words."""
    return lexicon_of(same("parts.tsv"))


def parts_near(strand: Strand, parts: tuple[Named, ...], named: Named) -> frozenset[str]:
    """The parts of the body in a finding's own words, or close to it in its statement."""
    statement = strand.statement_at(named.first)
    firsts = [part.first for part in parts]
    low = bisect_left(firsts, max(statement.first, named.first - _PART_REACH))
    high = bisect_left(firsts, min(statement.after, named.after + _PART_REACH))
    return frozenset(part.name for part in parts[low:high] if part.name != "side")


def each(strand: Strand) -> Iterator[tuple[Named, frozenset[str]]]:
    """The findings that a text names, each with the parts of the body beside it."""
    parts = part_lexicon().found(strand)
    for named in finding_lexicon().found(strand):
        yield named, parts_near(strand, parts, named)


@cache
def red_flags() -> frozenset[str]:
    """The findings that a note must not leave out."""
    lines = files("sporo_clinical").joinpath("data", "check", "red_flags.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
