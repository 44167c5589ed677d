"""Documents as people have them, made here."""

import io
import os
import zipfile

from docx import Document
from fpdf import FPDF

BROKEN = b"%PDF-1.7 cut off"
LETTER = (
    "Discharge summary\n\nAssessment: heart failure. Hypertension.\nMedications: lisinopril 10 mg daily.",
    "Follow-up\n\nPlan: see cardiology in two weeks.",
)
TEXT = (
    "Seen today for hypertension and type 2 diabetes mellitus. No chest pain. "
    "Lisinopril 10 mg daily was continued. Recheck potassium in one week. <b>www.example.org</b>"
)


def pdf(*pages: str) -> bytes:
    """A PDF with this text."""
    made = FPDF()
    made.set_font("helvetica", size=12)
    for text in pages or LETTER:
        made.add_page()
        made.multi_cell(0, 8, text)
    return bytes(made.output())


def heavy(made: bytes, megabytes: int) -> bytes:
    """A Word document with a picture in it that nothing shows and nothing packs."""
    file = io.BytesIO(made)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/media/unused.png", os.urandom(megabytes * 1_000_000))
    return file.getvalue()


def word(*paragraphs: str) -> bytes:
    """A Word document with a heading and these paragraphs."""
    made = Document()
    made.add_heading("Medications", 1)
    for text in paragraphs or ("Lisinopril 20 mg daily", "Metformin 500 mg twice daily"):
        made.add_paragraph(text)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()
