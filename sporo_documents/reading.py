"""Reads a file of any kind into text by page, in a child process with limits."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sporo_documents.document import Document, Page
from sporo_documents.limits import Limits
from sporo_documents.problems import UnreadableError, problem_of
from sporo_documents.sandbox import COMMAND, converse


def read(
    file: Path,
    name: str,
    limits: Limits,
    progress: Callable[[float], None],
    command: Sequence[str] = COMMAND,
) -> Document:
    """The document, its kind told by content; `DocumentError`, naming the file, where it can't be read.

    `progress` hears the finished share; if it raises, reading stops and nothing of it goes on.
    """
    told: dict[str, Any] = {}
    pages: list[Page] = []

    def hear(message: Mapping[str, Any]) -> None:
        told.update(message)
        if "page" in message:
            pages.append(_page(message["page"]))
            progress(min(len(pages) / max(int(told.get("count", 0)), len(pages)), 1.0))

    try:
        converse({"task": "read", "file": str(file.resolve())}, limits, hear, command)
    except UnreadableError as unreadable:
        raise problem_of(unreadable, limits).error(name) from None
    return Document(name, str(told.get("kind", "")), tuple(pages))


def _page(said: Mapping[str, Any]) -> Page:
    """A page as the child told of it, which is trusted with nothing but text."""
    return Page(int(said["number"]), str(said["text"]), str(said["title"]), bool(said["by_ocr"]))
