"""A code found in a text."""

from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """What kind of part of a note says it, the first to be listed first."""

    ASSESSED = 0
    """Assessment, plan, or list of problems."""
    TOLD = 1
    FOUND = 2
    """Review of systems, examination, results."""


@dataclass(frozen=True)
class Found:
    """A billable code without its dot, and the characters of the text that it rests on."""

    code: str
    evidence: str
    """Exactly the characters from `start` to `end`."""
    start: int
    end: int
    confidence: float
    """Between 0 and 1."""
    sentence: int
    """Where the sentence begins that says it."""
    rank: Rank
