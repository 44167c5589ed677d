"""Documents of different patients are told before anybody reads them as one."""

import pytest

from sporo_clinical.chart.chart import chart
from sporo_clinical.chart.patients import DIFFERENT_PATIENTS
from sporo_clinical.chart.remarks import Leaf


def said_of(*texts: str) -> list[str]:
    """What the first clash tells, where the files are of different patients."""
    leaves = [Leaf(f"{place}.txt", 1, text) for place, text in enumerate(texts)]
    clashes = chart(leaves).clashes
    if not clashes or clashes[0].about != DIFFERENT_PATIENTS:
        return []
    return [f"{finding.places[0].file}: {finding.text}" for finding in clashes[0].findings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Patient: John Smith", "Patient: Mary Jones"),
        ("Patient Name: SMITH, JOHN\nDOB: 03/04/1960", "Name: John Smith\nDate of birth: 1961-03-04"),
        ("Patient: John Smith", "Patient: John Miller"),
        ("DOB 03/04/1960", "Born: March 5, 1960"),
        ("MRN: 123456", "Medical record number 654321"),
        ("Name | John Smith | DOB | 03/04/1960", "Name | Mary Jones | DOB | 05/06/1970"),
    ],
)
def test_another_name_birth_date_or_number_is_a_conflict_that_stands_first(one: str, other: str) -> None:
    told = said_of(f"{one}\nHypertension on lisinopril 10 mg.", f"{other}\nTakes lisinopril 20 mg.")
    assert [line[:5] for line in told if line.startswith("0.txt")]
    assert [line[:5] for line in told if line.startswith("1.txt")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Patient: John Smith", "Patient: SMITH, John A."),
        ("Patient: Mr. John Smith", "Name: John Smith Jr"),
        ("DOB: 03/04/1960", "Date of birth: March 4, 1960"),
        ("Patient: Ann Smith\nDOB: 03/04/1960", "Patient: Ann Jones\nDOB: 1960-03-04"),
        ("Patient: John Smith\nMRN: 123456", "Patient: John Smith\nMRN: 999999"),
        ("Patient: John Smith", "No name is given here."),
        ("Patient: John Smith\nMother's name: Mary Jones", "Emergency contact name: Peter Hall"),
        ("Patient: John Smith", "Patient information: see below"),
        ("Patient: denies chest pain", "Patient: John Smith"),
    ],
)
def test_one_patient_written_in_two_ways_is_no_conflict(one: str, other: str) -> None:
    assert said_of(one, other) == []


def test_one_file_is_never_of_different_patients() -> None:
    assert said_of("Patient: John Smith\nName: Mary Jones") == []
