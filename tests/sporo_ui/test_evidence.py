"""Evidence is shown where it stands, or said not to stand there: never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.evidence import PlacedCode, placed
from sporo_ui.models import Icd10Code

TEXT = (
    "Family history of MI.\nHistory of  high blood\npressure, on lisinopril. High blood pressure since 2019."
)


def place(evidence: str, text: str = TEXT, **told: object) -> PlacedCode:
    code = Icd10Code.model_validate(
        {"name": "Hypertension", "icd10_code": "I10", "evidence": evidence} | told
    )
    return placed(text, [code])[0]


def words(found: PlacedCode, text: str = TEXT) -> str:
    return text[found.start : found.end] if found.is_found else ""


def test_the_services_own_place_counts_where_the_text_says_so() -> None:
    start = TEXT.rindex("High")
    found = place("high blood pressure", start=start, end=start + 19)
    assert (found.start, words(found)) == (start, "High blood pressure")


@pytest.mark.parametrize(
    ("start", "end"), [(0, 6), (-5, 4), (10, 5), (0, 10_000), (None, 6), ("x", 6), (3, 3)]
)
def test_a_place_that_says_something_else_is_looked_for(start: object, end: object) -> None:
    assert words(place("on lisinopril", start=start, end=end)) == "on lisinopril"


def test_a_place_without_evidence_is_the_services_word() -> None:
    found = place("", start=0, end=14)
    assert words(found) == "Family history"


def test_case_and_space_do_not_matter() -> None:
    assert words(place("HISTORY OF HIGH BLOOD PRESSURE")) == "History of  high blood\npressure"


@pytest.mark.parametrize("evidence", ["elevated pressure of the blood", "", "   ", "History of gout"])
def test_a_paraphrase_is_said_not_to_be_found(evidence: str) -> None:
    found = place(evidence)
    assert (found.is_found, found.start, found.end, found.evidence) == (False, None, None, evidence)


@pytest.mark.parametrize("evidence", ["M", "isino", "pressure, on lis"])
def test_a_part_of_a_word_is_no_evidence(evidence: str) -> None:
    assert not place(evidence).is_found


def test_signs_are_taken_as_they_are() -> None:
    assert words(place("(HbA1c 9.1 %)", "a1c (HbA1c 9.1 %)."), "a1c (HbA1c 9.1 %).") == "(HbA1c 9.1 %)"
    assert not place("9.1", "9x1").is_found


def test_the_codes_keep_their_order_names_and_confidence() -> None:
    told = [
        Icd10Code(name="b", icd10_code="B00", confidence=0.5),
        Icd10Code(name="a", icd10_code="A00", evidence="MI"),
    ]
    assert [(code.code, code.name, code.confidence, code.is_found) for code in placed(TEXT, told)] == [
        ("B00", "b", 0.5, False),
        ("A00", "a", None, True),
    ]


@given(
    st.text(max_size=60),
    st.text(max_size=12),
    st.none() | st.integers(-9, 70),
    st.none() | st.integers(-9, 70),
)
def test_what_is_found_says_what_the_evidence_says(
    text: str, evidence: str, start: int | None, end: int | None
) -> None:
    found = place(evidence, text, start=start, end=end)
    if found.is_found and evidence.split():
        assert " ".join(words(found, text).split()).casefold() == " ".join(evidence.split()).casefold()
