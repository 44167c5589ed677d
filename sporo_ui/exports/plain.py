"""A note as plain text and as Markdown."""

from sporo_ui.exports.stamp import stamp
from sporo_ui.note_review import NoteReview


def as_text(review: NoteReview) -> str:
    """The note as plain text: each title in capitals above its section."""
    return f"{stamp(review)}\n\n{review.note.text}\n"


def section_as_text(review: NoteReview, position: int) -> str:
    """One section as plain text, stamped like the whole."""
    return f"{stamp(review)}\n\n{review.note.sections[position].text}\n"


def as_markdown(review: NoteReview) -> str:
    """The note as Markdown: its sections under headings, their text as it is."""
    note = review.note
    parts = "\n\n".join(f"## {title}\n\n{text}".strip() for title, text in note.parts)
    return f"> {stamp(review)}\n\n# {note.entry.template_name}\n\n{parts}\n"
