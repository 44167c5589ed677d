from collections.abc import Callable
from itertools import pairwise

from sporo_service.engines.speech.stretches import LONGEST, stretches
from sporo_service.engines.speech.words import Word

Heard = Callable[..., list[Word]]


def test_stretches_cover_the_block_and_hold_every_word_once(heard: Heard) -> None:
    words = heard("and " * 100)
    found = stretches(words, 101.0)
    assert [word for stretch in found for word in stretch.words] == words
    assert (found[0].start, found[-1].end) == (0, 101)
    assert all(one.end == two.start for one, two in pairwise(found))


def test_no_stretch_is_longer_than_a_window_of_whisper(heard: Heard) -> None:
    assert all(
        stretch.end - stretch.start <= LONGEST + 1 for stretch in stretches(heard("and " * 100), 100.0)
    )


def test_a_stretch_ends_in_the_widest_pause(heard: Heard) -> None:
    words = [word.later(3 if at >= 22 else 0) for at, word in enumerate(heard("and " * 50))]
    assert len(stretches(words, 53.0)[0].words) == 22


def test_silence_has_no_stretches() -> None:
    assert stretches([], 60.0) == []
