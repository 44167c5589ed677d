"""Which of two codes goes where the tabular list forbids them together (Excludes1, guidelines I.A.12.a)."""

from collections.abc import Sequence
from functools import lru_cache

from sporo_clinical.icd10cm.choose import is_vague
from sporo_clinical.icd10cm.companions import forbidden_together
from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.naming import bag, core
from sporo_clinical.icd10cm.notes import notes_of
from sporo_clinical.icd10cm.release import release
from sporo_clinical.icd10cm.words import words


def excluded(found: Sequence[Found]) -> list[Found]:
    """The codes that another of the list excludes and outweighs.

    A diagnosis outweighs a symptom and a specific code an unspecified one; of equals the assessed, then what
    the text says in more words, then what it says later. Two diagnoses of different organs, said in different
    sentences, stand both: Excludes1 does not hold for conditions that have nothing to do with each other.
    """
    kept: list[Found] = []
    lost: list[Found] = []
    for one in sorted(found, key=_weight):
        is_out = any(_clash(one.code, other.code) and not _are_unrelated(one, other) for other in kept)
        (lost if is_out else kept).append(one)
    return [one for one in found if one in lost]


def _weight(one: Found) -> tuple[bool, bool, bool, int, int, int]:
    """The heaviest first."""
    return (
        one.code.startswith("R"),
        "(without" in release().name(one.code),
        is_vague(one.code),
        one.rank,
        -len(words(one.evidence)),
        -one.start,
    )


def _are_unrelated(one: Found, other: Found) -> bool:
    if one.sentence == other.sentence or one.code[0] == other.code[0]:
        return False
    if _is_weak(one.code) or _is_weak(other.code):
        return False
    return _told(one.code).isdisjoint(_told(other.code))


@lru_cache(maxsize=4096)
def _told(code: str) -> frozenset[str]:
    return frozenset(bag(core(release().name(code))))


def _is_weak(code: str) -> bool:
    return code.startswith("R") or is_vague(code)


def _clash(code: str, other: str) -> bool:
    may = other.startswith(_excluded(code)) or code.startswith(_excluded(other))
    return may and code != other and forbidden_together(code, other)


@lru_cache(maxsize=4096)
def _excluded(code: str) -> tuple[str, ...]:
    """The beginnings of all codes that notes at this one name."""
    return tuple(beginning for note in notes_of(code).excludes1 for beginning in note.codes)
