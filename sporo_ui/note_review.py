"""A note on its way to being signed: what the check says of it, what a person settled, and who signed."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from sporo_ui.entries import Note, State

_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_LONGEST_SENTENCE = 1000
"""Characters on each side of a place that are looked through for the ends of its sentence."""


class Flag(Protocol):
    """What the check of a note against its transcript says; offsets are None where nothing stands."""

    @property
    def kind(self) -> str:
        """What it is about."""

    @property
    def severity(self) -> str:
        """`high`, `medium` or `low`."""

    @property
    def direction(self) -> str:
        """`unsupported` in the note, or `omitted` from it."""

    @property
    def note_start(self) -> int | None:
        """Where it begins in the note."""

    @property
    def note_end(self) -> int | None:
        """Where it ends in the note."""

    @property
    def transcript_start(self) -> int | None:
        """Where it begins in the transcript."""

    @property
    def transcript_end(self) -> int | None:
        """Where it ends in the transcript."""

    @property
    def message(self) -> str:
        """A sentence for the clinician."""


class Verdict(StrEnum):
    """What a person says of a flag."""

    OPEN = "open"
    """Nothing, or taken back."""
    ACCEPTED = "accepted"
    """The note stays as it is, and they answer for it."""
    DISMISSED = "dismissed"
    """The flag is wrong, for a reason."""


@dataclass(frozen=True)
class Settlement:
    """What was said of a flag, which is known by its content."""

    mark: str
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True)
class Place:
    """Characters of one section of the note."""

    section: int
    start: int
    end: int


@dataclass(frozen=True)
class Reviewed:
    """A flag with what a person said of it."""

    flag: Flag
    mark: str
    settlement: Settlement | None
    place: Place | None
    """Where it stands in the note, if it stands in the text of a section."""

    @property
    def is_open(self) -> bool:
        """Whether it still has to be settled."""
        return self.settlement is None or self.settlement.verdict is Verdict.OPEN


@dataclass(frozen=True)
class Signature:
    """Who signed which text."""

    name: str
    digest: str
    at: datetime


@dataclass(frozen=True)
class NoteReview:
    """A note with all that stands between it and a signature."""

    note: Note
    flags: tuple[Reviewed, ...]
    """In the order of severity."""
    signature: Signature | None
    """The last one, whether it still holds or not."""
    unchecked: str = ""
    """Why the note was not checked, in a sentence; empty where it was."""

    @property
    def open(self) -> tuple[Reviewed, ...]:
        """What still has to be settled."""
        return tuple(flag for flag in self.flags if flag.is_open)

    @property
    def settled(self) -> tuple[Reviewed, ...]:
        """What a person accepted or dismissed."""
        return tuple(flag for flag in self.flags if not flag.is_open)

    @property
    def digest(self) -> str:
        """The SHA-256 of the note as it now stands."""
        return digest(self.note.text)

    @property
    def is_signed(self) -> bool:
        """Whether the note stands as it was signed."""
        return self.signature is not None and self.signature.digest == self.digest

    @property
    def is_voided(self) -> bool:
        """Whether it was signed, and edited since."""
        return self.signature is not None and not self.is_signed

    @property
    def signer(self) -> str:
        """Who signed the text as it now stands; empty where nobody did."""
        return self.signature.name if self.signature and self.is_signed else ""

    @property
    def hindrance(self) -> str:
        """Why it can't be signed now, in a sentence; empty where it can."""
        if self.note.entry.state is not State.COMPLETED:
            return "The note is not there yet."
        if not any(text.strip() for _, text in self.note.parts):
            return "There is no note to sign."
        if count := len(self.open):
            return (
                "1 flag is open: settle it first."
                if count == 1
                else f"{count} flags are open: settle them first."
            )
        return ""


def digest(text: str) -> str:
    """The SHA-256 of a text, in hex: the same only for the very same text."""
    # A lone surrogate, which some recognizers let through, has no UTF-8 of its own.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def reviewed(note: Note, flags: Iterable[Flag], settled: Mapping[str, Settlement]) -> tuple[Reviewed, ...]:
    """The flags, each with what was said of it.

    A flag is known by its kind, its words and the sentences that they stand in: an edit elsewhere
    opens nothing. Of several that are the same in all of it each is settled on its own.
    """
    found, seen = list[Reviewed](), Counter[str]()
    for flag in flags:
        same = _content(flag, note.text, note.transcript)
        mark = digest("\0".join((*same, str(seen[digest("\0".join(same))]))))
        seen[digest("\0".join(same))] += 1
        found.append(
            Reviewed(flag, mark, settled.get(mark), place_in(note.parts, flag.note_start, flag.note_end))
        )
    return tuple(found)


def place_in(parts: Sequence[tuple[str, str]], start: int | None, end: int | None) -> Place | None:
    """Characters of the flat note as characters of one section's text; None where they are of a title."""
    if start is None or end is None:
        return None
    for section, (begin, text) in enumerate(_texts(parts)):
        if begin <= start < end <= begin + len(text):
            return Place(section, start - begin, end - begin)
    return None


def _texts(parts: Sequence[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """Where each section's text begins in the flat note, and that text."""
    at = 0
    for title, text in parts:
        whole = f"{title.upper()}\n{text}"
        lead = len(whole) - len(whole.lstrip())
        yield at + len(title.upper()) + 1 - lead, text
        at += len(whole.strip()) + 2


def _content(flag: Flag, note: str, transcript: str) -> tuple[str, ...]:
    return (
        flag.kind,
        flag.direction,
        *_words(note, flag.note_start, flag.note_end),
        *_words(transcript, flag.transcript_start, flag.transcript_end),
    )


def _words(text: str, start: int | None, end: int | None) -> tuple[str, str]:
    """The words at a place and the sentence around them, without regard to the space between words."""
    if start is None or end is None:
        return "", ""
    first, last = max(0, start - _LONGEST_SENTENCE), min(len(text), end + _LONGEST_SENTENCE)
    begin = max((stop.end() for stop in _SENTENCE_END.finditer(text, first, start)), default=first)
    after = _SENTENCE_END.search(text, end, last)
    sentence = text[begin : after.end() if after else last]
    return " ".join(text[start:end].split()), " ".join(sentence.split())
