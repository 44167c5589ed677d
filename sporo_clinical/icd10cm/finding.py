"""What is wrong with a list of codes, or missing from it."""

from dataclasses import dataclass
from enum import StrEnum

from sporo_clinical.icd10cm.release import dotted, release


class FindingKind(StrEnum):
    """The rule that a finding comes from, the most urgent first."""

    UNKNOWN = "unknown"
    """The release has no such code."""
    NOT_IN_FORCE = "not_in_force"
    """The code, or the whole release, does not hold on the day of the visit."""
    HEADER = "header"
    """A code with finer ones below it is never billed."""
    DUPLICATE = "duplicate"
    EXCLUDES = "excludes"
    """Two codes that the tabular list forbids together (Excludes1)."""
    COMBINATION = "combination"
    """One code says what several of the list say (guidelines, section I.B.9)."""
    CODE_FIRST = "code_first"
    """The cause is not listed, or is listed after its manifestation."""
    USE_ADDITIONAL = "use_additional"
    UNSPECIFIED = "unspecified"
    SYMPTOM = "symptom"
    """A symptom beside the diagnosis that it routinely belongs to."""
    UNCODED = "uncoded"
    """The text supports a code that the list has nothing of."""


@dataclass(frozen=True)
class Finding:
    """One thing that a coder would change or look at."""

    code: str
    """The code that it is about, with its dot, as it should be shown; empty for the whole list."""
    kind: FindingKind
    sentence: str
    source: str
    """Where the rule stands."""
    instead: tuple[str, ...] = ()
    """Codes to choose from, with their dots: in place of the code, or beside it."""


def called(code: str) -> str:
    """The code of the release as sentences show it: `I10 (Essential (primary) hypertension)`."""
    return f"{dotted(code)} ({release().name(code)})"
