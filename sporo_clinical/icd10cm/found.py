"""A code found in a text."""

from dataclasses import dataclass


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
    rank: int
    """0 from an assessment or a list of problems, 1 from elsewhere."""
