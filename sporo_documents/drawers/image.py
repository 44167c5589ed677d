"""A page of a picture file as it looks; its words are not text, so none are marked."""

from pathlib import Path

from PIL import Image

from sporo_documents.limits import Limits
from sporo_documents.readers.image import as_seen, opened


def page_picture(file: Path, _limits: Limits, index: int, _words: str) -> Image.Image:
    """The page as its text is recognized."""
    return as_seen(opened(file), index)
