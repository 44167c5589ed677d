"""Words that clinicians say: drugs by generic and brand name, findings and diagnoses, tests, procedures, anatomy.

Written for this project from general clinical knowledge; one term a line in `data/vocabulary/<kind>.txt`,
`term | specialty, specialty`.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Kind = Literal["drug", "finding", "test", "procedure", "anatomy"]


@dataclass(frozen=True)
class Term:
    """A term as it is written in a note, with the specialties that say it most, in lower case."""

    text: str
    kind: Kind
    specialties: frozenset[str]


@cache
def vocabulary() -> tuple[Term, ...]:
    """Every term, each once, by kind and in alphabetical order."""
    return tuple(term for kind in get_args(Kind) for term in _terms(kind))


@cache
def drug_names() -> frozenset[str]:
    """The names of drugs and drug classes, in lower case."""
    return frozenset(term.text.lower() for term in vocabulary() if term.kind == "drug")


def _terms(kind: Kind) -> list[Term]:
    lines = files("sporo_clinical").joinpath("data", "vocabulary", f"{kind}.txt").read_text(encoding="utf-8")
    return [_term(line, kind) for line in lines.splitlines() if line.strip()]


def _term(line: str, kind: Kind) -> Term:
    text, specialties = line.split(" | ")
    return Term(text, kind, frozenset(specialties.split(", ")))
