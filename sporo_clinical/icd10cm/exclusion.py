"""Which of two codes goes where the tabular list forbids them together (Excludes1, guidelines I.A.12.a)."""

from collections.abc import Sequence
from functools import lru_cache

from sporo_clinical.icd10cm.choose import is_vague
from sporo_clinical.icd10cm.companions import forbidden_together
from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.notes import notes_of


def excluded_by_finer(found: Sequence[Found]) -> list[Found]:
    """The symptoms and unspecified codes that a finer code of the list excludes; of equals none."""
    firm = [one.code for one in found if not _is_weak(one.code)]
    symptoms = [one.code for one in found if one.code.startswith("R")]
    # An unspecified disease still says more than a symptom of it.
    vague = [one.code for one in found if _is_weak(one.code) and not one.code.startswith("R")]
    return [
        one
        for one in found
        if (one.code in symptoms and any(_clash(one.code, other) for other in [*firm, *vague]))
        or (one.code in vague and any(_clash(one.code, other) for other in firm))
    ]


def _is_weak(code: str) -> bool:
    return code.startswith("R") or is_vague(code)


def _clash(code: str, other: str) -> bool:
    may = other.startswith(_excluded(code)) or code.startswith(_excluded(other))
    return may and code != other and forbidden_together(code, other)


@lru_cache(maxsize=4096)
def _excluded(code: str) -> tuple[str, ...]:
    """The beginnings of all codes that notes at this one name."""
    return tuple(beginning for note in notes_of(code).excludes1 for beginning in note.codes)
