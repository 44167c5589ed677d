"""Short ways to read a page in tests."""

from collections.abc import Callable, Iterator

from sporo_clinical.chart.finding import Finding
from sporo_clinical.chart.remarks import Leaf, Remark, remarks

Reader = Callable[[Remark], Iterator[Finding]]


def found(read: Reader, text: str, file: str = "note.txt") -> list[Finding]:
    """What a reader finds on one page."""
    return [finding for remark in remarks(Leaf(file, 1, text)) for finding in read(remark)]


def lines(read: Reader, text: str) -> list[str]:
    """The lines of what a reader finds on one page."""
    return [finding.text for finding in found(read, text)]
