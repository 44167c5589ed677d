"""What the reading process says, line by line; the parent takes its word for text and for nothing else."""

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sporo_documents.document import Page
from sporo_documents.problems import CRASHED, UnreadableError


@dataclass(frozen=True)
class Message:
    """One thing that was said: the file's kind, how many pages it has, a page, or that this was all."""

    kind: str = ""
    count: int = 0
    page: Page | None = None
    picture: bytes = b""
    """A page as it looks, as JPEG."""
    done: bool = False


def heard(line: bytes) -> Message:
    """The message in a line; `UnreadableError` where it tells of a failure, or is no message."""
    try:
        return _message(json.loads(line))
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        raise UnreadableError(CRASHED) from None


def _message(said: Mapping[str, Any]) -> Message:
    if "error" in said:
        raise UnreadableError(str(said["error"]), str(said.get("foreign", "")))
    page = _page(said["page"]) if "page" in said else None
    picture = b64decode(said.get("picture", ""), validate=True)
    return Message(
        str(said.get("kind", "")), int(said.get("count", 0)), page, picture, bool(said.get("done"))
    )


def _page(said: Mapping[str, Any]) -> Page:
    return Page(int(said["number"]), str(said["text"]), str(said["title"]), bool(said["by_ocr"]))
