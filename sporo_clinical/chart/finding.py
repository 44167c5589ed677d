"""What a chart says, line by line, each with the places that say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sporo_clinical.text import Words


class Topic(StrEnum):
    """What a line is about, in the order in which a clinician reads a chart."""

    PATIENT = "Patient and reason for visit"
    PROBLEMS = "Problems"
    HISTORY = "History"
    FAMILY = "Family history"
    MEDICATIONS = "Medications"
    ALLERGIES = "Allergies"
    RESULTS = "Results and vital signs"
    PROCEDURES = "Procedures"
    ASSESSMENT = "Assessment"
    PLAN = "Plan and follow-up"
    OPEN = "Open questions"


@dataclass(frozen=True)
class Place:
    """Where something stands: the file, its page from 1, and the exact characters there."""

    file: str
    page: int
    quote: str


@dataclass(frozen=True)
class Finding:
    """One line of a chart; its words stand in its places, never none."""

    topic: Topic
    text: str
    key: Words
    """What it says, normalized: two findings of one topic with the same key say the same."""
    places: tuple[Place, ...]
    day: date | None = None
    about: str = ""
    """The drug's or substance's plain name, where it is about one."""
    score: float = 1.0
    """How much it tells, for what is ranked."""


@dataclass(frozen=True)
class Clash:
    """Findings that can't all hold."""

    about: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Chart:
    """The findings in reading order, merged, and what clashes among them."""

    findings: tuple[Finding, ...]
    clashes: tuple[Clash, ...]

    def of(self, topic: Topic) -> Sequence[Finding]:
        """The findings of one topic, in order."""
        return [finding for finding in self.findings if finding.topic is topic]
