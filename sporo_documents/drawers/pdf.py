"""A page of a PDF as it looks, with words marked in it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from sporo_documents.limits import Limits
from sporo_documents.readers.pdf import filled_in, opened

LONGEST_SIDE = 1600
"""Pixels: sharp on half a screen, and small enough to travel."""
_TINT, _INK, _THICK = "#fff0a0", "#d9480f", 3
_ROOM = 2
"""Pixels around marked words."""

_PARTED = "\ufffe"
_LETTERS = {" ": r"\s+", "-": f"[-{_PARTED}]"}

Box = tuple[int, int, int, int]


def page_picture(file: Path, _limits: Limits, index: int, words: str) -> Image.Image:
    """The page with the first place marked where these words stand."""
    page = filled_in(opened(file), index)
    bitmap = page.render(scale=LONGEST_SIDE / max(page.get_size()))
    place = bitmap.get_posconv(page).to_bitmap
    corners = ((place(left, top), place(right, bottom)) for left, bottom, right, top in _lines(page, words))
    return _marked(bitmap.to_pil().convert("RGB"), (_box(*pair) for pair in corners))


def _lines(page: pypdfium2.PdfPage, words: str) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each line of the first place with these words."""
    text, sought = page.get_textpage(), " ".join(words.split())
    found = text.search(_as_set(sought, text.get_text_range())).get_next() if sought else None
    if found:
        yield from (text.get_rect(number) for number in range(text.count_rects(*found)))


def _as_set(words: str, page: str) -> str:
    """The words with the mark that the library has at the end of a line: it finds them in no other way."""
    letters = (_LETTERS.get(letter, re.escape(letter)) for letter in words)
    found = re.search(f"{_PARTED}?".join(letters), page)
    return " ".join(found[0].split()) if found else words


def _box(one: tuple[int, int], other: tuple[int, int]) -> Box:
    """Left, top, right and bottom, however the page is turned."""
    (left, right), (top, bottom) = (sorted(pair) for pair in zip(one, other, strict=True))
    return left - _ROOM, top - _ROOM, right + _ROOM, bottom + _ROOM


def _marked(page: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """The page with the boxes tinted and underlined: never by colour alone."""
    tint, ink = Image.new("RGB", page.size, "white"), Image.new("RGB", page.size, "white")
    for left, top, right, bottom in boxes:
        ImageDraw.Draw(tint).rectangle((left, top, right, bottom), fill=_TINT)
        ImageDraw.Draw(ink).line((left, bottom, right, bottom), fill=_INK, width=_THICK)
    return ImageChops.multiply(ImageChops.multiply(page, tint), ink)
