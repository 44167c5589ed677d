from pathlib import Path

from sporo_documents.document import Page
from sporo_documents.limits import Limits
from sporo_documents.readers.html import open_file


def pages(content: bytes, folder: Path) -> list[Page]:
    file = folder / "page"
    file.write_bytes(content)
    return list(open_file(file, Limits()).pages)


def test_headings_begin_sections(tmp_path: Path) -> None:
    body = b"Intro<h1>Plan</h1><p>Aspirin</p><h3>Later</h3>MRI"
    content = b"<html><head><title>x</title></head><body>%b</body></html>" % body
    assert pages(content, tmp_path) == [Page(1, "Intro"), Page(2, "Aspirin", "Plan"), Page(3, "MRI", "Later")]


def test_the_files_own_word_on_its_encoding_does_not_spoil_its_text(tmp_path: Path) -> None:
    content = '<html><head><meta charset="iso-8859-1"></head><body>37.5 °C, “½”</body></html>'
    assert pages(content.encode("utf-8"), tmp_path)[0].text == "37.5 °C, “½”"
    assert pages(content.encode("cp1252"), tmp_path)[0].text == "37.5 °C, “½”"


def test_broken_markup_loses_no_words(tmp_path: Path) -> None:
    assert pages(b"<html><p>Aspirin <b>81 mg<p>daily</div>", tmp_path)[0].text == "Aspirin 81 mg\ndaily"
