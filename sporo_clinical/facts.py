"""What a visit can say, by kind, and where in the transcript it was said."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a fact is about: the words that a template's `holds` may use."""

    COMPLAINT = "complaint"
    HISTORY = "history"
    BACKGROUND = "background"
    SURGICAL = "surgical"
    MEDICATIONS = "medications"
    ALLERGIES = "allergies"
    IMMUNIZATIONS = "immunizations"
    FAMILY = "family"
    SOCIAL = "social"
    SYMPTOMS = "symptoms"
    DEVELOPMENT = "development"
    FUNCTION = "function"
    VITALS = "vitals"
    EXAM = "exam"
    MENTAL_STATE = "mental_state"
    RESULTS = "results"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    INSTRUCTIONS = "instructions"
    FOLLOW_UP = "follow_up"


KINDS: tuple[str, ...] = tuple(kind.value for kind in Kind)

LABELS: dict[Kind, str] = {
    Kind.COMPLAINT: "Chief complaint",
    Kind.HISTORY: "History",
    Kind.BACKGROUND: "Past history",
    Kind.SURGICAL: "Past surgery",
    Kind.MEDICATIONS: "Medications",
    Kind.ALLERGIES: "Allergies",
    Kind.IMMUNIZATIONS: "Immunizations",
    Kind.FAMILY: "Family history",
    Kind.SOCIAL: "Social history",
    Kind.SYMPTOMS: "Review of systems",
    Kind.DEVELOPMENT: "Development",
    Kind.FUNCTION: "Function",
    Kind.VITALS: "Vital signs",
    Kind.EXAM: "Examination",
    Kind.MENTAL_STATE: "Mental state",
    Kind.RESULTS: "Results",
    Kind.ASSESSMENT: "Assessment",
    Kind.PLAN: "Plan",
    Kind.INSTRUCTIONS: "Instructions",
    Kind.FOLLOW_UP: "Follow-up",
}

NEAREST: dict[Kind, tuple[Kind, ...]] = {
    Kind.COMPLAINT: (Kind.HISTORY,),
    Kind.HISTORY: (Kind.COMPLAINT,),
    Kind.BACKGROUND: (Kind.HISTORY,),
    Kind.SURGICAL: (Kind.BACKGROUND, Kind.HISTORY),
    Kind.MEDICATIONS: (Kind.BACKGROUND, Kind.HISTORY),
    Kind.ALLERGIES: (Kind.MEDICATIONS, Kind.BACKGROUND, Kind.HISTORY),
    Kind.IMMUNIZATIONS: (Kind.BACKGROUND, Kind.HISTORY),
    Kind.FAMILY: (Kind.BACKGROUND, Kind.HISTORY),
    Kind.SOCIAL: (Kind.BACKGROUND, Kind.HISTORY),
    Kind.SYMPTOMS: (Kind.HISTORY,),
    Kind.DEVELOPMENT: (Kind.BACKGROUND, Kind.HISTORY),
    Kind.FUNCTION: (Kind.SOCIAL, Kind.HISTORY),
    Kind.VITALS: (Kind.EXAM, Kind.RESULTS, Kind.HISTORY),
    Kind.EXAM: (Kind.VITALS, Kind.RESULTS, Kind.HISTORY),
    Kind.MENTAL_STATE: (Kind.EXAM, Kind.HISTORY),
    Kind.RESULTS: (Kind.EXAM, Kind.ASSESSMENT, Kind.HISTORY),
    Kind.ASSESSMENT: (Kind.PLAN, Kind.HISTORY),
    Kind.PLAN: (Kind.ASSESSMENT, Kind.HISTORY),
    Kind.INSTRUCTIONS: (Kind.PLAN, Kind.FOLLOW_UP, Kind.ASSESSMENT, Kind.HISTORY),
    Kind.FOLLOW_UP: (Kind.PLAN, Kind.INSTRUCTIONS, Kind.ASSESSMENT, Kind.HISTORY),
}
"""Where a fact goes when a template has no section for its kind, nearest first."""


@dataclass(frozen=True)
class Fact:
    """Something said: its kind, how a note says it, and the characters of the transcript that it rests on."""

    kind: Kind
    text: str
    start: int
    end: int
    problem: str = ""
    """The problem under which an assessment or a plan has it, where the clinician goes through several."""
