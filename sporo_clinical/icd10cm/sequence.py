"""The order in which codes are listed: a cause before what it causes (guidelines, section I.A.13)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.notes import Note, notes_of

_CONDITION = re.compile(r"\b(?:if|any|known|applicable|when)\b", re.IGNORECASE)


def in_order(found: Sequence[Found]) -> list[Found]:
    """The same codes: what is coded first before its manifestation, what is coded in addition behind."""
    placed: dict[str, Found] = {}
    for one in found:
        _place(one, found, placed, frozenset())
    return list(placed.values())


def _place(one: Found, found: Sequence[Found], placed: dict[str, Found], waiting: frozenset[str]) -> None:
    """Put a code behind those that go before it; `waiting` are the ones that it itself goes before."""
    if one.code in placed or one.code in waiting:
        return
    for other in found:
        if other.code not in placed and _goes_before(other.code, one.code):
            _place(other, found, placed, waiting | {one.code})
    placed.setdefault(one.code, one)


def _goes_before(code: str, other: str) -> bool:
    if code == other or code.startswith(_later(other)):
        return False
    return code.startswith(_earlier(other)) or (
        other.startswith(_later(code)) and not other.startswith(_earlier(code))
    )


@lru_cache(maxsize=4096)
def _earlier(code: str) -> tuple[str, ...]:
    """The beginnings of the codes that the tabular list has coded before this one."""
    return tuple(_named(code, notes_of(code).code_first))


@lru_cache(maxsize=4096)
def _later(code: str) -> tuple[str, ...]:
    """The beginnings of those that it has coded in addition to this one."""
    notes = (note for note in notes_of(code).use_additional if not _CONDITION.search(note.text))
    return tuple(_named(code, notes))


def _named(code: str, notes: Sequence[Note] | Iterator[Note]) -> Iterator[str]:
    """Of notes at the code or its parents; those of a block speak of too much."""
    yield from (
        begin for note in notes if "-" not in note.under for begin in note.codes if not code.startswith(begin)
    )
