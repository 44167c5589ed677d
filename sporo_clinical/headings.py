"""The parts of a written note by their headings: on a line, before a colon, or capitals in running text."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parent / "data" / "headings.toml"


class PartKind(StrEnum):
    """What a part of a written note holds."""

    PATIENT = "patient"
    COMPLAINT = "complaint"
    HISTORY = "history"
    BACKGROUND = "background"
    PROBLEMS = "problems"
    SURGICAL = "surgical"
    MEDICATIONS = "medications"
    ALLERGIES = "allergies"
    IMMUNIZATIONS = "immunizations"
    FAMILY = "family"
    SOCIAL = "social"
    SYMPTOMS = "symptoms"
    VITALS = "vitals"
    EXAM = "exam"
    RESULTS = "results"
    PROCEDURE = "procedure"
    OPERATIVE = "operative"
    """How an operation was done: technique, blood loss, counts."""
    COURSE = "course"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    INSTRUCTIONS = "instructions"
    FOLLOW_UP = "follow_up"
    OTHER = "other"


@dataclass(frozen=True)
class Part:
    """A stretch of a note under one heading; `start` and `end` bound what stands under the heading."""

    title: str
    """The heading as it is written, empty for what stands before the first."""
    kind: PartKind
    start: int
    end: int


class _Heading(NamedTuple):
    title: str
    start: int
    end: int
    alone: bool
    """Whether nothing else stands on its line."""
    bulleted: bool = False


_LONGEST = 60
_MOST_WORDS = 8
_FEWEST_LETTERS = 4
_ON_ITS_LINE = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]+|\*\*)?([^\W\d_][^\n:]{0,60}?)[ \t]*(?:\*\*)?[ \t]*:?(?:\*\*)?[ \t]*,?[ \t\r]*$"
)
_BEFORE_COLON = re.compile(
    r"[ \t]*([-*\N{BULLET}][ \t]+|#{1,6}[ \t]+|\*\*)?([^\W\d_][^\n:.]{0,60}?)[ \t]*(?:\*\*)?:(?:\*\*)?[ \t,]*"
)
_IN_CAPITALS = re.compile(r"(?<=[,.\s])([A-Z][A-Z0-9 /&'()\-]{1,60}):[ \t,]*")
_AFTER_A_COMMA = re.compile(r"(?<=,)[ \t]*([A-Z][A-Za-z/ ]{1,40}):[ \t,]*")
_LETTERS = re.compile(r"[a-z]+")
_KEEPS_ITS_LABELS = frozenset(
    {PartKind.ASSESSMENT, PartKind.PLAN, PartKind.RESULTS, PartKind.EXAM, PartKind.SYMPTOMS, PartKind.VITALS}
    | {PartKind.MEDICATIONS, PartKind.ALLERGIES, PartKind.PROBLEMS, PartKind.BACKGROUND}
)
"""In these an unknown title is a label of theirs ("BP: 120/80", "COPD:"), not a part of its own."""
_HAVE_SYSTEMS = frozenset({PartKind.SYMPTOMS, PartKind.EXAM})
_SYSTEM = "system"
_EMPTY_LINE = re.compile(r"(?<=\S)[ \t]*\r?\n[ \t]*\r?\n")
_WHEN = re.compile(
    r"^(?:known|current|recent|pertinent|relevant|initial|final|admission|admitting|discharge|latest|new)\b"
    r"|\b(?:(?:on|at|upon|prior to) (?:admission|discharge|transfer|arrival)|today|reviewed|from|on|of)$"
)
"""What a title says beside what it names."""


def parts(text: str) -> tuple[Part, ...]:
    """The parts in order; together they hold all the text but its headings.

    A body system ("Lungs:") belongs to the examination or the review of systems that it stands in. A title
    that is not known opens a part of kind `other`, except inside lists, where it is a label.
    """
    opened = [Part("", PartKind.OTHER, 0, 0)]
    marks = [0]
    for heading in _headings(text):
        kind = _kind_here(heading, opened[-1].kind)
        if kind is not None:
            opened.append(Part(heading.title, kind, heading.end, heading.end))
            marks.append(heading.start)
    ends = [*marks[1:], len(text)]
    closed = (
        Part(part.title, part.kind, part.start, max(end, part.start))
        for part, end in zip(opened, ends, strict=True)
    )
    found = (piece for part in closed for piece in _as_far_as_it_holds(part, text))
    return tuple(part for part in found if part.title or text[part.start : part.end].strip())


def _as_far_as_it_holds(part: Part, text: str) -> Iterator[Part]:
    """The part; a line with the patient's name ends at an empty line, for what follows may be anything."""
    blank = _EMPTY_LINE.search(text, part.start, part.end) if part.kind is PartKind.PATIENT else None
    if not blank:
        yield part
        return
    yield replace(part, end=blank.start())
    yield Part("", PartKind.OTHER, blank.end(), part.end)


