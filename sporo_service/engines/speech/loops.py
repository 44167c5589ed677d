"""Whisper at times repeats over and over what was said once, or never; people hardly do so five times."""

from collections.abc import Sequence

from sporo_service.engines.speech.words import Word

LONGEST_PHRASE = 12
REPEATS = 5


def unlooped(words: Sequence[Word]) -> list[Word]:
    """The words, with each phrase that is repeated five times or more in a row said once."""
    kept: list[Word] = []
    at = 0
    while at < len(words):
        size, times = _loop(words, at)
        kept += words[at : at + size]
        at += size * times
    return kept


def _loop(words: Sequence[Word], at: int) -> tuple[int, int]:
    """How many words the phrase here has, and how often it is said in a row; 1, 1 where none loops."""
    for size in range(1, LONGEST_PHRASE + 1):
        times = _times(words, at, size)
        if times >= REPEATS:
            return size, times
    return 1, 1


def _times(words: Sequence[Word], at: int, size: int) -> int:
    phrase = [word.plain for word in words[at : at + size]]
    times = 1
    while [word.plain for word in words[at + times * size : at + (times + 1) * size]] == phrase:
        times += 1
    return times
