"""The versions of a note, and what changed from one to another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

Parts = tuple[tuple[str, str], ...]
"""Title and text of each section."""
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MANY_WORDS = 4000
"""Words from which a changed stretch is shown as a whole: comparing them one by one would take long."""


class How(StrEnum):
    """How a version came about."""

    WRITTEN = "written"
    """By the service."""
    EDITED = "edited"
    SIGNED = "signed"


@dataclass(frozen=True)
class Version:
    """A note as it stood once."""

    number: int
    how: How
    made_at: datetime | None
    """When the first edit of it was made, or when it was signed; None where the ledger does not tell."""
    parts: Parts
    signer: str = ""


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Some text of the one version or of the other, or of both."""

    change: Change
    text: str


@dataclass(frozen=True)
class SectionDiff:
    """What changed in one section."""

    title: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything did."""
        return any(piece.change is not Change.KEPT for piece in self.pieces)


def diff(old: Parts, new: Parts) -> tuple[SectionDiff, ...]:
    """Section by section what changed; nothing of either version is lost in it."""
    longest = max(len(old), len(new))
    found = []
    for place in range(longest):
        before, after = _at(old, place), _at(new, place)
        found.append(SectionDiff(after[0] or before[0], tuple(pieces(before[1], after[1]))))
    return tuple(found)


def pieces(old: str, new: str) -> Iterator[Piece]:
    """The one text turned into the other: first by lines, then by words where lines differ."""
    for change, before, after in _compared(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        if change is Change.KEPT:
            yield Piece(Change.KEPT, before)
        else:
            yield from _by_words(before, after)


def _by_words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > _MANY_WORDS:
        yield from _swapped(old, new)
        return
    for change, gone, come in _compared(before, after):
        if change is Change.KEPT:
            yield Piece(Change.KEPT, gone)
        else:
            yield from _swapped(gone, come)


def _swapped(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece(Change.REMOVED, old)
    if new:
        yield Piece(Change.ADDED, new)


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Change, str, str]]:
    for tag, begin, end, first, last in SequenceMatcher(None, old, new).get_opcodes():
        change = Change.KEPT if tag == "equal" else Change.ADDED
        yield change, "".join(old[begin:end]), "".join(new[first:last])


def _at(parts: Parts, place: int) -> tuple[str, str]:
    return parts[place] if place < len(parts) else ("", "")
