"""Reads a file of any kind into text by page, in a child process with limits."""

from collections.abc import Callable
from pathlib import Path

from sporo_documents.children import FRESH, Children
from sporo_documents.document import Document, Page
from sporo_documents.limits import Limits
from sporo_documents.messages import Message
from sporo_documents.problems import UnreadableError, problem_of
from sporo_documents.sandbox import converse


def read(
    file: Path,
    name: str,
    limits: Limits,
    progress: Callable[[float], None],
    children: Children = FRESH,
) -> Document:
    """The document, its kind told by content; `DocumentError`, naming the file, where it can't be read.

    `progress` hears the finished share; if it raises, reading stops and nothing of it goes on.
    """
    kind, count, pages = "", 0, list[Page]()

    def hear(message: Message) -> None:
        nonlocal kind, count
        kind, count = message.kind or kind, message.count or count
        if message.page:
            pages.append(message.page)
            progress(len(pages) / max(count, len(pages)))

    try:
        converse("read", file, limits, hear, children)
    except UnreadableError as unreadable:
        raise problem_of(unreadable, limits).error(name) from None
    return Document(name, kind, tuple(pages))
