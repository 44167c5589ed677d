from collections.abc import Callable

from sporo_service.engines.speech.hotwords import LONGEST_LIST, choose
from sporo_service.engines.speech.words import Word

Heard = Callable[..., list[Word]]


def test_what_was_misheard_heads_the_list(heard: Heard) -> None:
    words = heard("I want you to start lies an April today", low={"lies": 0.3, "April": 0.4})
    assert "lisinopril" in choose(words)[:5]


def test_a_long_term_heard_as_short_words_is_found(heard: Heard) -> None:
    assert "hematuria" in choose(heard("This confirms him at urea now", low={"him": 0.1, "urea": 0.4}))[:3]


def test_nothing_is_expected_where_everything_was_heard_surely(heard: Heard) -> None:
    assert choose(heard("Take the lisinopril every morning")) == []


def test_what_was_surely_said_takes_no_place_in_the_list(heard: Heard) -> None:
    words = heard("metformin and lies an April", low={"lies": 0.3})
    assert "metformin" not in choose(words)


def test_a_term_heard_with_doubt_stays_in_the_list(heard: Heard) -> None:
    assert choose(heard("take prednisone now", low={"prednisone": 0.4}))[0] == "prednisone"


def test_the_list_is_never_longer_than_whisper_takes_well(heard: Heard) -> None:
    assert len(choose(heard("some quite uncertain murmur about things", sure=0.2))) == LONGEST_LIST


def test_the_specialty_of_the_template_moves_its_terms_up(heard: Heard) -> None:
    words = heard("some quite uncertain murmur about things", sure=0.2)
    plain, psychiatric = choose(words), choose(words, "Psychiatry")
    assert plain != psychiatric
