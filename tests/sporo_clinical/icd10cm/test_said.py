"""How often something is coded of which a sentence says that the patient does not have it, or no longer.

Each sentence of `said.tsv` has a twin that says the same as present, so that coding nothing fails too.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from sporo_clinical.icd10cm.coding import code_text
from sporo_clinical.icd10cm.release import plain

MOST_LEAKS = 0.02
KINDS = ("denied", "family", "another", "hypothetical", "historical")


class Said(NamedTuple):
    """A sentence, the beginning of the code that it must not give, and its twin that must give it."""

    kind: str
    sentence: str
    code: str
    twin: str


def said() -> list[Said]:
    lines = Path(__file__).with_name("said.tsv").read_text("utf-8").splitlines()
    return [Said(*line.split("\t")) for line in lines if not line.startswith("#")]


def _gives(text: str, code: str) -> bool:
    return any(found.code.startswith(plain(code)) for found in code_text(text).codes)


def test_there_are_enough_sentences_of_each_kind() -> None:
    assert len(said()) >= 150
    assert {row.kind for row in said()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_patient_does_not_have_is_hardly_ever_coded(kind: str) -> None:
    rows = [row for row in said() if row.kind == kind]
    leaks = [row.sentence for row in rows if _gives(row.sentence, row.code)]
    assert len(leaks) <= MOST_LEAKS * len(rows), leaks


def test_the_same_said_as_present_is_coded() -> None:
    rows = said()
    missed = [row.twin for row in rows if not _gives(row.twin, row.code)]
    assert len(missed) <= MOST_LEAKS * len(rows), missed
