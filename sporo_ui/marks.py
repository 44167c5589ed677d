"""A text with marked places, cut so that each piece has the same marks throughout."""

from collections import defaultdict
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
    """Some characters of a text, the marks that cover them, and the signs of those that end here."""

    text: str
    under: tuple[int, ...] = ()
    """The marks by their place among those given."""
    signs: tuple[str, ...] = ()

    @property
    def is_marked(self) -> bool:
        """Whether any mark covers it."""
        return bool(self.under)


def marked_pieces(text: str, marks: Sequence[Mark]) -> tuple[MarkedPiece, ...]:
    """The text in pieces, which joined are the text; marks that lie outside of it are left out."""
    begin, end = defaultdict(list), defaultdict(list)
    for place, mark in enumerate(marks):
        if 0 <= mark.start < mark.end <= len(text):
            begin[mark.start].append(place)
            end[mark.end].append(place)
    pieces, under = list[MarkedPiece](), list[int]()
    for first, last in pairwise(sorted({0, len(text), *begin, *end})):
        under = [place for place in under if place not in end[first]] + begin[first]
        signs = tuple(sign for place in sorted(end[last]) if (sign := marks[place].sign))
        pieces.append(MarkedPiece(text[first:last], tuple(sorted(under)), signs))
    return tuple(pieces)
