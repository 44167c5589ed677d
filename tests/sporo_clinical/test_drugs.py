import pytest

from sporo_clinical.drugs import drugs
from sporo_clinical.text import tokens

NAMES = frozenset(
    {
        "metformin",
        "lisinopril",
        "empagliflozin",
        "insulin glargine",
        "albuterol",
        "methotrexate",
        "aspirin",
        "baby aspirin",
    }
)


def lines(text: str) -> list[str]:
    return [drug.line for drug in drugs(tokens(text), NAMES)]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("metformin one thousand milligrams twice daily", ["Metformin 1000 mg twice daily"]),
        ("metformin 500mg by mouth 2 times a day", ["Metformin 500 mg by mouth 2 times a day"]),
        ("20 units of insulin glargine at bedtime", ["Insulin glargine 20 units at bedtime"]),
        (
            "albuterol two puffs every four to six hours as needed",
            ["Albuterol 2 puffs every four to six hours as needed"],
        ),
        ("lisinopril ten milligrams, and add empagliflozin", ["Lisinopril 10 mg", "Empagliflozin"]),
        ("a baby aspirin", ["Baby aspirin"]),
        ("methotrexate .5 mg weekly", ["Methotrexate 0.5 mg weekly"]),
    ],
)
def test_a_drug_is_read_with_dose_route_and_frequency(said: str, written: list[str]) -> None:
    assert lines(said) == written


def test_a_dose_belongs_to_its_own_drug_and_not_to_the_next() -> None:
    assert lines("metformin and lisinopril ten milligrams") == ["Metformin", "Lisinopril 10 mg"]


@pytest.mark.parametrize(
    "said",
    [
        "lisinopril from 10 milligrams to 20 milligrams daily",
        "methotrexate one twenty milligrams weekly",
        "methotrexate fifteen weekly",
        "metformin 500 two tablets",
        "metformin 1/2 tablet daily",
        "metformin 5-10 mg daily",
    ],
)
def test_a_drug_with_an_unsettled_number_is_not_clear(said: str) -> None:
    assert [drug.clear for drug in drugs(tokens(said), NAMES)] == [False]


def test_two_doses_of_one_drug_give_no_dose() -> None:
    assert drugs(tokens("lisinopril from 10 milligrams to 20 milligrams"), NAMES)[0].dose == ""


def test_a_percentage_is_not_a_dose() -> None:
    assert drugs(tokens("on metformin the a1c is 9.2 percent"), NAMES)[0].dose == ""


def test_a_name_knows_its_place() -> None:
    text = "She takes Insulin glargine."
    (drug,) = drugs(tokens(text), NAMES)
    assert text[drug.start : drug.end] == "Insulin glargine"
