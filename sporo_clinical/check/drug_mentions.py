"""Drugs of a text by what is in them: Lasix and furosemide are one, Percocet is two."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sporo_clinical.chart.drug_groups import generic, groups_of
from sporo_clinical.check.lists import listed
from sporo_clinical.check.strand import Strand
from sporo_clinical.text import Words
from sporo_clinical.vocabulary import drug_names

_SPLIT = re.compile(r"[\s/-]+")
_SALTS = listed("salts")
"""What stands behind a drug's name and makes no other drug of it."""
_LONGEST = 4


@dataclass(frozen=True)
class DrugMention:
    """A drug in a text: the generic names of what it holds, and its words from `first` up to `after`."""

    generics: frozenset[str]
    name: str
    first: int
    after: int


def drug_mentions(strand: Strand) -> tuple[DrugMention, ...]:
    """The drugs in order, the longest name at each place."""
    return tuple(_mentions(strand))


def _mentions(strand: Strand) -> Iterator[DrugMention]:
    words, names, openers = strand.words, _names(), _openers()
    free = 0
    for place, word in enumerate(words):
        if place < free or word not in openers:
            continue
        for size in range(min(_LONGEST, len(words) - place), 0, -1):
            generics = names.get(words[place : place + size])
            if generics:
                free = place + size
                yield DrugMention(generics, " ".join(words[place:free]), place, free)
                break


def generics_of(name: str) -> frozenset[str]:
    """The generic names of what a drug holds, in lower case."""
    plain = name.lower()
    said = _brands().get(plain)
    if said is None:
        plain = generic(plain)
        said = _brands().get(plain, (plain,))
    return frozenset(_bare(one) for one in said)


def same_drug(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one is the other, or what is in it: Percocet is oxycodone, but not Vicodin."""
    return one == other or (bool(one & other) and 1 in {len(one), len(other)})


def same_group(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a name of one is the class of the other: a statin and atorvastatin."""
    return any(
        _singular(name) in _groups(another) or _singular(another) in _groups(name)
        for name in one
        for another in other
    )


def is_class(generics: frozenset[str]) -> bool:
    """Whether it is a kind of drug rather than a drug: a statin, an antibiotic."""
    return all(name in _classes() or _singular(name) in _classes() for name in generics)


def known_names() -> tuple[str, ...]:
    """Every single name of one word, for what sounds like one."""
    return _single_names()


def drug_words() -> frozenset[str]:
    """Every word of the names."""
    return frozenset(word for words in _names() for word in words)


@cache
def _single_names() -> tuple[str, ...]:
    known = (" ".join(words) for words in _names() if len(words) == 1)
    return tuple(sorted(name for name in known if name not in _classes()))


@cache
def confused_with() -> Mapping[str, frozenset[str]]:
    """For each drug by generic name those that are easily taken for it, as they are named there."""
    found: dict[str, set[str]] = {}
    for one, other in _rows("confused.tsv"):
        for name, another in ((one, other), (other, one)):
            found.setdefault(name.lower(), set()).add(another)
            for bare in generics_of(name):
                found.setdefault(bare, set()).add(another)
    return {name: frozenset(others) for name, others in found.items()}


@cache
def _groups(name: str) -> frozenset[str]:
    return groups_of(name) | _families_of(name)


def _families_of(name: str) -> frozenset[str]:
    wider = {
        "antibiotic": {"penicillin", "sulfa", "cephalosporin", "quinolone", "macrolide", "other antibiotic"},
        "anti inflammatory": {"nsaid"},
        "blood thinner": {"anticoagulant"},
        "water pill": {"diuretic"},
        "anticoagulant": {"anticoagulant"},
    }
    return frozenset(family for family, groups in wider.items() if groups & groups_of(name))


def _singular(name: str) -> str:
    return name.removesuffix("s")


def _bare(name: str) -> str:
    words = [word for word in _SPLIT.split(name.strip()) if word]
    while len(words) > 1 and words[-1] in _SALTS:
        words.pop()
    return " ".join(words)


@cache
def _names() -> Mapping[Words, frozenset[str]]:
    names: dict[Words, frozenset[str]] = {}
    for name in drug_names() | _rare() | frozenset(_brands()) | {"hctz", "asa", "pcn", "nsaid", "nsaids"}:
        words = tuple(word for word in _SPLIT.split(name.replace("'", "")) if word)
        if 0 < len(words) <= _LONGEST and name not in _NO_DRUGS:
            names[words] = generics_of(name)
    for name in ("statins", "antibiotics", "steroids", "antihistamines", "diuretics", "opioids"):
        names[(name,)] = frozenset({_singular(name)})
    return names


@cache
def _openers() -> frozenset[str]:
    return frozenset(words[0] for words in _names())


@cache
def _rare() -> frozenset[str]:
    lines = files("sporo_clinical").joinpath("data", "rare_drugs.txt").read_text("utf-8").splitlines()
    return frozenset(line.lower() for line in lines if line)


@cache
def _brands() -> Mapping[str, tuple[str, ...]]:
    return {brand: tuple(held.split(" + ")) for brand, held in _rows("brands.tsv")}


@cache
def _classes() -> frozenset[str]:
    return _CLASSES


_CLASSES = listed("drug_classes")
_NO_DRUGS = listed("no_drugs")


def _rows(name: str) -> Iterator[tuple[str, str]]:
    text = files("sporo_clinical").joinpath("data", "check", name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            first, _, second = line.partition("\t")
            yield first, second
