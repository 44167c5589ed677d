"""What was found on a page, in the order in which people read it: line by line, column after column."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_COLUMN_LINES = 4
"""Lines that each of two columns must have."""
_COLUMN_WIDTH = 0.28
"""How much of the text's width half of a column's lines must fill: cells of a table are shorter."""
_SPANNING = 0.2
"""The share of lines that may cross the gap between two columns, as headings do."""
_GAP = 1.5
"""The space, in heights of a line, from which on two pieces of a line are kept visibly apart."""


@dataclass(frozen=True)
class Piece:
    """A run of text and the rectangle around it, on a page that stands straight; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        """The height at which the piece stands."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """How tall it is."""
        return self.bottom - self.top


def middle(values: Sequence[float]) -> float:
    """The median, of two the upper; `statistics` would take longer to load than a short PDF to read."""
    return sorted(values)[len(values) // 2]


def read_in_order(pieces: Sequence[Piece]) -> str:
    """The text of the pieces, line by line, in reading order."""
    gutter = _gutter(pieces)
    if gutter is None:
        return "\n".join(_lines(pieces))
    lines: list[str] = []
    for band in _bands(pieces, gutter):
        lines += _lines([piece for piece in band if piece.left < gutter])
        lines += _lines([piece for piece in band if piece.left >= gutter])
    return "\n".join(lines)


def _lines(pieces: Sequence[Piece]) -> list[str]:
    """Pieces side by side joined, from the top down."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if lines and _beside(lines[-1], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_joined(sorted(line, key=lambda piece: piece.left)) for line in lines]


def _beside(line: Sequence[Piece], piece: Piece) -> bool:
    middle = sum(other.middle for other in line) / len(line)
    return abs(piece.middle - middle) < min(piece.height, line[0].height) / 2


def _joined(line: Sequence[Piece]) -> str:
    text = line[0].text
    for before, piece in pairwise(line):
        apart = piece.left - before.right > _GAP * piece.height
        text += ("  " if apart else " ") + piece.text
    return text


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where the gap between two columns of prose is, if the page is set so."""
    if len(pieces) < 2 * _COLUMN_LINES:
        return None
    left = min(piece.left for piece in pieces)
    width = max(piece.right for piece in pieces) - left
    places = (left + width * share / 100 for share in range(30, 71, 2))
    crossings, gutter = min(
        (_crossing(pieces, place), abs(place - left - width / 2), place) for place in places
    )[::2]
    columns = (
        [piece for piece in pieces if piece.right <= gutter],
        [piece for piece in pieces if piece.left >= gutter],
    )
    full = all(
        len(column) >= _COLUMN_LINES
        and middle([piece.right - piece.left for piece in column]) >= _COLUMN_WIDTH * width
        for column in columns
    )
    return gutter if full and crossings <= _SPANNING * len(pieces) else None


def _crossing(pieces: Sequence[Piece], place: float) -> int:
    return sum(piece.left < place < piece.right for piece in pieces)


def _bands(pieces: Sequence[Piece], gutter: float) -> list[list[Piece]]:
    """The pieces parted, from the top, at each line that crosses the gutter; such a line is its own band."""
    bands: list[list[Piece]] = [[]]
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if piece.left < gutter < piece.right:
            bands += [[piece], []]
        else:
            bands[-1].append(piece)
    return bands
