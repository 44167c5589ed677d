"""Small files of every kind, made on the spot, and ways to read them as the product does."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from sporo_documents.children import COMMAND, Fresh
from sporo_documents.document import Document
from sporo_documents.limits import Limits
from sporo_documents.reading import read

LIMITS = Limits(seconds=60, threads=2)
LINES = (
    "Lisinopril 10 mg once daily by mouth.",
    "Metformin 500 mg twice daily with meals.",
    "No known drug allergies.",
    "Blood pressure 142/88, heart rate 76.",
)


def read_file(file: Path, limits: Limits = LIMITS, command: Sequence[str] = COMMAND) -> Document:
    """The file read in its child process, with nobody listening to progress."""
    return read(file, file.name, limits, lambda _: None, Fresh(command))


def read_bytes(folder: Path, content: bytes, limits: Limits = LIMITS) -> Document:
    """The content read from a file whose name tells nothing."""
    file = folder / "document.bin"
    file.write_bytes(content)
    return read_file(file, limits)


def pdf_with_text(*pages: str) -> bytes:
    """A PDF whose text can be selected, one string a page."""
    pdf = FPDF(format="letter")
    pdf.set_font("helvetica", size=11)
    for text in pages:
        pdf.add_page()
        pdf.multi_cell(0, 6, text)
    return bytes(pdf.output())


def encrypted_pdf() -> bytes:
    """A PDF that opens only with its password."""
    pdf = FPDF()
    pdf.set_encryption(owner_password="owner", user_password="user")
    pdf.set_font("helvetica", size=11)
    pdf.add_page()
    pdf.cell(text="Aspirin 81 mg")
    return bytes(pdf.output())


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of objects numbered from 1, the first its catalog."""
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return bytes(body) + end % (len(objects) + 1, table, len(objects) + 1, len(body))


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A PDF stream object."""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (more, len(content), content)


def filled_form() -> bytes:
    """A PDF form whose answer is in a field, not in the page's own text."""
    fonts, style = b"<</Font<</F1 6 0 R>>>>", b"/DA(/F1 12 Tf 0 g)"
    field = b"/FT/Tx/T(a)/V(penicillin)/Rect[200 695 400 715]/F 4/P 3 0 R"
    page = b"/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Annots[5 0 R]"
    form = b"/AcroForm<</Fields[5 0 R]/NeedAppearances true/DR%b%b>>" % (fonts, style)
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R%b>>" % form,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page%b/Resources%b>>" % (page, fonts),
            stream(b"BT /F1 12 Tf 50 700 Td (Allergies:) Tj ET"),
            b"<</Type/Annot/Subtype/Widget%b%b>>" % (field, style),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def pdf_of_empty_pages(count: int) -> bytes:
    """A PDF of many pages that weighs next to nothing: all of them are the same one."""
    kids = b" ".join([b"3 0 R"] * count)
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
        ]
    )


def picture(lines: Sequence[str] = LINES, size: tuple[int, int] = (1240, 480)) -> Image.Image:
    """The upper part of a page as a scanner sees it, at 150 dots an inch."""
    page = Image.new("L", size, "white")
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(size=28)
    for number, line in enumerate(lines):
        draw.text((110, 120 + 60 * number), line, fill="black", font=font)
    return page


def saved(page: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as a file of the kind."""
    file = io.BytesIO()
    page.save(file, kind, **options)
    return file.getvalue()


def scanned_pdf(*pages: Image.Image) -> bytes:
    """A PDF that is nothing but pictures."""
    pdf = FPDF(format="letter")
    for page in pages:
        pdf.add_page()
        pdf.image(page, 0, 0, pdf.w)
    return bytes(pdf.output())


def word(*paragraphs: str) -> bytes:
    """A Word document of plain paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip of the members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return file.getvalue()


def cda(sections: str, head: str = "") -> bytes:
    """A C-CDA with the sections."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<title>Continuity of care document</title><effectiveTime value="20260301101500-0500"/>{head}
<component><structuredBody>{sections}</structuredBody></component></ClinicalDocument>""".encode()


RTF = rb"{\rtf1\ansi\ansicpg1252 Take {\b aspirin} 81 mg.\par Allergic to caf\'e9.}"
HTML = b"<!doctype html><html><body><h1>Plan</h1><p>Start <b>aspirin</b> 81 mg.</p></body></html>"
MARKDOWN = b"# Plan\n\nStart **aspirin** 81 mg.\n\n## Follow-up\n\nIn two weeks.\n"
TEXT = "Temperature 37.5 °C, ½ tablet at night.".encode("cp1252")
CDA = cda(
    "<component><section><title>Allergies</title><text><list><item>Penicillin: hives</item></list></text>"
    "</section></component>"
)
