"""C-CDA and CCD: the narrative that its author signed, in the document's own sections.

The coded entries beside the narrative say the same; the narrative is what a reader must see (CDA R2, 4.3.5).
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from sporo_documents.limits import Limits
from sporo_documents.markup import Element, blocks
from sporo_documents.opened import Opened
from sporo_documents.probe import TEXT_BYTES
from sporo_documents.problems import CORRUPT, TOO_LARGE, UNSUPPORTED, UnreadableError
from sporo_documents.sections import Block, pages_of

_HL7 = {"v3": "urn:hl7-org:v3"}
_SEXES = {"M": "male", "F": "female", "UN": "undifferentiated"}
_DATE = 8
"""Characters of an HL7 date: YYYYMMDD, then a time."""


def open_file(file: Path, _: Limits) -> Opened:
    """The document's sections, after one that says whose and of when it is."""
    if file.stat().st_size > TEXT_BYTES:
        raise UnreadableError(TOO_LARGE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.parse(file, parser).getroot()
    if next(root.iter(etree.Entity), None) is not None:  # no C-CDA defines any, and its text would be missing
        raise UnreadableError(CORRUPT)
    sections = root.xpath("v3:component/v3:structuredBody//v3:section", namespaces=_HL7)
    if not sections and root.find("v3:component/v3:nonXMLBody", _HL7) is not None:
        raise UnreadableError(UNSUPPORTED, "attachment")
    return Opened(pages_of(_all_blocks(root, sections)))


def _all_blocks(root: Element, sections: list[Element]) -> Iterator[Block]:
    yield Block(_said(root, "v3:title") or "Clinical document", heading=True)
    yield from (Block(line) for line in _head(root))
    for section in sections:
        yield Block(_said(section, "v3:title") or _code_name(section), heading=True)
        text = section.find("v3:text", _HL7)
        if text is not None:
            yield from _narrative(text)


def _narrative(text: Element) -> Iterator[Block]:
    """What a section says; text without any element keeps its own lines."""
    if len(text):
        return blocks(text)
    return (Block(line.strip()) for line in (text.text or "").splitlines() if line.strip())


def _head(root: Element) -> Iterator[str]:
    """Who the patient is and when the document was made, line by line."""
    patient = root.find("v3:recordTarget/v3:patientRole/v3:patient", _HL7)
    if patient is not None:
        name = patient.find("v3:name", _HL7)
        sex = _value(patient, "v3:administrativeGenderCode", "code")
        yield from _line("Patient", " ".join(" ".join(name.itertext()).split()) if name is not None else "")
        yield from _line("Born", _date(_value(patient, "v3:birthTime", "value")))
        yield from _line("Sex", _SEXES.get(sex, ""))
    yield from _line("Document date", _date(_value(root, "v3:effectiveTime", "value")))


def _line(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"{name}: {value}"


def _said(element: Element, path: str) -> str:
    found = element.find(path, _HL7)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _value(element: Element, path: str, attribute: str) -> str:
    found = element.find(path, _HL7)
    return found.get(attribute, "") if found is not None else ""


def _code_name(section: Element) -> str:
    return _value(section, "v3:code", "displayName") or "Section"


def _date(written: str) -> str:
    """An HL7 time as a date, as exact as it was written."""
    day = written[:_DATE]
    return "-".join(part for part in (day[:4], day[4:6], day[6:]) if part)
