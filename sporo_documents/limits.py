"""What one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one file may cost; a reader that wants more is stopped."""

    seconds: float = 60.0
    megabytes: int = 2000
    """Memory of the reading process, in millions of bytes."""
    pages: int = 2000
    characters: int = 10_000_000
    """Of all pages together: far more than the longest chart, far less than what a bomb unpacks to."""
    threads: int = 2
    """How many the recognition of text in pictures may use."""


LOOK = Limits(seconds=15.0, megabytes=1000)
"""For a look before sending: nothing is recognized, so what takes longer is a trap."""
