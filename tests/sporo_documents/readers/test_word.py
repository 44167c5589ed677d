"""Every word of a Word document, wherever Word keeps it, and no word that is not in it any more."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from sporo_documents.document import Page
from sporo_documents.limits import Limits
from sporo_documents.problems import UnreadableError
from sporo_documents.readers.word import open_file
from tests.sporo_documents.files import word, zipped

NAMES = nsdecls("w")
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def pages(document: Document, folder: Path) -> list[Page]:
    document.save(str(folder / "letter.docx"))
    return list(open_file(folder / "letter.docx", Limits()).pages)


def with_body(xml: str) -> Document:
    """A document whose body begins with the XML."""
    document = docx.Document()
    wrapped = parse_xml(f'<w:body {NAMES} xmlns:mc="{COMPATIBILITY}">{xml}</w:body>')
    for child in reversed(list(wrapped)):
        document.element.body.insert(0, child)
    return document


def test_headings_begin_sections(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Dear colleague,")
    document.add_heading("Medications", 1)
    document.add_paragraph("Lisinopril 10 mg")
    document.add_heading("Plan", 2)
    document.add_paragraph("Return in two weeks")
    assert pages(document, tmp_path) == [
        Page(1, "Dear colleague,"),
        Page(2, "Lisinopril 10 mg", "Medications"),
        Page(3, "Return in two weeks", "Plan"),
    ]


def test_tables_stand_where_they_stood(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Before")
    table = document.add_table(2, 2)
    for number, text in enumerate(("Test", "Value", "Hb", "13.2")):
        table.cell(number // 2, number % 2).text = text
    document.add_paragraph("After")
    assert pages(document, tmp_path)[0].text == "Before\nTest | Value\nHb | 13.2\nAfter"


def test_headers_and_footers_are_sections_of_their_own(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Ellen Ross, born 1950"
    document.sections[0].footer.paragraphs[0].text = "St. Example Clinic"
    document.add_paragraph("Text")
    document.add_heading("Plan", 1)
    assert [(page.title, page.text) for page in pages(document, tmp_path)] == [
        ("", "Text"),
        ("Plan", "Plan"),
        ("Page header", "Ellen Ross, born 1950"),
        ("Page footer", "St. Example Clinic"),
    ]


def test_a_text_box_is_read_once_and_after_its_paragraph(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Allergic to penicillin</w:t></w:r></w:p></w:txbxContent>"
    xml = f"""<w:p><w:r><w:t>Alerts:</w:t></w:r><w:r><mc:AlternateContent>
        <mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>
        <mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""
    assert pages(with_body(xml), tmp_path)[0].text == "Alerts:\nAllergic to penicillin"


def test_content_controls_and_accepted_insertions_are_read_and_deletions_not(tmp_path: Path) -> None:
    def run(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'

    xml = f"""<w:sdt><w:sdtContent><w:p>{run("Chief complaint: ")}
        <w:ins w:id="1" w:author="a">{run("cough")}</w:ins>
        <w:del w:id="2" w:author="a"><w:r><w:delText>fever</w:delText></w:r></w:del>
        <w:moveFrom w:id="3" w:author="a">{run("moved")}</w:moveFrom></w:p></w:sdtContent></w:sdt>"""
    assert pages(with_body(xml), tmp_path)[0].text == "Chief complaint: cough"


def test_tabs_and_breaks_part_words(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Hb\t13.2\nWBC\t7.1")
    assert pages(document, tmp_path)[0].text == "Hb\t13.2\nWBC\t7.1"


def test_footnotes_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Text")
    note = "<w:footnote w:id='2'><w:p><w:r><w:t>Dose doubtful</w:t></w:r></w:p></w:footnote>"
    notes = f"<w:footnotes {NAMES}>{note}</w:footnotes>"
    place = PackURI("/word/footnotes.xml")
    part = Part(place, CONTENT_TYPE.WML_FOOTNOTES, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert pages(document, tmp_path)[-1] == Page(2, "Dose doubtful", "Notes")


def test_a_template_is_refused_by_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(word("Text"))) as container:
        members = {name: container.read(name) for name in container.namelist()}
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(b"document.main+xml", b"template.main+xml")
    file = tmp_path / "template.dotx"
    file.write_bytes(zipped(members))
    with pytest.raises(UnreadableError) as refused:
        open_file(file, Limits())
    assert (refused.value.code, refused.value.foreign) == ("unsupported_file", "macros")
