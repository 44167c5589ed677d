"""Sections by headings, for formats that have no pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sporo_documents.document import Page


@dataclass(frozen=True)
class Block:
    """A paragraph, a list item, a table's row, or a heading."""

    text: str
    heading: bool = False


def row(cells: Sequence[str]) -> str:
    """A table's row as one readable line; an empty cell keeps its place before one that is not."""
    last = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    return " | ".join(cell or "-" for cell in cells[:last])


def pages_of(blocks: Iterable[Block]) -> Iterator[Page]:
    """One page for each heading and what follows it; what stands before the first has no title.

    A heading with nothing below is its own text, so that nothing of the file is lost.
    """
    number, title, lines = 0, "", list[str]()
    for block in blocks:
        if not block.heading:
            lines.append(block.text)
            continue
        if title or lines:
            number += 1
            yield Page(number, _text(title, lines), title)
        title, lines = block.text, []
    if title or lines:
        yield Page(number + 1, _text(title, lines), title)


def _text(title: str, lines: Sequence[str]) -> str:
    return "\n".join(lines).strip() or title
