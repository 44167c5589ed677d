"""A C-CDA's narrative by section, and nothing that its XML tries beside it."""

from pathlib import Path

import pytest

from sporo_documents.document import DocumentError, Page
from sporo_documents.limits import Limits
from sporo_documents.problems import UnreadableError
from sporo_documents.readers.cda import open_file
from tests.sporo_documents.files import cda, read_bytes

PATIENT = """<recordTarget><patientRole><patient><name><given>Ellen</given> <family>Ross</family></name>
<administrativeGenderCode code="F"/><birthTime value="19500102"/></patient></patientRole></recordTarget>"""


def section(title: str, text: str, more: str = "") -> str:
    return f"<component><section><title>{title}</title><text>{text}</text>{more}</section></component>"


def pages(content: bytes, folder: Path) -> list[Page]:
    file = folder / "ccd.xml"
    file.write_bytes(content)
    return list(open_file(file, Limits()).pages)


def test_sections_have_their_titles_and_follow_whose_document_it_is(tmp_path: Path) -> None:
    body = section("Allergies", "<paragraph>Penicillin: hives</paragraph>") + section("Plan", "Return")
    first, allergies, plan = pages(cda(body, PATIENT), tmp_path)
    assert first.title == "Continuity of care document"
    assert first.text.splitlines() == [
        "Patient: Ellen Ross",
        "Born: 1950-01-02",
        "Sex: female",
        "Document date: 2026-03-01",
    ]
    assert allergies == Page(2, "Penicillin: hives", "Allergies")
    assert plan == Page(3, "Return", "Plan")


def test_a_name_without_spaces_between_its_parts_is_still_two_words(tmp_path: Path) -> None:
    first = pages(cda(section("Plan", "Return"), PATIENT.replace("> <", "><").replace("\n", "")), tmp_path)[0]
    assert first.text.splitlines()[0] == "Patient: Ellen Ross"


def test_tables_and_lists_are_readable_lines(tmp_path: Path) -> None:
    table = """<table><thead><tr><th>Drug</th><th>Dose</th></tr></thead><tbody>
        <tr><td><content ID="m1">Lisinopril</content></td><td>10 mg<br/>daily</td></tr></tbody></table>
        <list><caption>Stopped</caption><item>Aspirin</item></list>"""
    text = pages(cda(section("Medications", table)), tmp_path)[1].text
    assert text.splitlines() == ["Drug | Dose", "Lisinopril | 10 mg daily", "Stopped", "Aspirin"]


def test_text_without_elements_keeps_its_lines(tmp_path: Path) -> None:
    assert pages(cda(section("History", "One\n  Two\n\nThree")), tmp_path)[1].text == "One\nTwo\nThree"


def test_a_section_within_a_section_is_one_of_its_own(tmp_path: Path) -> None:
    inner = section("Vital signs", "BP 142/88")
    titles = [page.title for page in pages(cda(section("Findings", "Well", inner)), tmp_path)]
    assert titles[1:] == ["Findings", "Vital signs"]


def test_a_section_without_a_title_is_called_by_its_code(tmp_path: Path) -> None:
    body = '<component><section><code displayName="Problem list"/><text>Asthma</text></section></component>'
    assert pages(cda(body), tmp_path)[1] == Page(2, "Asthma", "Problem list")


def test_a_document_that_only_wraps_a_file_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as refused:
        pages(cda("").replace(b"structuredBody", b"nonXMLBody"), tmp_path)
    assert refused.value.foreign == "attachment"


def test_broken_xml_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        read_bytes(tmp_path, cda(section("Plan", "Return"))[:-40])
    assert refused.value.code == "corrupt_file"


@pytest.mark.parametrize("entity", ['a "boom"', 'a SYSTEM "file:///etc/hostname"'], ids=["inside", "outside"])
def test_a_document_with_entities_is_refused_and_none_is_followed(entity: str, tmp_path: Path) -> None:
    content = cda(section("Plan", "<paragraph>Return &a; soon</paragraph>"))
    declared = f"<!DOCTYPE x [<!ENTITY {entity}>]><ClinicalDocument".encode()
    with pytest.raises(UnreadableError, match="corrupt_file"):
        pages(content.replace(b"<ClinicalDocument", declared, 1), tmp_path)
