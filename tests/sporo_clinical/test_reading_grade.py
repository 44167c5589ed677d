"""The reading grade tells plain words from others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.reading_grade import reading_grade, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("rest", 1),
        ("take", 1),
        ("table", 2),
        ("medicine", 3),
        ("walked", 1),
        ("started", 2),
        ("daily", 2),
        ("hypertension", 4),
        ("the", 1),
        ("doses", 2),
        ("mg", 1),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_known_sentence_has_the_grade_of_the_formula() -> None:
    # 10 words, 10 syllables, 1 sentence.
    assert reading_grade("The cat sat on the mat and ate the rat.") == pytest.approx(0.39 * 10 + 11.8 - 15.59)


def test_long_words_and_sentences_ask_for_more_school() -> None:
    plain = "Take one pill each day. Drink a lot of water. Call us if you feel worse."
    hard = (
        "Initiate antihypertensive pharmacotherapy immediately, ensuring adequate hydration, and communicate "
        "deterioration of cardiopulmonary symptomatology expeditiously."
    )
    easy, difficult = reading_grade(plain), reading_grade(hard)
    assert easy is not None
    assert difficult is not None
    assert easy < 3
    assert difficult > 12


@pytest.mark.parametrize("text", ["", "Rest.", "\U0001f600 " * 50, "患者は咳をしています。" * 9])
def test_what_has_hardly_an_english_word_has_no_grade(text: str) -> None:
    assert reading_grade(text) is None


@given(st.text())
def test_a_grade_is_never_negative(text: str) -> None:
    grade = reading_grade(text)
    assert grade is None or grade >= 0
