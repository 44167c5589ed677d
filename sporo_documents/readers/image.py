"""Pictures of pages: PNG, JPEG, and TIFF with any number of pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from sporo_documents.document import Page
from sporo_documents.limits import Limits
from sporo_documents.ocr import LONGEST_SIDE, Recognizer
from sporo_documents.opened import Opened
from sporo_documents.problems import TOO_LARGE, UnreadableError

if TYPE_CHECKING:
    from sporo_documents.ocr import Pixels

_FORMATS = ("PNG", "JPEG", "TIFF")
_MOST_PIXELS = 120_000_000
"""A letter page at 1,100 dots an inch."""
_DEEP = ("I", "I;16", "I;16B", "F")
"""Modes with more than eight bits a pixel, which the others must be scaled down to."""


def open_file(file: Path, limits: Limits) -> Opened:
    """The picture's pages: one, but for TIFF."""
    picture = opened(file)
    return Opened(_pages(picture, Recognizer(limits.threads)), getattr(picture, "n_frames", 1))


def opened(file: Path) -> Image.Image:
    """The picture, of which nothing but its head is read; `UnreadableError` where it is too large."""
    Image.MAX_IMAGE_PIXELS = None  # the limit is ours, below, and holds for every page
    picture = Image.open(file, formats=_FORMATS)
    _checked(picture)
    return picture


def _pages(picture: Image.Image, recognizer: Recognizer) -> Iterator[Page]:
    for index in range(getattr(picture, "n_frames", 1)):
        yield Page(index + 1, recognizer.text(_pixels(as_seen(picture, index))), by_ocr=True)


def _checked(picture: Image.Image) -> None:
    if picture.width * picture.height > _MOST_PIXELS:
        raise UnreadableError(TOO_LARGE)


def as_seen(picture: Image.Image, index: int) -> Image.Image:
    """One of the picture's pages upright, in colour on white, no larger than is of use."""
    picture.seek(index)
    _checked(picture)
    upright = ImageOps.exif_transpose(_shallow(picture))
    seen = Image.new("RGBA", upright.size, "white")
    seen.alpha_composite(upright.convert("RGBA"))
    seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return seen.convert("RGB")


def _pixels(page: Image.Image) -> "Pixels":
    """The page as rows of blue, green and red."""
    import numpy as np  # noqa: PLC0415 (a look at a picture needs none of it)

    return np.asarray(page)[:, :, ::-1]


def _shallow(picture: Image.Image) -> Image.Image:
    """The picture with eight bits a pixel; plain conversion would cut off what is above."""
    if picture.mode not in _DEEP:
        return picture
    return ImageOps.autocontrast(picture.point(lambda value: value / 256).convert("L"))
