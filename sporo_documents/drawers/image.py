"""A page of a picture file as it looks; its words are not text, so none are marked."""

from pathlib import Path

from PIL import Image

from sporo_documents.limits import Limits
from sporo_documents.readers.image import open_file, pixels_of

LONGEST_SIDE = 1600


def page_picture(file: Path, limits: Limits, index: int, _words: str) -> Image.Image:
    """The page, upright and no larger than is of use."""
    open_file(file, limits)  # refuses what is too large
    with Image.open(file) as picture:
        picture.seek(index)
        drawn = Image.fromarray(pixels_of(picture)[:, :, ::-1])
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return drawn
