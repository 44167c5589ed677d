"""HTML: what is to be seen, in sections by its headings."""

from pathlib import Path

from lxml import html

from sporo_documents.limits import Limits
from sporo_documents.markup import blocks
from sporo_documents.opened import Opened
from sporo_documents.probe import text_of
from sporo_documents.sections import pages_of


def open_file(file: Path, _: Limits) -> Opened:
    """The page's sections."""
    # The text is decoded already: what the file says of its own encoding no longer holds.
    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    root = html.document_fromstring(text_of(file).encode(), parser=parser)
    return Opened(pages_of(blocks(root)))