def _named(title: str) -> str | None:
    """What the table says of a title, or of it without when it was: "LABS ON DISCHARGE 03/07/2024".

    Of one in capitals its beginning or its end says it where the whole is not known: "HOSPITAL COURSE PER
    PROBLEM LIST", "TRANSFER INSTRUCTIONS".
    """
    plain = _plain(title)
    name = _titles().get(plain) or _titles().get(_WHEN.sub("", plain).strip())
    if name or not (_is_loud(title) and title.replace(" ", "").isalpha()):
        return name
    words = plain.split()
    begins = (" ".join(words[:place]) for place in range(len(words) - 1, 1, -1))
    ends = (" ".join(words[place:]) for place in range(1, len(words)))
    return next((_titles()[some] for some in chain(begins, ends) if some in _titles()), None)


def kind_of(title: str) -> PartKind:
    """What a part with this title holds; `other` where the title is not known."""
    name = _named(title) or PartKind.OTHER
    return PartKind.EXAM if name == _SYSTEM else PartKind(name)


def _kind_here(heading: _Heading, before: PartKind) -> PartKind | None:
    """What the heading opens after a part of that kind; None where it opens nothing."""
    if heading.bulleted and before in _KEEPS_ITS_LABELS - _HAVE_SYSTEMS:
        return None
    plain = _plain(heading.title)
    name = _named(heading.title) or (_lone_titles().get(plain) if heading.alone else None)
    if name == _SYSTEM:
        return before if before in _HAVE_SYSTEMS else PartKind.EXAM
    if name:
        return PartKind(name)
    if before in _KEEPS_ITS_LABELS or not _is_loud(heading.title):
        return None
    return PartKind.OTHER


def _headings(text: str) -> Iterator[_Heading]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield from _of_line(line, start)
        start += len(line)


def _of_line(line: str, start: int) -> Iterator[_Heading]:
    bare = line.rstrip("\r\n")
    alone = _ON_ITS_LINE.match(bare) if len(bare) <= 2 * _LONGEST else None
    if alone and _may_stand_alone(alone[1], bare):
        yield _Heading(alone[1].strip(), start, start + len(line), alone=True)
        return
    opening = _BEFORE_COLON.match(bare)
    free = 0
    if opening and (_is_known(opening[2]) or _is_loud(opening[2])):
        free = opening.end()
        bulleted = bool(opening[1]) and not opening[1].startswith(("#", "**"))
        yield _Heading(opening[2].strip(), start, start + free, alone=False, bulleted=bulleted)
    yield from _inside(bare, start, free)


def _inside(line: str, start: int, free: int) -> Iterator[_Heading]:
    """Headings in running text: in capitals, or after the comma that stands for a lost line break."""
    found = [*_IN_CAPITALS.finditer(line, free), *_AFTER_A_COMMA.finditer(line, free)]
    for match in sorted(found, key=lambda match: match.start(1)):
        loud = _is_loud(match[1])
        if match.start(1) >= free and (_is_known(match[1]) or (loud and line[match.start(1) - 1] in ",.")):
            free = match.end()
            yield _Heading(match[1].strip(), start + match.start(1), start + free, alone=False)


def _may_stand_alone(title: str, line: str) -> bool:
    if len(title.split()) > _MOST_WORDS or title.endswith((".", ",", ";")):
        return False
    marked = line.lstrip().startswith(("#", "**"))
    return marked or _is_known(title) or _plain(title) in _lone_titles() or _is_loud(title)


def _is_known(title: str) -> bool:
    return len(title) <= _LONGEST and _named(title) is not None and title.strip()[:1].isupper()


def _is_loud(title: str) -> bool:
    """Whether it is a title by its capitals: "ONCOLOGY TIMELINE", but not "BP" or "X-RAY 2"."""
    return (
        title.isupper()
        and sum(letter.isalpha() for letter in title) >= _FEWEST_LETTERS
        and not any(map(str.isdigit, title))
    )


def _plain(title: str) -> str:
    return " ".join(_LETTERS.findall(title.lower()))


@cache
def _titles() -> dict[str, str]:
    return {title: name for name, lists in _table().items() for title in lists["titles"]}


@cache
def _lone_titles() -> dict[str, str]:
    return {title: name for name, lists in _table().items() for title in lists.get("alone", [])}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(_FILE.read_text("utf-8"))
    return table
