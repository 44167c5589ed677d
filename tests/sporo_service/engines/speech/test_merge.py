from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from sporo_service.engines.speech.merge import merge
from sporo_service.engines.speech.words import Word, text_of

Heard = Callable[..., list[Word]]


def test_a_term_that_sounds_like_what_was_heard_is_taken(heard: Heard) -> None:
    first = heard("start lies an April today", low={"lies": 0.3, "an": 0.5, "April": 0.4})
    assert text_of(merge(first, heard("start lisinopril today"))) == "start lisinopril today"


def test_an_expected_term_without_support_in_the_sound_is_not_inserted(heard: Heard) -> None:
    first = heard("sooner or later", low={"or": 0.4})
    assert text_of(merge(first, heard("senna later", low={"senna": 0.04}))) == "sooner or later"


def test_a_term_heard_first_is_not_exchanged_for_a_primed_one(heard: Heard) -> None:
    first = heard("take prednisone daily", low={"prednisone": 0.6})
    second = heard("take prednisolone daily", low={"prednisolone": 0.5})
    assert text_of(merge(first, second)) == "take prednisone daily"


def test_a_sentence_that_the_first_hearing_dropped_comes_back(heard: Heard) -> None:
    merged = merge(
        heard("Good morning. Goodbye."), heard("Good morning. I take the metformin daily. Goodbye.")
    )
    assert text_of(merged) == "Good morning. I take the metformin daily. Goodbye."


def test_a_sentence_that_the_second_hearing_dropped_stays(heard: Heard) -> None:
    merged = merge(
        heard("Good morning. I take the metformin daily. Goodbye."), heard("Good morning. Goodbye.")
    )
    assert text_of(merged) == "Good morning. I take the metformin daily. Goodbye."


def test_a_disputed_number_is_less_sure_than_either_hearing(heard: Heard) -> None:
    merged = merge(heard("pressure of 112 today"), heard("pressure of 12 today"))
    assert {word.text: word.probability for word in merged}["112"] < 0.5


def test_digits_and_words_for_one_number_are_no_dispute(heard: Heard) -> None:
    merged = merge(heard("for four days"), heard("for 4 days"))
    assert all(word.probability > 0.9 for word in merged)


def test_agreement_makes_a_word_as_sure_as_the_surer_hearing(heard: Heard) -> None:
    merged = merge(heard("no fever", low={"no": 0.4}), heard("no fever"))
    assert merged[0].probability == 0.99


@given(st.lists(st.sampled_from(["no", "fever", "lisinopril", "10", "pain."]), max_size=20))
def test_two_equal_hearings_are_merged_to_themselves(parts: list[str]) -> None:
    words = [Word(part, at, at + 0.5, 0.8) for at, part in enumerate(parts)]
    assert merge(words, words) == words


@given(*[st.lists(st.sampled_from(["no", "a", "fever", "lisinopril", "10"]), max_size=12)] * 2)
def test_merging_invents_no_word(one: list[str], two: list[str]) -> None:
    first, second = ([Word(part, at, at + 0.5, 0.8) for at, part in enumerate(parts)] for parts in (one, two))
    assert {word.text for word in merge(first, second)} <= {*one, *two}
