"""What a reader gives: pages that are read as they are asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from sporo_documents.document import Page


@dataclass(frozen=True)
class Opened:
    """A file that can be opened; broken pages may still raise while they are read."""

    pages: Iterator[Page]
    count: int | None = None
    """How many pages there are, or None where a format has none."""
