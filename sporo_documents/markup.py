"""HTML and the narrative of C-CDA, which is nearly HTML, as blocks of plain text."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sporo_documents.sections import Block, row

Element = Any
"""An element of lxml, or one of its subclasses."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAKS = _HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div"),
    *("dl", "dt", "fieldset", "figure", "footer", "form", "header", "hr", "item", "legend", "li", "list"),
    *("main", "nav", "ol", "option", "p", "paragraph", "section", "summary", "table", "tbody", "td", "text"),
    *("tfoot", "th", "thead", "title", "tr", "ul"),
}
"""The elements before and after which a line ends."""
_CELLS = frozenset({"td", "th"})
_DROPPED = frozenset({"head", "script", "style", "template", "noscript", "svg", "iframe", "object"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def name_of(element: Element) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def blocks(root: Element) -> Iterator[Block]:
    """The text of everything that is to be seen within an element, block by block, in order."""
    line: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        name = name_of(element)
        if event == "start" and (whole := _whole(element, name)) is not None:
            yield from _ended(line)
            yield from whole
            walk.skip_subtree()
        elif event == "start":
            if name in _BREAKS:
                yield from _ended(line)
            line.append(element.text or "")
        else:
            if name in _BREAKS:
                yield from _ended(line, heading=name in _HEADINGS)
            if element is not root:
                line.append(element.tail or "")
    yield from _ended(line)


def _whole(element: Element, name: str) -> list[Block] | None:
    """The blocks of an element that is read at once: what is not seen, a row of data, kept lines."""
    if name in _DROPPED or "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
        return []
    if name == "pre":
        return [Block(line.rstrip()) for line in "".join(element.itertext()).splitlines() if line.strip()]
    if name == "tr" and not any(name_of(inner) in _HEADINGS | {"table"} for inner in element.iter()):
        cells = (cell for cell in element if name_of(cell) in _CELLS)
        line = row([" ".join(block.text for block in blocks(cell)) for cell in cells])
        return [Block(line)] if line else []
    return None


def _ended(line: list[str], *, heading: bool = False) -> Iterator[Block]:
    text = re.sub(r"\s+", " ", "".join(line)).strip()
    line.clear()
    if text:
        yield Block(text, heading)
