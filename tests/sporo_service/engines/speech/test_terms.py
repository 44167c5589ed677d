from collections.abc import Callable

from sporo_service.engines.speech.terms import places
from sporo_service.engines.speech.words import Word

Heard = Callable[..., list[Word]]


def test_the_longest_term_at_a_place_is_found_through_case_and_punctuation(heard: Heard) -> None:
    (place,) = places(heard("Now Type 2 Diabetes Mellitus, then."))
    assert (place.term.text, place.start, place.end) == ("type 2 diabetes mellitus", 1, 5)


def test_a_hyphenated_word_is_one_place(heard: Heard) -> None:
    (place,) = places(heard("Order a chest X-ray today"))
    assert (place.term.text, place.start, place.end) == ("chest X-ray", 2, 4)


def test_no_term_is_found_inside_another_word(heard: Heard) -> None:
    assert places(heard("the painting")) == []
