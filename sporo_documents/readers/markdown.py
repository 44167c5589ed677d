"""Markdown: sections by its headings, without its marks."""

import re
from collections.abc import Iterator
from pathlib import Path

from sporo_documents.limits import Limits
from sporo_documents.opened import Opened
from sporo_documents.probe import text_of
from sporo_documents.sections import Block, pages_of, row

_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r" {0,3}#{1,6} +(.*?)(?: +#+)? *$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,}) *$")
_TABLE_RULE = re.compile(r"[ |:-]*--[ |:-]*$")
_MARKS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")


def open_file(file: Path, _: Limits) -> Opened:
    """The text's sections."""
    return Opened(pages_of(_blocks(text_of(file).splitlines())))


def _blocks(lines: list[str]) -> Iterator[Block]:
    fenced = False
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        heading = _HEADING.match(line)
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            yield Block(line)
        elif heading:
            yield Block(_plain(heading[1]), heading=True)
        elif _UNDERLINE.match(line) or (_TABLE_RULE.match(line) and "|" in line):
            continue
        elif line.strip() and _UNDERLINE.match(after) and not line.startswith(("- ", "|", ">")):
            yield Block(_plain(line.strip()), heading=True)
        else:
            yield Block(_plain(line))


def _plain(line: str) -> str:
    """The line without marks for looks, and a table's row as other tables' rows are."""
    line = _LINK.sub(r"\1", _MARKS.sub(r"\2", line))
    if line.lstrip().startswith("|"):
        return row([cell.strip() for cell in line.strip().strip("|").split("|")])
    return line.rstrip()
