"""What the check of a note against its transcript can say."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FlagKind(StrEnum):
    """What a flag is about."""

    DRUG = "drug"
    DOSE = "dose"
    UNIT = "unit"
    FREQUENCY = "frequency"
    NUMBER = "number"
    SIDE = "side"
    BODY_PART = "body_part"
    ALLERGY = "allergy"
    DATE = "date"
    DURATION = "duration"
    PERSON = "person"
    NEGATION = "negation"
    DIAGNOSIS = "diagnosis"
    RED_FLAG = "red_flag"
    FOLLOW_UP = "follow_up"
    MISHEARD = "misheard"
    LANGUAGE = "language"


class Severity(StrEnum):
    """How much harm it could do if nobody looks."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Direction(StrEnum):
    """Whether the note says what the transcript does not, or leaves out what it does."""

    UNSUPPORTED = "unsupported"
    OMITTED = "omitted"


_ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Flag:
    """One thing to look at before a note is signed; offsets are of characters, None where nothing is."""

    kind: str
    severity: str
    direction: str
    note_start: int | None
    note_end: int | None
    transcript_start: int | None
    transcript_end: int | None
    message: str


def in_order(flags: Iterable[Flag]) -> list[Flag]:
    """The flags by severity, then by their place: in the note first, then in the transcript.

    What would be said twice in the same words stands once, at its first place.
    """
    once: dict[str, Flag] = {}
    for flag in sorted(flags, key=_place):
        once.setdefault(flag.message, flag)
    return list(once.values())


def _place(flag: Flag) -> tuple[int, bool, int, int, str]:
    note, transcript = flag.note_start, flag.transcript_start
    return (_ORDER[Severity(flag.severity)], note is None, note or 0, transcript or 0, flag.message)
