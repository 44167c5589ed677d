"""Words as they were heard, and the plain form in which two hearings are compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sporo_clinical.text import words_of
from sporo_service.engines.base import Segment

SENTENCE_END = (".", "?", "!")
LONGEST_SEGMENT = 30.0
"""Seconds after which a segment ends even without the end of a sentence."""

NUMBERS = words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
DIGITS = {word: str(number) for number, word in enumerate(NUMBERS)}


@dataclass(frozen=True)
class Word:
    """A word with its punctuation, when it was said (seconds), and how surely it was heard."""

    text: str
    start: float
    end: float
    probability: float

    @property
    def plain(self) -> str:
        """Lower case, without punctuation at its ends, small numbers in digits."""
        bare = re.sub(r"^\W+|\W+$", "", self.text.lower())
        return DIGITS.get(bare, bare)

    def later(self, seconds: float) -> "Word":
        """The same word in a recording that began earlier."""
        return replace(self, start=self.start + seconds, end=self.end + seconds)


def text_of(words: Iterable[Word]) -> str:
    """The words as one flat text."""
    return " ".join(word.text for word in words)


def segments(words: Iterable[Word]) -> tuple[Segment, ...]:
    """The words by sentence, with the time of each."""
    found: list[Segment] = []
    held: list[Word] = []
    for word in words:
        held.append(word)
        if word.text.endswith(SENTENCE_END) or word.end - held[0].start > LONGEST_SEGMENT:
            found.append(_segment(held))
            held = []
    return tuple([*found, _segment(held)] if held else found)


def _segment(words: list[Word]) -> Segment:
    return Segment(round(words[0].start, 2), round(words[-1].end, 2), text_of(words))
