import pytest

from sporo_clinical.icd10cm.coding import code_text
from sporo_clinical.icd10cm.release import dotted


def _codes(text: str) -> list[str]:
    return [dotted(found.code) for found in code_text(text).codes]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Preeclampsia at 32 weeks gestation.", ["O14.93", "Z3A.32"]),
        ("G2P1 at 20w3d with gestational hypertension.", ["O13.2", "Z3A.20"]),
        ("28 weeks pregnant with gestational diabetes.", ["O24.419", "Z3A.28"]),
        ("Hyperemesis gravidarum, pregnant at 6 weeks.", ["O21.0", "Z3A.01"]),
        ("Gestational hypertension, 13-week pregnancy.", ["O13.1", "Z3A.13"]),
    ],
)
def test_weeks_give_the_trimester_and_a_code_of_their_own(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Preeclampsia in the third trimester.", ["O14.93"]),
        ("Gestational hypertension, 2nd trimester.", ["O13.2"]),
        ("Prenatal visit, second trimester.", ["Z34.92"]),
    ],
)
def test_a_trimester_is_read_where_it_is_said(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Preeclampsia.", ["O14.90"]),
        ("Preeclampsia. Her last child was born at 32 weeks gestation.", ["O14.90"]),
        ("Prenatal visit at 20 weeks gestation.", ["Z34.92"]),
        ("Gout. Cough for 12 weeks.", ["M10.9", "R05.9"]),
    ],
)
def test_weeks_of_something_else_and_normal_pregnancies_get_no_code_of_weeks(
    text: str, codes: list[str]
) -> None:
    assert _codes(text) == codes
