"""Terms that clinicians say: drugs by generic and brand name, findings, tests, procedures, anatomy.

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


@cache
def everyday() -> tuple[str, ...]:
    """What is said in visits of every kind: mostly the drugs prescribed most in the United States."""
    return tuple(_lines("everyday"))


def _terms(kind: Kind) -> list[Term]:
    return [_term(line, kind) for line in _lines(kind)]


def _lines(name: str) -> list[str]:
    return (
        files("sporo_clinical").joinpath("data", "vocabulary", f"{name}.txt").read_text("utf-8").splitlines()
    )


def _term(line: str, kind: Kind) -> Term:
    text, specialties = line.split(" | ")
    return Term(text, kind, frozenset(specialties.split(", ")))
