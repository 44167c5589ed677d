"""Evidence is shown where it stands, or said not to stand there: never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.icd10cm.placing import Nearness, Placed
from sporo_ui.evidence import first_place, placed

TEXT = (
    "Family history of MI.\nHistory of  high blood\npressure, on lisinopril. High blood pressure since 2019."
)


def words(found: Placed, text: str = TEXT) -> str:
    return text[found.start : found.end] if found.start is not None else ""


def test_the_services_own_place_counts_where_the_text_says_so() -> None:
    start = TEXT.rindex("High")
    assert placed(TEXT, "high blood pressure", start, start + 19).start == start


@pytest.mark.parametrize(("start", "end"), [(0, 6), (-5, 4), (10, 5), (0, 10_000), (None, 6), (3, 3)])
def test_a_place_that_says_something_else_is_looked_for(start: int | None, end: int) -> None:
    assert words(placed(TEXT, "on lisinopril", start, end)) == "on lisinopril"


def test_a_place_without_evidence_is_the_services_word() -> None:
    assert words(placed(TEXT, "", 0, 14)) == "Family history"


@pytest.mark.parametrize(("start", "end"), [(None, None), (0, None), (-1, 4), (5, 5), (0, 10_000)])
def test_neither_evidence_nor_a_place_in_the_text_is_said_not_to_be_found(
    start: int | None, end: int | None
) -> None:
    assert placed(TEXT, " ", start, end) == Placed(Nearness.NOT_FOUND)


def test_a_paraphrase_is_close_and_anothers_words_are_not_found() -> None:
    close = placed(TEXT, "on lisinopril for high blood pressure")
    assert close.kind is Nearness.CLOSE
    assert "pressure" in words(close)
    assert placed(TEXT, "gout of the left toe").kind is Nearness.NOT_FOUND


def test_only_the_very_words_are_a_first_place() -> None:
    span = first_place(TEXT, "HISTORY OF HIGH BLOOD PRESSURE")
    assert span
    assert TEXT[slice(*span)] == "History of  high blood\npressure"
    assert first_place(TEXT, "on lisinopril for high blood pressure") is None


@pytest.mark.parametrize("evidence", ["M", "isino", "pressure, on lis", "", "   "])
def test_a_part_of_a_word_is_no_evidence(evidence: str) -> None:
    assert first_place(TEXT, evidence) is None


def test_signs_are_taken_as_they_are() -> None:
    assert first_place("a1c (HbA1c 9.1 %).", "(HbA1c 9.1 %)") == (4, 17)
    assert first_place("9x1", "9.1") is None


@given(
    st.text(max_size=60),
    st.text(max_size=12),
    st.none() | st.integers(-9, 70),
    st.none() | st.integers(-9, 70),
)
def test_what_is_found_exactly_says_what_the_evidence_says(
    text: str, evidence: str, start: int | None, end: int | None
) -> None:
    found = placed(text, evidence, start, end)
    if found.kind is Nearness.EXACT and evidence.split():
        assert " ".join(words(found, text).split()).casefold() == " ".join(evidence.split()).casefold()
