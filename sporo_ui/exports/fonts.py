"""The fonts of a PDF: for each character one that has it."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
_NAMES = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "LiberationSans-Regular.ttf",
    "Arial Unicode.ttf",
    "arial.ttf",
)
_SCRIPTS = (
    ("HYSMyeongJo-Medium", ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF))),
    ("HeiseiMin-W3", ((0x3040, 0x30FF), (0x31F0, 0x31FF))),
    (
        "STSong-Light",
        ((0x2E80, 0x303F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF)),
    ),
)
"""Fonts of Korean, Japanese and Chinese that readers of PDF bring along, with their characters."""
UNKNOWN = "\N{LOZENGE}"
"""Stands for a character that no font here has."""


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The text in stretches, each with the name of its font."""
    for font, letters in groupby(text, _font_of):
        words = "".join(letters)
        yield (font, words) if font else (main_font(), UNKNOWN * len(words))


def unknown(text: str) -> int:
    """How many characters of the text no font here has."""
    return sum(not _font_of(letter) for letter in text)


@cache
def main_font() -> str:
    """A font of this machine that has more than Latin letters, else the one that comes with the library."""
    import reportlab  # noqa: PLC0415 - a start of the app need not wait for it
    from reportlab.pdfbase import cidfonts, pdfmetrics, ttfonts  # noqa: PLC0415

    for name, _ in _SCRIPTS:
        pdfmetrics.registerFont(cidfonts.UnicodeCIDFont(name))
    path = _found() or Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    pdfmetrics.registerFont(ttfonts.TTFont("Note", str(path)))
    return "Note"


@cache
def _font_of(letter: str) -> str:
    """The font for one character; empty where there is none."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415

    if letter.isspace() or ord(letter) in pdfmetrics.getFont(main_font()).face.charToGlyph:
        return main_font()
    point = ord(letter)
    return next((name for name, spans in _SCRIPTS if any(low <= point <= high for low, high in spans)), "")


def _found() -> Path | None:
    for name in _NAMES:
        for folder in _FOLDERS:
            if path := next(Path(folder).rglob(name), None):
                return path
    return None
