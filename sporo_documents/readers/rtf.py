"""Rich text: its words without its looks, on one page."""

from pathlib import Path

from striprtf.striprtf import rtf_to_text

from sporo_documents.document import Page
from sporo_documents.limits import Limits
from sporo_documents.opened import Opened
from sporo_documents.probe import text_of


def open_file(file: Path, _: Limits) -> Opened:
    """The text's one page."""
    text = rtf_to_text(text_of(file), errors="replace")  # type: ignore[no-untyped-call] # it has no types
    return Opened(iter([Page(1, text.strip())]), 1)
