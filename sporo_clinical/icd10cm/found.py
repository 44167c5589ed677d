"""What a text gives: codes that it supports, and codes that were considered and left out, with the reason."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Rank(IntEnum):
    """What kind of part of a note says it, the first to be listed first."""

    ASSESSED = 0
    """Assessment, plan, or list of problems."""
    TOLD = 1
    FOUND = 2
    """Review of systems, examination, results."""


class Reason(StrEnum):
    """Why a condition that the text mentions is not coded (guidelines, section IV, where it says so)."""

    DENIED = "denied"
    FAMILY = "family"
    ANOTHER = "another"
    """Another person's who is no blood relative."""
    PAST = "past"
    """Resolved or long ago, and no code tells of its history."""
    UNCERTAIN = "uncertain"
    """Possible, suspected, to be ruled out (IV.H)."""
    PLANNED = "planned"
    """Only feared, screened for, prevented, or what to watch for."""
    AMBIGUOUS = "ambiguous"
    """An abbreviation that means several things, and nothing near by says which."""
    INTEGRAL = "integral"
    """A symptom that belongs to a diagnosis coded beside it (I.B.5)."""
    NOT_THE_REASON = "not_the_reason"
    """A sign from which the assessment draws nothing (III.B, IV.J)."""
    EXCLUDED = "excluded"
    """A code that another of the list excludes, and of which the text says less (Excludes1, I.A.12.a)."""


@dataclass(frozen=True)
class Considered:
    """A code that the text mentions and that is not coded; `evidence` is exactly `start` to `end`."""

    code: str
    evidence: str
    start: int
    end: int
    reason: Reason


@dataclass(frozen=True)
class Found:
    """A billable code without its dot, and the characters of the text that it rests on."""

    code: str
    evidence: str
    """Exactly the characters from `start` to `end`."""
    start: int
    end: int
    confidence: float
    """Between 0 and 1."""
    sentence: int
    """Where the sentence begins that says it."""
    rank: Rank

    def left_out(self, reason: Reason) -> Considered:
        """The same code as one that was considered only."""
        return Considered(self.code, self.evidence, self.start, self.end, reason)


@dataclass(frozen=True)
class Coding:
    """The codes of a text in the order in which a coder lists them, and those considered, in the text's."""

    codes: tuple[Found, ...]
    considered: tuple[Considered, ...]
