from collections.abc import Callable

import pytest

from sporo_service.engines.speech.mend import mend
from sporo_service.engines.speech.words import Word, text_of

Heard = Callable[..., list[Word]]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("keep taking Finestarite, please", "keep taking finasteride, please"),
        ("it confirms him at urea, then", "it confirms hematuria, then"),
        ("your crony ol' nerves are intact", "your cranial nerves are intact"),
        ("a zithromycin for five days", "azithromycin for five days"),
    ],
)
def test_doubtful_words_that_sound_like_one_term_become_it(heard: Heard, said: str, meant: str) -> None:
    assert text_of(mend(heard(said, sure=0.5))) == meant


def test_words_that_were_heard_surely_are_never_touched(heard: Heard) -> None:
    words = heard("keep taking Finestarite, please")
    assert mend(words) == words


@pytest.mark.parametrize(
    "said",
    [
        "use it for two weeks",  # Forteo
        "On exam there is a rash",  # Nexium
        "she takes acetyloprem daily",  # citalopram or escitalopram
        "we saw him go home",
    ],
)
def test_ordinary_words_and_ambiguous_ones_stay(heard: Heard, said: str) -> None:
    assert text_of(mend(heard(said, sure=0.5))) == said


def test_a_term_that_stands_already_is_not_turned_into_another(heard: Heard) -> None:
    assert (
        text_of(mend(heard("type 2 diabetes and hypokalemia", sure=0.4))) == "type 2 diabetes and hypokalemia"
    )


def test_what_was_mended_is_less_sure_than_what_was_heard(heard: Heard) -> None:
    (word,) = [
        word for word in mend(heard("keep taking Finestarite", sure=0.6)) if word.text == "finasteride"
    ]
    assert word.probability < 0.5
