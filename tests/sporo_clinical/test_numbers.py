from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.numbers import numbers
from sporo_clinical.text import tokens, words_of

ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = words_of("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
TENS = ("", "", *words_of("twenty thirty forty fifty sixty seventy eighty ninety"))


def read(text: str) -> list[str]:
    return [number.written for number in numbers(tokens(text))]


def spoken(value: int) -> str:
    if value >= 1000:
        return f"{spoken(value // 1000)} thousand {spoken(value % 1000)}".strip()
    if value >= 100:
        return f"{ONES[value // 100]} hundred {spoken(value % 100)}".strip()
    if value >= 20:
        return f"{TENS[value // 10]} {ONES[value % 10]}".strip()
    return TEENS[value - 10] if value >= 10 else ONES[value]


@given(st.integers(min_value=1, max_value=9_999))
def test_every_whole_number_is_read_the_same_spoken_and_written(value: int) -> None:
    assert read(f"take {spoken(value)} units") == read(f"take {value} units") == [str(value)]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("one fifty eight over ninety four", ["158", "94"]),
        ("one oh two", ["102"]),
        ("nine point two percent", ["9.2"]),
        ("one oh one point two", ["101.2"]),
        ("zero point zero five", ["0.05"]),
        ("point five", ["0.5"]),
        ("two and a half", ["2.5"]),
        ("a hundred and ten", ["110"]),
        ("fifteen hundred", ["1500"]),
        ("seven eight", ["7", "8"]),
        ("forty two fifty", ["42", "50"]),
        ("158/94", ["158", "94"]),
        ("1,000.5", ["1000.5"]),
        (".5", ["0.5"]),
        ("5.0", ["5"]),
        ("100", ["100"]),
        ("it hurt.5 days", ["5"]),
        ("twenty-five", ["25"]),
        ("a hundred. four right now", ["100", "4"]),
        ("oh, the point is a day and a half", []),
    ],
)
def test_numbers_are_read_as_clinicians_say_them(said: str, written: list[str]) -> None:
    assert read(said) == written


@pytest.mark.parametrize("said", ["one twenty", "1/2", "2,5", "7:30", "1.2.3"])
def test_what_could_be_another_number_is_not_sure(said: str) -> None:
    assert not any(number.sure for number in numbers(tokens(said)))


def test_a_full_number_is_sure() -> None:
    assert [number.sure for number in numbers(tokens("one hundred twenty"))] == [True]


@given(st.text())
def test_any_text_is_read_without_an_error_and_in_order(text: str) -> None:
    found = numbers(tokens(text))
    assert all(text[n.start : n.end] and n.value >= Decimal(0) for n in found)
    assert [n.first for n in found] == sorted(n.first for n in found)
