"""Text that is in a PDF is taken as it is; pages that are pictures are recognized, each by itself."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF

from sporo_documents.document import Document, DocumentError
from tests.sporo_documents.files import (
    LINES,
    encrypted_pdf,
    filled_form,
    pdf_with_text,
    picture,
    raw_pdf,
    read_bytes,
    scanned_pdf,
    stream,
)


def code_of(folder: Path, content: bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        read_bytes(folder, content)
    return refused.value.code


def test_each_page_keeps_its_number_and_text(tmp_path: Path) -> None:
    read = read_bytes(tmp_path, pdf_with_text("Aspirin 81 mg", "Metformin 500 mg"))
    assert read.kind == "PDF"
    assert [(page.number, page.text, page.by_ocr) for page in read.pages] == [
        (1, "Aspirin 81 mg", False),
        (2, "Metformin 500 mg", False),
    ]


def test_what_was_filled_into_a_form_is_read(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, filled_form()).pages[0].text.split() == ["Allergies:", "penicillin"]


def test_a_word_parted_at_the_end_of_a_line_is_whole_and_keeps_a_hyphen_of_its_own(tmp_path: Path) -> None:
    lines = "Treated hyper-\ntension after COVID-\n19, a 67-year-\nold man; "
    lines += "Dr McDonald-\nSmith for follow-\nup, 5-\n10 mg"
    read = read_bytes(tmp_path, pdf_with_text(lines))
    assert " ".join(read.pages[0].text.split()) == (
        "Treated hypertension after COVID-19, a 67-year-old man; Dr McDonald-Smith for follow-up, 5- 10 mg"
    )


def test_an_empty_page_among_others_keeps_its_number(tmp_path: Path) -> None:
    read = read_bytes(tmp_path, pdf_with_text("Aspirin", "", "Metformin"))
    assert [page.text for page in read.pages] == ["Aspirin", "", "Metformin"]


def test_a_password_is_told(tmp_path: Path) -> None:
    assert code_of(tmp_path, encrypted_pdf()) == "encrypted_file"


def test_a_cut_file_is_damaged(tmp_path: Path) -> None:
    assert code_of(tmp_path, b"%PDF-1.7\n" + pdf_with_text("Aspirin")[200:400]) == "corrupt_file"


def test_a_file_without_any_text_is_empty(tmp_path: Path) -> None:
    assert code_of(tmp_path, pdf_with_text("")) == "empty_file"


def test_a_blank_scan_is_empty(tmp_path: Path) -> None:
    assert code_of(tmp_path, scanned_pdf(picture(()))) == "empty_file"


def with_stamp() -> bytes:
    """A fax: a picture of the page, and a line of real text from the machine that received it."""
    pdf = FPDF(format="letter")
    pdf.set_font("helvetica", size=9)
    pdf.add_page()
    pdf.image(picture(), 0, 10, pdf.w)
    pdf.cell(text="Received 2026-03-01 10:15 from 555 0100 page 1 of 1")
    return bytes(pdf.output())


def without_meaning() -> bytes:
    """A page of real text whose font says for each letter that it means a private character."""
    codes = b"1 begincodespacerange <00> <ff> endcodespacerange "
    meanings = b"1 beginbfrange <00> <ff> <e000> endbfrange"
    page = b"/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"
    lines = b" ".join(b"(%b) Tj T*" % line.encode() for line in LINES)
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page%b>>" % page,
            stream(b"BT /F1 16 Tf 30 TL 60 700 Td %b ET" % lines),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            stream(codes + meanings),
        ]
    )


@pytest.mark.parametrize("make", [with_stamp, without_meaning])
def test_a_page_whose_own_text_is_not_its_content_is_recognized(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    page = read_bytes(tmp_path, make()).pages[0]
    assert page.by_ocr
    assert all(line in page.text for line in LINES)


def test_text_and_scans_mix_in_one_file(tmp_path: Path) -> None:
    both = pypdfium2.PdfDocument.new()
    for content in (pdf_with_text("Aspirin 81 mg"), scanned_pdf(picture())):
        both.import_pages(pypdfium2.PdfDocument(content))
    file = tmp_path / "both.pdf"
    both.save(file)
    read: Document = read_bytes(tmp_path, file.read_bytes())
    assert [page.by_ocr for page in read.pages] == [False, True]
    assert read.pages[1].text.splitlines() == list(LINES)
