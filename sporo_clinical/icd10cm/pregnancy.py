"""Conditions of a pregnant patient: chapter 15 comes first (guidelines, section I.C.15.a.1).

A condition counts as complicating the pregnancy unless the clinician says that it does not.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sporo_clinical.icd10cm.found import Found

_PREGNANT = ("Z331", "Z34", "O09", "O1", "O2", "O3", "O4")


class _In(NamedTuple):
    """A condition, its code in pregnancy of an unspecified trimester, and whether it is coded beside that."""

    conditions: tuple[str, ...]
    code: str
    kept: bool


_CONDITIONS = (
    _In(("N390",), "O2340", kept=False),
    _In(("N10",), "O2300", kept=False),
    _In(("N30",), "O2310", kept=False),
    _In(("D5", "D60", "D61", "D62", "D63", "D64"), "O99019", kept=True),
    _In(("E10",), "O24019", kept=True),
    _In(("E11",), "O24119", kept=True),
    _In(("I10",), "O10019", kept=False),
    _In(("E66",), "O99210", kept=True),
    _In(("E0",), "O99280", kept=True),
    _In(("F2", "F3", "F4"), "O99340", kept=True),
    _In(("J45",), "O99519", kept=True),
)


def in_pregnancy(found: Sequence[Found]) -> list[Found]:
    """The codes, a pregnant patient's conditions behind their code of chapter 15 or in its place."""
    if not any(one.code.startswith(_PREGNANT) for one in found):
        return list(found)
    coded: list[Found] = []
    for one in found:
        way = next((way for way in _CONDITIONS if one.code.startswith(way.conditions)), None)
        if way and not any(other.code.startswith(way.code[:4]) for other in [*found, *coded]):
            coded.append(replace(one, code=way.code))
        if way is None or way.kept:
            coded.append(one)
    return coded
