import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.icd10cm.match import Line, mentions
from sporo_clinical.icd10cm.words import words


def _found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in mentions(Line(text, 0, words(text)))]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("osteoarthritis of the right knee", ["osteoarthritis of the right knee"]),
        ("known knee osteoarthritis", ["knee osteoarthritis"]),
        (
            "Major depressive disorder, recurrent, moderate",
            ["Major depressive disorder, recurrent, moderate"],
        ),
        ("HTN, GERD", ["HTN", "GERD"]),
        ("lower back and leg pain", ["lower back and leg pain", "leg pain"]),
        ("the weather was fine", []),
    ],
)
def test_terms_are_found_in_any_order_with_small_gaps(text: str, evidence: list[str]) -> None:
    assert _found(text) == evidence


def test_the_longer_term_is_meant() -> None:
    assert _found("acute on chronic systolic heart failure") == ["acute on chronic systolic heart failure"]


@pytest.mark.parametrize(
    "text", ["abdomen soft, chest pain", "knee fine. Pain elsewhere", "ear: clear; pain none"]
)
def test_no_term_reaches_over_a_clause(text: str) -> None:
    assert all("," not in evidence and "." not in evidence for evidence in _found(text))


def test_a_part_of_an_abbreviation_belongs_to_no_other_term() -> None:
    assert _found("CHF and CKD") == ["CHF", "CKD"]


def test_a_tumor_beside_a_site_is_not_a_tumor_of_it() -> None:
    assert "carcinoma with retroperitoneal" not in _found("carcinoma with retroperitoneal nodes")


@given(
    st.lists(
        st.sampled_from(
            [
                "pain",
                "knee",
                "left",
                "acute",
                "kidney",
                "stone",
                "CKD",
                ",",
                ".",
                "and",
                "diabetes",
                "type",
                "2",
            ]
        ),
        max_size=40,
    )
)
def test_no_mention_lies_within_another(said: list[str]) -> None:
    text = " ".join(said)
    found = mentions(Line(text, 0, words(text)))
    assert not any(one.places < other.places for one in found for other in found)
