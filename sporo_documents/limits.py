"""What one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one file may cost; a reader that wants more is stopped."""

    seconds: float = 60.0
    """For all of the file but the recognition of text in pictures."""
    page_seconds: float = 10.0
    """For each page whose text is recognized; what a page takes beyond that is the file's."""
    megabytes: int = 2000
    """Memory of the reading process, in millions of bytes."""
    pages: int = 2000
    characters: int = 10_000_000
    """Of all pages together: far more than the longest chart, far less than what a bomb unpacks to."""
    threads: int = 2
    """How many the recognition of text in pictures may use."""

    @property
    def most_seconds(self) -> float:
        """What a file takes at the very most: every page is recognized, and none of them quickly."""
        return self.seconds + self.pages * self.page_seconds


LOOK = Limits(seconds=15.0, page_seconds=0.0, megabytes=1000)
"""For a look before sending: nothing is recognized, so what takes longer is a trap."""
