"""What the reading process draws: one page as it looks, with the words marked that something rests on."""

import io
from base64 import b64encode
from importlib import import_module
from pathlib import Path

from sporo_documents.child import Say
from sporo_documents.kinds import IMAGE, PDF
from sporo_documents.limits import Limits
from sporo_documents.probe import probe
from sporo_documents.problems import UNSUPPORTED, UnreadableError

_DRAWERS = {PDF: "pdf", IMAGE: "image"}
"""The module that draws each kind; imported when such a file comes, for each costs time."""


def draw(file: Path, limits: Limits, say: Say, *, page: int, words: str) -> None:
    """Say how a page looks; the words are marked where the page holds them as text."""
    kind = probe(file)
    if kind not in _DRAWERS:
        raise UnreadableError(UNSUPPORTED)
    drawer = import_module(f"sporo_documents.drawers.{_DRAWERS[kind]}")
    written = io.BytesIO()
    drawer.page_picture(file, limits, page - 1, words).save(written, "JPEG", quality=85)
    say({"picture": b64encode(written.getvalue()).decode()})
