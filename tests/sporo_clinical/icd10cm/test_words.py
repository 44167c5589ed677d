import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.icd10cm.words import Word, form, forms, listed, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kidney stones", "renal calculus"),
        ("Crohn's disease", "crohn disease"),
        ("haemorrhagic anaemia", "hemorrhagic anemias"),
        ("oesophageal tumour", "esophageal tumor"),
        ("metastases", "metastasis"),
        ("lower limbs", "legs"),
        ("Type II diabetes mellitus", "T2DM"),
        ("gastro-oesophageal", "gastroesophageal"),
        ("chronic renal failure", "CKD"),
    ],
)
def test_what_means_the_same_has_the_same_words(one: str, other: str) -> None:
    assert [word for word in forms(one) if word != "mellitus"] == [
        word for word in forms(other) if word != "mellitus"
    ]


@pytest.mark.parametrize("word", ["diabetes", "herpes", "pus", "sepsis", "cervical", "abscess", "gas"])
def test_words_that_only_look_like_plurals_stay(word: str) -> None:
    assert form(word) == word


def test_an_abbreviation_stands_for_its_characters() -> None:
    assert words("new HTN", 10) == [Word("new", 10, 13), Word("hypertension", 14, 17)]
    assert {(word.start, word.end) for word in words("CKD")} == {(0, 3)}


def test_common_words_are_no_abbreviations() -> None:
    assert "pneumonia" not in forms("a cap on it, as ever")
    assert forms("Add aspirin, CVA tenderness") == ["add", "aspirin", "costovertebral", "tenderness"]
    assert "pneumonia" in forms("treated for CAP")
    assert "embolism" not in forms("PE: lungs clear")
    assert "pneumonia" not in forms("PUT A CAP ON IT NOW")


def test_lists_are_read_by_name() -> None:
    assert {"the", "of"} <= listed("neutral")


@given(st.text(max_size=200), st.integers(0, 1000))
def test_words_lie_in_the_text_in_order(text: str, offset: int) -> None:
    found = words(text, offset)
    assert all(offset <= word.start < word.end <= offset + len(text) for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)
