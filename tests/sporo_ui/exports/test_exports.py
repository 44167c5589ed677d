"""A note leaves the app in every format with its whole text, and with the stamp that it has earned."""

import base64
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from docx import Document
from fhir.resources.R4B.bundle import Bundle

from sporo_ui.entries import Note, NoteSection
from sporo_ui.exports.fhir import as_fhir
from sporo_ui.exports.fonts import UNKNOWN
from sporo_ui.exports.pdf import as_pdf
from sporo_ui.exports.plain import as_markdown, as_text, section_as_text
from sporo_ui.exports.word import as_docx
from sporo_ui.note_review import NoteReview, Signature, digest
from tests.sporo_ui.ground import Ground

NOW = datetime(2026, 11, 27, 20, 31, tzinfo=UTC)
PARTS = (("Plan", "- Honey & <b>rest</b>\n\nBack in 2 weeks."), ("", ""), ("Exam", "Lungs clear, 37.5 °C."))
STRANGE = [
    "Ärztin für Öhr — naïve",
    "Пациент жалуется",
    "患者は咳 환자 患者咳嗽",
    "مريض",
    "\U0001f600 \U0001f9d1\u200d\u2695\ufe0f",
    "a\x00b\x0bc\ud83d",
    "<script>alert(1)</script> ]]> &amp; {x} %s",
    "x" * 5_000,
    "",
]


def a_review(ground: Ground, *parts: tuple[str, str], signature: Signature | None = None) -> NoteReview:
    note: Note = ground.visits.note("local", ground.submit().id)
    sections = tuple(NoteSection(place, title, text, text) for place, (title, text) in enumerate(parts))
    return NoteReview(replace(note, sections=sections), (), signature)


def signed(review: NoteReview, name: str = "Ada Byron") -> NoteReview:
    return replace(review, signature=Signature(name, review.digest, NOW))


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def paragraphs(docx: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs]


def everywhere(review: NoteReview) -> dict[str, str]:
    """What each format says, as one text."""
    return {
        "txt": as_text(review),
        "section": section_as_text(review, 0),
        "md": as_markdown(review),
        "docx": "\n".join(paragraphs(as_docx(review))),
        "pdf": words(as_pdf(review)),
        "fhir": as_fhir(review, NOW).decode(),
    }


def test_every_format_says_that_nobody_signed(ground_of_sqlite: Ground) -> None:
    for text in everywhere(a_review(ground_of_sqlite, *PARTS)).values():
        assert "DRAFT. Check against the visit before use." in " ".join(text.split())
        assert "Signed by" not in text


def test_every_format_says_who_signed_when_and_which_text(ground_of_sqlite: Ground) -> None:
    review = signed(a_review(ground_of_sqlite, *PARTS))
    for text in everywhere(review).values():
        assert "DRAFT" not in text
        assert "Signed by Ada Byron on 2026-11-27 20:31 UTC, sha256" in " ".join(text.split())
        assert review.digest in "".join(text.split())


def test_every_format_says_that_a_signature_no_longer_holds(ground_of_sqlite: Ground) -> None:
    void = a_review(ground_of_sqlite, *PARTS, signature=Signature("Ada Byron", digest("another text"), NOW))
    for text in everywhere(void).values():
        told = " ".join(text.split())
        assert "DRAFT" in told
        assert "edited since: the signature no longer holds." in told
    assert json.loads(as_fhir(void, NOW))["entry"][0]["resource"]["status"] == "preliminary"


def test_a_word_document_has_headings_and_lists_and_its_stamp_on_every_page(ground_of_sqlite: Ground) -> None:
    document = Document(io.BytesIO(as_docx(a_review(ground_of_sqlite, *PARTS))))
    styled = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    assert ("Heading 1", "Plan") in styled
    assert ("List Bullet", "Honey & <b>rest</b>") in styled
    assert document.sections[0].footer.paragraphs[0].text.startswith("DRAFT")
    assert document.core_properties.author == ""


def test_a_pdf_has_the_whole_text_and_its_stamp_on_every_page(ground_of_sqlite: Ground) -> None:
    lines = [f"Line {number} of the plan." for number in range(200)]
    pdf = as_pdf(a_review(ground_of_sqlite, ("Plan", "\n".join(lines))))
    text = words(pdf)
    assert all(line in text for line in lines)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) > 2
    assert all("DRAFT" in page.get_textpage().get_text_range() for page in document)
    document.close()


def test_a_pdf_says_how_many_characters_it_can_not_draw(ground_of_sqlite: Ground) -> None:
    text = words(as_pdf(a_review(ground_of_sqlite, ("Plan", "Smile \U0001f9d1\U0001f9d1."))))
    assert "2 characters can't be drawn here" in " ".join(text.split())
    assert UNKNOWN * 2 in text or text.count("Smile")


def test_a_fhir_document_is_valid_and_has_every_section_and_the_flat_text(ground_of_sqlite: Ground) -> None:
    review = signed(a_review(ground_of_sqlite, *PARTS))
    told = as_fhir(review, NOW)
    Bundle.model_validate_json(told)
    bundle = json.loads(told)
    assert bundle["type"] == "document"
    composition, author, document = (entry["resource"] for entry in bundle["entry"])
    assert (composition["status"], composition["attester"][0]["mode"]) == ("final", "legal")
    assert [section["title"] for section in composition["section"]] == ["Plan", "Exam"]
    assert "&lt;b&gt;rest" in composition["section"][0]["text"]["div"]
    assert author["name"][0]["text"] == "Ada Byron"
    assert base64.b64decode(document["content"][0]["attachment"]["data"]) == as_text(review).encode()
    assert composition["author"][0]["reference"] == bundle["entry"][1]["fullUrl"]


@pytest.mark.parametrize("text", STRANGE)
@pytest.mark.parametrize("title", ["Plan", "", "<i>\U0001f600"])
def test_no_text_is_too_strange_for_any_format(ground_of_sqlite: Ground, text: str, title: str) -> None:
    review = a_review(ground_of_sqlite, (title, text))
    for each in (review, signed(review, "Łukasz 山田 \U0001f600")):
        told = everywhere(each)
        assert all(told.values())
        Bundle.model_validate_json(told["fhir"])


def test_a_hundred_thousand_characters_are_exported_whole(ground_of_sqlite: Ground) -> None:
    review = a_review(ground_of_sqlite, ("Plan", "Honey at night, and rest. " * 4_000))
    assert words(as_pdf(review)).count("Honey") == 4_000
    assert "\n".join(paragraphs(as_docx(review))).count("Honey") == 4_000
