"""A note as a Word document, stamped at its beginning and at the foot of every page."""

import io

from sporo_ui.exports.letters import BULLET, legal
from sporo_ui.exports.stamp import stamp
from sporo_ui.note_review import NoteReview


def as_docx(review: NoteReview) -> bytes:
    """The document: a heading a section, a paragraph a line, lists as lists."""
    from docx import Document  # noqa: PLC0415 - a start of the app need not wait for it

    note, stamped = review.note, legal(stamp(review))
    document = Document()
    document.core_properties.author = legal(review.signer)[:255]
    document.core_properties.title = legal(note.entry.template_name)[:255]
    document.core_properties.comments = ""
    document.add_paragraph(stamped).runs[0].bold = True
    document.add_heading(legal(note.entry.template_name), 0)
    for title, text in note.parts:
        document.add_heading(legal(title), 1)
        for line in legal(text).split("\n"):
            bullet = BULLET.match(line)
            style = "List Bullet" if bullet else None
            document.add_paragraph(line[bullet.end() :] if bullet else line, style)
    document.sections[0].footer.paragraphs[0].text = stamped
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
