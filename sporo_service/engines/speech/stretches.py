"""Stretches of one Whisper window each, cut where nobody speaks: each can have its own list of hotwords."""

from collections.abc import Sequence
from dataclasses import dataclass

from sporo_service.engines.speech.words import Word

LONGEST = 28.0
"""Seconds; Whisper's window is 30."""

SHORTEST = 18.0


@dataclass(frozen=True)
class Stretch:
    """Seconds from the start of the block, and the words first heard between them."""

    start: float
    end: float
    words: tuple[Word, ...]


def stretches(words: Sequence[Word], seconds: float) -> list[Stretch]:
    """The whole block from 0 to `seconds`, in stretches that end in the widest pause within reach."""
    found: list[Stretch] = []
    begin, start = 0, 0.0
    while words[begin:]:
        end = _end(words, begin, start)
        until = seconds if end == len(words) else (words[end - 1].end + words[end].start) / 2
        found.append(Stretch(start, until, tuple(words[begin:end])))
        begin, start = end, until
    return found


def _end(words: Sequence[Word], begin: int, start: float) -> int:
    """The word before which the stretch ends."""
    if words[-1].end - start <= LONGEST:
        return len(words)
    reach = [at for at in range(begin + 1, len(words)) if SHORTEST <= words[at - 1].end - start <= LONGEST]
    if not reach:
        return begin + 1
    return max(reach, key=lambda at: words[at].start - words[at - 1].end)
