"""How one page of a document looks, with the words marked that something rests on."""

from pathlib import Path

from sporo_documents.children import FRESH, Children
from sporo_documents.limits import LOOK, Limits
from sporo_documents.messages import Message
from sporo_documents.problems import CRASHED, UnreadableError
from sporo_documents.sandbox import converse

_JPEG = b"\xff\xd8\xff"


def page_picture(
    file: Path, page: int, words: str = "", limits: Limits = LOOK, children: Children = FRESH
) -> bytes:
    """The page as JPEG.

    It is drawn in a child process with limits, as documents are read. Raises `UnreadableError` where that
    fails, and for a kind of file that has no pages to see.
    """
    drawn = b""

    def hear(message: Message) -> None:
        nonlocal drawn
        drawn = message.picture

    converse("draw", file, limits, hear, children, asked={"page": page, "words": words})
    if not drawn.startswith(_JPEG):
        raise UnreadableError(CRASHED)
    return drawn
