"""What a file is stands in its content; its name is never asked."""

import pytest

from sporo_documents.kinds import kind_of, kind_of_text
from sporo_documents.problems import UnreadableError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
ZIP = b"PK\x03\x04" + bytes(100)


def refusal(head: bytes, members: tuple[str, ...] = ()) -> tuple[str, str]:
    with pytest.raises(UnreadableError) as refused:
        kind_of(head, members)
    return refused.value.code, refused.value.foreign


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\n\n  junk of a mail program\n%PDF-1.4\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image"),
        (b"\xff\xd8\xff\xe1\x00\x00Exif", "image"),
        (b"II*\x00\x08\x00", "image"),
        (b"MM\x00*\x00\x00", "image"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"Dear colleague, thank you", ""),
    ],
)
def test_the_first_bytes_tell_the_kind(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


def test_a_zip_with_a_word_document_is_a_word_document() -> None:
    assert kind_of(ZIP, ("[Content_Types].xml", "word/document.xml")) == "Word"


@pytest.mark.parametrize(
    ("member", "foreign"),
    [
        ("xl/workbook.xml", "excel"),
        ("ppt/presentation.xml", "powerpoint"),
        ("META-INF/manifest.xml", "odf"),
        ("holiday.jpg", "archive"),
    ],
)
def test_another_zip_is_named_by_what_is_in_it(member: str, foreign: str) -> None:
    assert refusal(ZIP, (member,)) == ("unsupported_file", foreign)


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        ("EncryptedPackage", ("encrypted_file", "")),
        ("WordDocument", ("unsupported_file", "doc")),
        ("Workbook", ("unsupported_file", "excel")),
        ("PowerPoint Document", ("unsupported_file", "powerpoint")),
        ("__properties_version1.0", ("unsupported_file", "outlook")),
        ("SomethingElse", ("unsupported_file", "office")),
    ],
)
def test_an_old_office_file_is_named_by_its_streams(stream: str, expected: tuple[str, str]) -> None:
    assert refusal(OLE, ("Root Entry", stream)) == expected


@pytest.mark.parametrize(
    ("head", "foreign"),
    [
        (b"ID3\x04\x00", "audio"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio"),
        (b"\x00\x00\x00\x20ftypisom", "video"),
        (b"\x00\x00\x00\x20ftypheic", "picture"),
        (b"GIF89a", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b"\x1f\x8b\x08", "archive"),
        (b"MZ\x90\x00", "program"),
        (bytes(128) + b"DICM", "dicom"),
    ],
)
def test_a_file_that_is_no_document_is_called_by_its_name(head: bytes, foreign: str) -> None:
    assert refusal(head) == ("unsupported_file", foreign)


def test_no_bytes_are_an_empty_file() -> None:
    assert refusal(b"") == ("empty_file", "")


def test_a_zip_without_a_directory_is_damaged() -> None:
    assert refusal(ZIP) == ("corrupt_file", "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><html><body>", "HTML"),
        ("\n<!-- saved -->\n<HTML><BODY>", "HTML"),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', "HTML"),
        ("<p>A scrap of a page</p>", "HTML"),
        ('<?xml version="1.0"?>\n<?xml-stylesheet href="cda.xsl"?>\n<ClinicalDocument xmlns="x">', "C-CDA"),
        ('\ufeff<?xml version="1.0"?><n1:ClinicalDocument xmlns:n1="urn:hl7-org:v3">', "C-CDA"),
        ("# Plan\n\nAspirin", "Markdown"),
        ("Letter\n\n## Plan\nAspirin", "Markdown"),
        ("Plan #1: aspirin", "text"),
        ("#1 is aspirin", "text"),
        ("<5 mg/dL was normal", "text"),
        ("<patient denies pain>", "text"),
    ],
)
def test_the_beginning_of_a_text_tells_its_kind(text: str, kind: str) -> None:
    assert kind_of_text(text) == kind


def test_xml_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(UnreadableError) as refused:
        kind_of_text('<?xml version="1.0"?><invoice/>')
    assert (refused.value.code, refused.value.foreign) == ("unsupported_file", "xml")
