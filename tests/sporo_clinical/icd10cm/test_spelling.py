import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.icd10cm.spelling import corrected, spelled
from sporo_clinical.icd10cm.words import words


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("hypertenson", "hypertension"),
        ("pneumonnia", "pneumonia"),
        ("cholecistitis", "cholecystitis"),
        ("hypothyriodism", "hypothyroidism"),
        ("aneurism", "aneurysm"),
        ("diabtic", "diabetes"),
        ("diabetis", "diabetes"),
        ("sinusitus", "sinusitis"),
        ("osteoarthritus", "osteoarthritis"),
        ("pneumona", "pneumonia"),
    ],
)
def test_one_letter_amiss_in_a_long_word_is_set_right(said: str, meant: str) -> None:
    assert corrected(said) == meant


@pytest.mark.parametrize("said", ["hypetension", "diverticulotis"])
def test_between_two_words_nobody_guesses(said: str) -> None:
    assert corrected(said) == said


@pytest.mark.parametrize("said", ["injected", "resection", "arthritic", "ilieum", "inflamation" * 4, "cuogh"])
def test_other_words_are_left_as_they_are(said: str) -> None:
    assert corrected(said) == said


def test_a_misspelt_word_keeps_its_place_in_the_text() -> None:
    (word,) = spelled(words("pneumonnia", 5))
    assert (word.form, word.start, word.end) == ("pneumonia", 5, 15)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_what_was_set_right_stays_as_it_is(said: str) -> None:
    assert corrected(corrected(said)) == corrected(said)
