"""Word: headings, paragraphs, tables, text boxes, headers, footers and notes, in sections by headings."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from sporo_documents.limits import Limits
from sporo_documents.opened import Opened
from sporo_documents.problems import UNSUPPORTED, UnreadableError
from sporo_documents.sections import Block, pages_of, row

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = (_FALLBACK, qn("w:del"), qn("w:moveFrom"))
"""What is there twice, for older programs, and what a tracked change took away."""
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOTES = ("/footnotes", "/endnotes")


def open_file(file: Path, _: Limits) -> Opened:
    """The document's sections."""
    try:
        document = docx.Document(str(file))
    except ValueError:  # a container of Word's, but a template or one with macros
        raise UnreadableError(UNSUPPORTED, "macros") from None
    return Opened(pages_of(_all_blocks(document)))


def _all_blocks(document: Document) -> Iterator[Block]:
    headings = _heading_styles(document)
    yield from _blocks(_prepared(document.element.body), headings)
    yield from _notes(document)
    # At the end: text before the first heading must not fall into the header's section.
    yield from _margin(document, "Page header", ("header", "first_page_header", "even_page_header"))
    yield from _margin(document, "Page footer", ("footer", "first_page_footer", "even_page_footer"))


def _margin(document: Document, title: str, places: Iterable[str]) -> Iterator[Block]:
    """What stands above or below the pages, each line once."""
    margins = [getattr(section, place) for section in document.sections for place in places]
    own = [margin for margin in margins if not margin.is_linked_to_previous]
    lines = dict.fromkeys(
        block.text for margin in own for block in _blocks(_prepared(margin.part.element), ())
    )
    if lines:
        yield Block(title, heading=True)
        yield from (Block(line) for line in lines)


def _notes(document: Document) -> Iterator[Block]:
    parts = [link.target_part for link in document.part.rels.values() if link.reltype.endswith(_NOTES)]
    lines = [block for part in parts for block in _blocks(_prepared(parse_xml(part.blob)), ())]
    if lines:
        yield Block("Notes", heading=True)
        yield from lines


def _prepared(root: BaseOxmlElement) -> BaseOxmlElement:
    """The part without what is not to be read, and each text box after the paragraph that holds it."""
    for gone in list(root.iter(*_GONE)):
        gone.getparent().remove(gone)
    for box in reversed(list(root.iter(qn("w:txbxContent")))):
        holder = next(box.iterancestors(qn("w:p")))
        holder.addnext(box)
    return root


def _blocks(container: BaseOxmlElement, headings: Iterable[str]) -> Iterator[Block]:
    """The text of paragraphs and tables, also of those in content controls and the like."""
    for child in container:
        if child.tag == qn("w:p"):
            text = _text(child)
            if text:
                yield Block(text, heading=_style(child) in headings)
        elif child.tag == qn("w:tbl"):
            yield from _rows(child)
        else:
            yield from _blocks(child, headings)


def _rows(table: BaseOxmlElement) -> Iterator[Block]:
    for line in table.iter(qn("w:tr")):
        if next(line.iterancestors(qn("w:tbl"))) is not table:
            continue  # a table in a cell is read with its cell
        cells = (cell for cell in line.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is line)
        text = row([" ".join(block.text for block in _blocks(cell, ())) for cell in cells])
        if text:
            yield Block(text)


def _text(paragraph: BaseOxmlElement) -> str:
    """The paragraph's words, without those of paragraphs in it."""
    pieces = (
        _BREAKS.get(piece.tag) or piece.text or ""
        for piece in paragraph.iter(qn("w:t"), *_BREAKS)
        if next(piece.iterancestors(qn("w:p"), qn("w:tabs")), None) is paragraph
    )
    return "".join(pieces).strip()


def _style(paragraph: BaseOxmlElement) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style.get(qn("w:val"), "") if style is not None else ""


def _heading_styles(document: Document) -> set[str]:
    """The styles that are headings, or are based on one."""
    styles = document.styles.element.findall(qn("w:style"))
    names = {style.get(qn("w:styleId"), ""): _child_value(style, "w:name").lower() for style in styles}
    bases = {style.get(qn("w:styleId"), ""): _child_value(style, "w:basedOn") for style in styles}
    found = {style for style, name in names.items() if name.startswith("heading") or name == "title"}
    return found | {style for style, base in bases.items() if base in found}


def _child_value(style: BaseOxmlElement, name: str) -> str:
    child = style.find(qn(name))
    return child.get(qn("w:val"), "") if child is not None else ""
