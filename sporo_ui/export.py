"""A note as a file. What nobody has signed says so in its first line."""

from sporo_ui.entries import Note
from sporo_ui.words import file_stem

DRAFT = "DRAFT. Check against the visit before use."


def as_text(note: Note) -> str:
    """The note as plain text: each title in capitals above its section."""
    return f"{DRAFT}\n\n{note.text}\n"


def as_markdown(note: Note) -> str:
    """The note as Markdown: its sections under headings, their text as it is."""
    sections = "\n\n".join(f"## {part.title}\n\n{part.text}".strip() for part in note.sections)
    return f"> {DRAFT}\n\n# {note.entry.template_name}\n\n{sections}\n"


def file_name(note: Note, suffix: str) -> str:
    """A name of template and day: a file name gets around, so it tells nothing about a patient."""
    return f"{file_stem(note.entry.template_name)}-{note.entry.created_at:%Y-%m-%d}.{suffix}"
