import pytest

from sporo_clinical.text import tokens
from sporo_clinical.vitals import vitals


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("your blood pressure today is one fifty eight over ninety four", ["Blood pressure 158/94"]),
        ("BP 118/72, pulse 58", ["Blood pressure 118/72", "Heart rate 58"]),
        ("respiratory rate was fourteen", ["Respiratory rate 14"]),
        ("an o2 saturation of ninety nine percent on room air", ["Oxygen saturation 99%"]),
        ("O2 sat is 98%", ["Oxygen saturation 98%"]),
        ("temperature of one oh one point two", ["Temperature 101.2"]),
        ("temp 98.6 F", ["Temperature 98.6 F"]),
        ("weight is 169 pounds", ["Weight 169 lb"]),
    ],
)
def test_a_sign_is_read_with_its_value(said: str, written: list[str]) -> None:
    assert [vital.line for vital in vitals(tokens(said))] == written


@pytest.mark.parametrize(
    "said",
    [
        "blood pressure is better",
        "blood pressure was one fifty eight",
        "heart rate 70 to 80",
        "temperature 7",
        "temperature ninety eight seven",
        "blood pressure 1200/80",
        "oxygen saturation of nine",
        "the pulse dropped after the second dose to 60",
    ],
)
def test_what_is_no_plain_measurement_gives_no_line(said: str) -> None:
    assert vitals(tokens(said)) == ()


def test_a_sign_knows_the_characters_that_say_it() -> None:
    text = "Your pulse is 58 today, your sats are fine, oxygen level 97 percent."
    assert [text[vital.start : vital.end] for vital in vitals(tokens(text))] == [
        "pulse is 58",
        "oxygen level 97 percent",
    ]
