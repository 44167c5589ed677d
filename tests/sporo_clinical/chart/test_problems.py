import pytest

from sporo_clinical.chart.finding import Topic
from sporo_clinical.chart.problems import problem_key, problems
from tests.sporo_clinical.chart.pages import found, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pt with HTN, DM2 and GERD, here for follow-up.", ["HTN", "DM2", "GERD"]),
        ("CKD stage 3a, hyperkalemia.", ["CKD stage 3a", "Hyperkalemia"]),
        (
            "Closed Colles' fracture of the right radius today.",
            ["Closed Colles' fracture of the right radius"],
        ),
        ("A man with hypertension, type 2 diabetes and gout.", ["Hypertension", "Type 2 diabetes", "Gout"]),
        (
            "DIAGNOSES: 1. Major depressive disorder, recurrent 2. Zzz",
            ["Major depressive disorder, recurrent", "Zzz"],
        ),
        ("PAST MEDICAL HISTORY: History of stroke.", ["History of stroke"]),
        ("PAST MEDICAL HISTORY: Asthma, resolved.", ["Asthma, resolved"]),
        ("HOSPITAL COURSE: Amlodipine held due to hypotension.", ["Hypotension"]),
    ],
)
def test_problems_are_told_with_what_holds_to_them(text: str, expected: list[str]) -> None:
    assert lines(problems, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Denies chest pain, fever or cough.",
        "PAST MEDICAL HISTORY: None.",
        "Return if she has fever.",
        "Possible pneumonia.",
        "PHYSICAL EXAM: Edema of both legs.",
        "PAST MEDICAL HISTORY: Diabetes: No",
        "Suicidal ideation denied.",
        "HOSPITAL COURSE: Weakness resolved.",
        "Previously, he experienced right leg weakness, however, this has resolved.",
        "She has been adjusting to everything in the fall.",
        "Mr. Stone agrees.",
        "She has no known drug allergies.",
        "Her husband has hepatitis B.",
    ],
)
def test_what_is_denied_feared_or_only_possible_is_no_problem(text: str) -> None:
    assert lines(problems, text) == []


@pytest.mark.parametrize("text", ["Mother had breast cancer.", "FAMILY HISTORY: Breast cancer."])
def test_the_familys_is_apart(text: str) -> None:
    assert {finding.topic for finding in found(problems, text)} == {Topic.FAMILY}


def test_a_problem_has_one_key_however_it_is_written() -> None:
    assert problem_key(["htn"]) == problem_key(["hypertension"])
    assert problem_key(["stones"]) == problem_key(["stone"])
    assert problem_key(["left", "knee", "pain"]) != problem_key(["right", "knee", "pain"])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("HPI: She came with increased shortness of breath of one day.", "Increased shortness of breath"),
        (
            "HPI: Remote history of lung cancer with prior resection of the left upper lobe and much else.",
            "History of lung cancer with prior resection of the left upper lobe",
        ),
    ],
)
def test_a_problem_does_not_end_in_the_middle_of_a_phrase(text: str, problem: str) -> None:
    assert problem in {finding.text for finding in found(problems, text)}
