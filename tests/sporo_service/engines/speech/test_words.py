from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from sporo_service.engines.speech.words import Word, segments, text_of

Heard = Callable[..., list[Word]]


def test_a_segment_is_a_sentence_with_its_time(heard: Heard) -> None:
    found = segments(heard("No fever. Any cough?"))
    assert [(part.start, part.end, part.text) for part in found] == [
        (0, 1.8, "No fever."),
        (2, 3.8, "Any cough?"),
    ]


def test_speech_without_full_stops_still_ends_in_segments(heard: Heard) -> None:
    assert max(part.end - part.start for part in segments(heard("and " * 100))) < 32


@given(st.lists(st.text("ab.?,", min_size=1, max_size=4), max_size=40))
def test_the_segments_together_are_the_whole_text(parts: list[str]) -> None:
    words = [Word(part, at, at + 0.5, 0.9) for at, part in enumerate(parts)]
    assert " ".join(part.text for part in segments(words)) == text_of(words)


def test_small_numbers_are_the_same_in_words_and_digits() -> None:
    assert Word("Four,", 0, 1, 1).plain == Word("4", 0, 1, 1).plain
