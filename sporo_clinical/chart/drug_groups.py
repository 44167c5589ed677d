"""The plain name of a drug, and the groups that it belongs to: Lasix is furosemide, a diuretic."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sporo_clinical.text import ngrams
from sporo_clinical.vocabulary import drug_names

_FILE = Path(__file__).parent.parent / "data" / "drug_groups.toml"
_LONGEST_NAME = 4


def generic(name: str) -> str:
    """The generic name of a drug in lower case; its own where no other is known."""
    plain = name.lower()
    return _table().generics.get(plain, plain)


def drugs_named(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of drug names among words: first, after; the longest at each place."""
    names, free = drug_names(), 0
    for place, run in ngrams(tuple(words), _LONGEST_NAME):
        name = " ".join(run)
        if place >= free and (name in names or (len(run) == 1 and name.partition("-")[0] in names)):
            yield place, place + len(run)
            free = place + len(run)


def groups_of(name: str) -> frozenset[str]:
    """The groups of a drug, or of the group that is named itself; none where it is in none."""
    return _memberships().get(generic(name), frozenset())


def groups_named(word: str) -> frozenset[str]:
    """The groups that a word of a question means: those of "antibiotics", or of one group; else none."""
    plain = word.lower()
    singular = plain.removesuffix("s")
    families, groups = _table().families, _table().groups
    family = families.get(plain) or families.get(singular)
    return frozenset(family or {name for name in (plain, singular) if name in groups})


@cache
def _memberships() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group, members in _table().groups.items():
        for member in members:
            found[member] = found.get(member, frozenset()) | {group}
    return found


class _Table(NamedTuple):
    generics: dict[str, str]
    groups: dict[str, list[str]]
    families: dict[str, list[str]]


@cache
def _table() -> _Table:
    return _Table(**tomllib.loads(_FILE.read_text("utf-8")))
