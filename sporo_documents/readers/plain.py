"""Plain text: pages where form feeds part them, else one page."""

from pathlib import Path

from sporo_documents.document import Page
from sporo_documents.limits import Limits
from sporo_documents.opened import Opened
from sporo_documents.probe import text_of


def open_file(file: Path, _: Limits) -> Opened:
    """The text's pages."""
    pages = text_of(file).rstrip("\f\n ").split("\f")
    return Opened((Page(number, text.strip("\n")) for number, text in enumerate(pages, 1)), len(pages))
