import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_documents.hyphens import rejoined, word_of


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        ("a history of hyper-\ntension, treated", "a history of hypertension, treated"),
        ("take lisin-\nopril 10 mg", "take lisinopril 10 mg"),
        ("return for follow-\nup in May", "return for follow-up in May"),
        ("a beta-\nblocker", "a beta-blocker"),
        ("on amoxicillin-\nclavulanate 875 mg", "on amoxicillin-clavulanate 875 mg"),
    ],
)
def test_a_word_comes_onto_one_line_with_its_own_hyphen_only(lines: str, read: str) -> None:
    assert rejoined(lines) == read


@pytest.mark.parametrize(
    "lines",
    [
        "5-\n10 mg",
        "COVID-\n19",
        "McDonald-\nSmith",
        "Allergies-\npenicillin",
        "allergies-\npenicillin",
        "67-year-\nold",
        "none -\nasthma",
        "either/or-\nelse",
        "T-\nwave",
    ],
)
def test_numbers_names_and_dashes_stay_as_they_stand(lines: str) -> None:
    assert rejoined(lines) == lines


@given(st.text("ab1A-\n '"))
def test_nothing_but_hyphens_and_line_ends_is_ever_taken_away(text: str) -> None:
    assert rejoined(text).replace("-", "").replace("\n", "") == text.replace("-", "").replace("\n", "")


@given(st.text(), st.text("ABC123.,"))
def test_a_hyphen_beside_anything_but_small_letters_is_kept(before: str, behind: str) -> None:
    assert word_of(before, behind) == f"{before}-{behind}"
