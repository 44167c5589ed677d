"""A text with marked places, cut so that each piece has the same marks throughout."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Mark:
    """A marked place, in characters, and the sign that names it, or none."""

    start: int
    end: int
    sign: str = ""


@dataclass(frozen=True)
class MarkedPiece:
    """Some characters of a text, whether they are marked, and the signs of the marks that end here."""

    text: str
    is_marked: bool
    signs: tuple[str, ...] = ()


def marked_pieces(text: str, marks: Sequence[Mark]) -> tuple[MarkedPiece, ...]:
    """The text in pieces, which joined are the text; marks that lie outside of it are left out."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text)}.union(*((mark.start, mark.end) for mark in inside)))
    return tuple(
        MarkedPiece(
            text[start:end],
            is_marked=any(mark.start <= start and end <= mark.end for mark in inside),
            signs=tuple(mark.sign for mark in inside if mark.end == end and mark.sign),
        )
        for start, end in pairwise(cuts)
    )
