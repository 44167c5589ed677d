"""The notes of the official tabular list, one line each: where it stands, its kind, its text."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from sporo_clinical.icd10cm.notes import SOURCE
from sporo_clinical.icd10cm.official import text, xml
from sporo_clinical.icd10cm.release import plain

_TAGS = {
    "excludes1": "excludes1",
    "excludes2": "excludes2",
    "codeFirst": "code_first",
    "useAdditionalCode": "use_additional",
    "codeAlso": "code_also",
}
_EXCLUDES = ("excludes1", "excludes2")
_CODES_OF_A_CHAPTER = re.compile(r"\(([A-Z]\d[0-9A-Z]-[A-Z]\w[0-9A-Z])\)$")
_MONTH = re.compile(r"(January|April|October)[-_ ]+(?:\d{1,2}[-_ ]+)?(20\d\d)", re.IGNORECASE)


def note_lines(tabular: Path, source: str) -> Iterator[str]:
    """The lines of the file of `notes.py`: its source, then chapters, blocks and codes in their order."""
    yield f"{source}\t{SOURCE}"
    for chapter in xml(tabular).iter("chapter"):
        yield from _placed(chapter, _codes_of(chapter), "chapter")
        for section in chapter.iter("section"):
            yield from _placed(section, section.get("id", ""), "block")
            for category in section.findall("diag"):
                yield f"{_code(category)}\tcategory"
                for entry in category.iter("diag"):
                    yield from _notes(entry, _code(entry))


def edition(tabular: Path) -> str:
    """Of when the list is: its month by the file's name ("April 2026"), else the year that it says itself."""
    if said := _MONTH.search(tabular.name):
        return f"{said[1].capitalize()} {said[2]}"
    return text(xml(tabular).find("version"))


def _placed(element: etree._Element, place: str, kind: str) -> Iterator[str]:
    yield f"{place}\t{kind}"
    yield from _notes(element, place)


def _notes(element: etree._Element, place: str) -> Iterator[str]:
    for tag, kind in _TAGS.items():
        for block in element.findall(tag):
            items = [text(note).removeprefix(", ") for note in block.findall("note")]
            for line in _joined(items, in_order=tag in _EXCLUDES):
                yield f"{place}\t{kind}\t{line}"


def _joined(items: Sequence[str], *, in_order: bool) -> Iterator[str]:
    """Each line with the one that leads to it: "code to identify control using: insulin (Z79.4)".

    The file does not say where what a line leads to ends. Excludes notes are in the order of the alphabet,
    and so are those that a line leads to: where the order breaks, the list goes on.
    """
    lead, before = "", ""
    for place, item in enumerate(items):
        if item.endswith(":") and place + 1 < len(items):
            lead, before = item, ""
            continue
        if in_order and item.lower() < before:
            lead = ""
        before = item.lower()
        yield f"{lead} {item}".strip()


def _codes_of(chapter: etree._Element) -> str:
    said = _CODES_OF_A_CHAPTER.search(text(chapter.find("desc")))
    return said[1] if said else f"chapter {chapter.findtext('name', '')}"


def _code(entry: etree._Element) -> str:
    return plain(entry.findtext("name", ""))
