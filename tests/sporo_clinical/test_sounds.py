import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.sounds import likeness, likenesses, sound


@pytest.mark.parametrize(
    ("misheard", "term"),
    [
        ("him at urea", "hematuria"),
        ("lies an april", "lisinopril"),
        ("tropinin", "troponin"),
        ("pholic acid", "folic acid"),
        ("crony ol nerves", "cranial nerves"),
    ],
)
def test_a_mishearing_is_much_like_its_term(misheard: str, term: str) -> None:
    assert likeness(misheard, term) > 0.75


@pytest.mark.parametrize(("one", "other"), [("good morning", "lisinopril"), ("shoulder", "metformin")])
def test_words_that_sound_different_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) < 0.5


@pytest.mark.parametrize(("one", "other"), [("phlegm", "flegm"), ("knee", "nee"), ("psoriasis", "soriasis")])
def test_silent_and_doubled_spellings_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@given(st.text("abcdefghijklmnopqrstuvwxyz ", max_size=20))
def test_a_text_is_fully_like_itself(text: str) -> None:
    assert likeness(text, text) == pytest.approx(1)


def test_many_texts_are_compared_with_many_terms_at_once() -> None:
    assert likenesses(["fever", "cough", "rash"], ("fever", "chills")).shape == (3, 2)
