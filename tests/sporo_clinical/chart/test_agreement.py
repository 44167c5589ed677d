"""What several sources say of one drug's dose: one line where they agree, a conflict where they do not."""

import pytest

from sporo_clinical.chart.chart import chart
from sporo_clinical.chart.dosing import dose
from sporo_clinical.chart.finding import Topic
from sporo_clinical.chart.remarks import Leaf


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lisinopril 10 mg BID", "10mg 2"),
        ("lisinopril 10 mg every 12 hours", "10mg 2"),
        ("10 mg by mouth daily", "10mg 1"),
        ("10 mg at bedtime", "10mg 1"),
        ("500 mg t.i.d.", "500mg 3"),
        ("250 mg q6h", "250mg 4"),
        ("70 mg once weekly", "70mg weekly"),
        ("5 mg every other day", "5mg 0.5"),
        ("10 mg", "10mg"),
        ("twice daily", ""),
    ],
)
def test_a_dose_is_its_amount_and_how_often(text: str, said: str) -> None:
    assert dose(text) == said


def test_one_amount_taken_twice_here_and_once_there_is_a_conflict_with_both_lines() -> None:
    read = chart(
        [
            Leaf("a.txt", 1, "Medications: Lisinopril 10 mg BID"),
            Leaf("b.txt", 1, "Medications: lisinopril 10 mg daily by mouth"),
        ]
    )
    assert [clash.about for clash in read.clashes] == ["Doses of lisinopril"]
    assert [[place.file for place in line.places] for line in read.of(Topic.MEDICATIONS)] == [
        ["a.txt"],
        ["b.txt"],
    ]


def test_a_source_that_does_not_say_the_dose_is_not_named_for_it() -> None:
    read = chart(
        [
            Leaf("old.txt", 1, "Medications: Metformin 1000 mg twice daily"),
            Leaf("new.txt", 1, "Plan: Continue metformin."),
        ]
    )
    (line,) = read.of(Topic.MEDICATIONS)
    assert "1000 mg twice daily" in line.text
    assert [place.file for place in line.places] == ["old.txt"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Takes metformin 500 mg BID. Allergic to penicillin (hives).", []),
        ("Penicillin causes hives.", []),
        ("Hives since Monday. Allergic to penicillin.", ["Hives"]),
        ("Asthma, allergic to penicillin.", ["Asthma"]),
    ],
)
def test_how_a_patient_reacts_to_an_allergen_is_no_problem(text: str, problems: list[str]) -> None:
    read = chart([Leaf("a.txt", 1, text)])
    assert [line.text.split()[0].strip(",.") for line in read.of(Topic.PROBLEMS)] == problems


def test_an_amount_without_how_often_contradicts_none_with_it() -> None:
    read = chart(
        [
            Leaf("a.txt", 1, "Medications: Lisinopril 10 mg daily"),
            Leaf("b.txt", 1, "Medications: Lisinopril 10 mg"),
            Leaf("c.txt", 1, "Medications: Lisinopril 10 mg every morning"),
        ]
    )
    assert not read.clashes
    assert len(read.of(Topic.MEDICATIONS)) == 1
