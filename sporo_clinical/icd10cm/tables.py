"""What a code of the past or of a relative becomes, and which symptoms belong to which diagnosis."""

from collections.abc import Mapping
from functools import cache

from sporo_clinical.icd10cm.release import plain
from sporo_clinical.icd10cm.words import rows

ACTIVE, OVER = "ACTIVE", "OVER"
_LONGEST = 7


def past(code: str) -> str | None:
    """The code of a personal history of it, `ACTIVE` where the condition stays, None where neither is."""
    known = _longest(_past(), code)
    return None if known == OVER else known


def of_a_relative(code: str) -> str | None:
    """The code of a family history of it (Z80-Z84), None where there is none."""
    return _longest(_family(), code)


@cache
def symptoms_of(diagnosis: str) -> tuple[str, ...]:
    """The beginnings of the symptoms that routinely belong to a diagnosis (guidelines, section I.B.5)."""
    return tuple(
        symptom for start, symptoms in _integral() if diagnosis.startswith(start) for symptom in symptoms
    )


def _longest(table: Mapping[str, str], code: str) -> str | None:
    return next((table[code[:size]] for size in range(_LONGEST, 0, -1) if code[:size] in table), None)


@cache
def _past() -> Mapping[str, str]:
    return {plain(start): plain(code) for start, code in rows("past.tsv")}


@cache
def _family() -> Mapping[str, str]:
    return {plain(start): plain(code) for start, code in rows("family.tsv")}


@cache
def _integral() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (plain(start), tuple(plain(symptom) for symptom in symptoms.split()))
        for starts, symptoms in rows("integral.tsv")
        for start in starts.split()
    )
