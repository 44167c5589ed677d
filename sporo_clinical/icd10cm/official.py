"""The files that CMS and NCHS publish, found in a folder and read as far as the product needs them."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from sporo_clinical.icd10cm.release import plain

CODES = "icd10cm_codes_*.txt"
TABULAR = "*tabular*.xml"
NEOPLASMS = "*neoplasm*.xml"
INDEX = "icd10cm-index*.xml"
_BEHAVIORS = 6


def the_file(source: Path, pattern: str) -> Path:
    """The one file of that name at any depth; `SystemExit` with a sentence where it is not one."""
    found = sorted(source.rglob(pattern))
    if len(found) != 1:
        raise SystemExit(f"{source} holds {len(found)} files like {pattern}; exactly one is needed.")
    return found[0]


def release_lines(codes: Path, tabular: Path) -> Iterator[str]:
    """One line a code: the code, `billable` or `header`, its name, its inclusion terms."""
    names = dict(line.split(None, 1) for line in _lines(codes))
    headers, inclusions = {}, {}
    for entry in xml(tabular).iter("diag"):
        code = plain(entry.findtext("name", ""))
        headers[code] = entry.findtext("desc", "").strip()
        inclusions[code] = [text(note) for note in entry.findall("inclusionTerm/note")]
    above = {code[:length] for code in names for length in range(3, len(code))} - names.keys()
    rows = {code: ("header", name) for code, name in headers.items() if code in above}
    rows |= {code: ("billable", name) for code, name in names.items()}
    for code, (kind, name) in sorted(rows.items()):
        yield "\t".join([code, kind, name, *inclusions.get(code, [])])


def neoplasm_lines(table: Path) -> Iterator[str]:
    """One line a site of the body: its words, and the six codes of the table of neoplasms."""
    yield "# Site, then codes: malignant primary, secondary, in situ, benign, uncertain, unspecified."
    top = next(xml(table).iter("mainTerm"))
    yield from sorted(set(_sites(top, ())))


def xml(file: Path) -> etree._ElementTree:
    """The file as a tree; nothing outside of it is read."""
    return etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True))


def text(element: etree._Element | None) -> str:
    """What the element says, in one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _sites(term: etree._Element, path: tuple[str, ...]) -> Iterator[str]:
    cells = [cell.text or "" for cell in term.findall("cell")]
    if len(cells) == _BEHAVIORS:
        yield "\t".join([", ".join(path), *cells])
    for below in term.findall("term"):
        yield from _sites(below, (*path, text(below.find("title"))))


def _lines(file: Path) -> list[str]:
    return [line.rstrip() for line in file.read_text("utf-8").splitlines() if line.strip()]
