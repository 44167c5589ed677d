from collections.abc import Callable

from sporo_service.engines.speech.loops import unlooped
from sporo_service.engines.speech.words import Word, text_of

Heard = Callable[..., list[Word]]


def test_a_phrase_repeated_over_and_over_is_said_once(heard: Heard) -> None:
    words = heard("Yes. " + "thank you so much. " * 9 + "Goodbye.")
    assert text_of(unlooped(words)) == "Yes. thank you so much. Goodbye."


def test_people_may_repeat_themselves(heard: Heard) -> None:
    words = heard("no, no, no, no, it is very very bad")
    assert unlooped(words) == words
