"""What the reading process does with a file: tells its kind, and hands over its pages one by one."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from sporo_documents.child import Say
from sporo_documents.document import Page
from sporo_documents.kinds import CDA, HTML, IMAGE, MARKDOWN, PDF, RTF, TEXT, WORD
from sporo_documents.limits import Limits
from sporo_documents.opened import Opened
from sporo_documents.probe import probe
from sporo_documents.problems import EMPTY, TOO_LARGE, TOO_MANY_PAGES, UnreadableError

_READERS = {
    PDF: "pdf",
    IMAGE: "image",
    WORD: "word",
    RTF: "rtf",
    HTML: "html",
    TEXT: "plain",
    MARKDOWN: "markdown",
    CDA: "cda",
}
"""The module that opens each kind; imported when such a file comes, for each costs time."""
_MAY_BE_PICTURES = frozenset({PDF, IMAGE})


def read(file: Path, limits: Limits, say: Say) -> None:
    """Say the file's kind, how many pages it has, then each page."""
    opened = _open(probe(file), file, limits, say)
    for page in _within(limits, opened.pages):
        say({"page": vars(page)})


def look(file: Path, limits: Limits, say: Say) -> None:
    """Say the file's kind and how many pages it has; read on only where that costs next to nothing."""
    kind = probe(file)
    opened = _open(kind, file, limits, say)
    if kind in _MAY_BE_PICTURES:
        return
    for _ in _within(limits, opened.pages):
        pass


def _open(kind: str, file: Path, limits: Limits, say: Say) -> Opened:
    say({"kind": kind})
    open_file: Callable[[Path, Limits], Opened]
    open_file = import_module(f"sporo_documents.readers.{_READERS[kind]}").open_file
    opened = open_file(file, limits)
    if (opened.count or 0) > limits.pages:
        raise UnreadableError(TOO_MANY_PAGES)
    say({"count": opened.count or 0})
    return opened


def _within(limits: Limits, pages: Iterator[Page]) -> Iterator[Page]:
    """The pages, as long as they are not too many and not too long; at least one must have text."""
    characters = 0
    has_text = False
    for page in pages:
        characters += len(page.text)
        if page.number > limits.pages:
            raise UnreadableError(TOO_MANY_PAGES)
        if characters > limits.characters:
            raise UnreadableError(TOO_LARGE)
        has_text = has_text or bool(page.text.strip())
        yield page
    if not has_text:
        raise UnreadableError(EMPTY)
