import pytest

from sporo_clinical.doses import amounts
from sporo_clinical.text import tokens


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("one thousand milligrams", ["1000 mg"]),
        ("500mg", ["500 mg"]),
        ("nine point two percent", ["9.2%"]),
        ("seventy five micrograms", ["75 mcg"]),
        ("four to six units", ["4 to 6 units"]),
        ("one puff", ["1 puff"]),
        (".5 mg", ["0.5 mg"]),
        ("5.0 mg", ["5 mg"]),
        ("two puffs", ["2 puffs"]),
    ],
)
def test_amounts_are_written_in_digits_with_their_units(said: str, written: list[str]) -> None:
    assert [amount.written for amount in amounts(tokens(said))] == written


@pytest.mark.parametrize(
    "said",
    [
        "one twenty milligrams",
        "1/2 tablet",
        "2,5 mg",
        "5-10 mg",
        "half a tablet",
        "three to four hundred milligrams",
        "four two milligrams",
        "twenty times",
        "milligrams",
    ],
)
def test_an_amount_that_could_be_another_is_left_as_it_was_said(said: str) -> None:
    assert amounts(tokens(said)) == ()


def test_an_amount_knows_its_place_in_the_text() -> None:
    text = "take five hundred milligrams now"
    (amount,) = amounts(tokens(text))
    assert text[amount.start : amount.end] == "five hundred milligrams"
