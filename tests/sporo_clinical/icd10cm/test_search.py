"""A person finds a code by its beginning, or by words in any order, lay ones too."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.icd10cm.release import release
from sporo_clinical.icd10cm.search import prepare, search


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("E11.2", "E1121"),
        ("e112", "E1121"),
        ("i10", "I10"),
        ("heart attack", "I219"),
        ("high blood pressure", "I10"),
        ("diab neph", "E1121"),
        ("neph diab", "E1121"),
        ("left knee pain", "M25562"),
        ("pain knee left", "M25562"),
        ("type 2 diabetes", "E119"),
        ("right ankle sprain", "S93401A"),
        ("COPD", "J449"),
    ],
)
def test_what_is_meant_comes_first(asked: str, first: str) -> None:
    assert search(asked)[0] == first


@pytest.mark.parametrize("asked", ["", " ", "f", "xyzzy", "diabetes xyzzy", "%", "E99.9999"])
def test_what_says_nothing_or_too_little_finds_nothing(asked: str) -> None:
    assert search(asked) == ()


def test_no_more_are_found_than_wanted_and_none_twice() -> None:
    found = search("fracture", 7)
    assert len(found) == len(set(found)) == 7


@given(st.text(max_size=40))
def test_whatever_is_asked_only_billable_codes_are_found(asked: str) -> None:
    assert all(release().is_billable(code) for code in search(asked))


@pytest.mark.parametrize("asked", ["fracture", "le", "of", "unspecified encounter", "E", "S", "left right"])
def test_the_widest_question_is_answered_while_somebody_types(asked: str) -> None:
    prepare()
    begin = time.process_time()
    search(asked)
    assert time.process_time() - begin < 0.1
