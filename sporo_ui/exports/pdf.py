"""A note as a PDF, stamped at its beginning and at the foot of every page."""

import io
from typing import Any
from xml.sax.saxutils import escape

from sporo_ui.exports.fonts import UNKNOWN, main_font, runs, unknown
from sporo_ui.exports.letters import legal
from sporo_ui.exports.stamp import stamp
from sporo_ui.note_review import NoteReview

MARGIN = 56
FOOT = 24


def as_pdf(review: NoteReview) -> bytes:
    """The document; characters that no font here has are lozenges, and it says how many they are."""
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415 - a start of the app need not wait for it
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer  # noqa: PLC0415

    body = ParagraphStyle("body", fontName=main_font(), fontSize=10, leading=14, splitLongWords=1)
    title = ParagraphStyle("title", body, fontSize=18, leading=24, spaceAfter=6)
    heading = ParagraphStyle("heading", body, fontSize=12, leading=16, spaceBefore=10, keepWithNext=1)
    small = ParagraphStyle("small", body, fontSize=7, leading=9)

    stamped, name = stamp(review), review.note.entry.template_name
    told: list[Any] = [Paragraph(_marked(stamped), body), Spacer(0, 6), Paragraph(_marked(name), title)]
    for section, text in review.note.parts:
        told.append(Paragraph(_marked(section), heading))
        told += [
            Paragraph(_marked(line), body) if line.strip() else Spacer(0, 6) for line in text.split("\n")
        ]
    if missing := unknown(legal(review.note.text)):
        said = f"{missing} characters can't be drawn here: {UNKNOWN} stands for each. The text file has them."
        told += [Spacer(0, 10), Paragraph(_marked(said), small)]

    def foot(canvas: Any, page: Any) -> None:  # noqa: ANN401 - the library has no types
        line = Paragraph(_marked(f"Page {page.page}. {stamped}"), small)
        line.wrapOn(canvas, page.width, MARGIN)
        line.drawOn(canvas, page.leftMargin, FOOT)

    file = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    document = SimpleDocTemplate(file, pagesize=A4, title=legal(name), author=legal(review.signer), **margins)
    document.build(told, onFirstPage=foot, onLaterPages=foot)
    return file.getvalue()


def _marked(text: str) -> str:
    """The text as the library reads it, each stretch in a font that has its letters."""
    return "".join(f'<font name="{font}">{escape(words)}</font>' for font, words in runs(legal(text)))
