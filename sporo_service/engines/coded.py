"""What the rules make of a text, as the service tells it: names from the release, codes with their dot."""

from sporo_clinical.icd10cm.found import Coding, Considered, Found
from sporo_clinical.icd10cm.release import dotted, release
from sporo_service.engines.base import Code, Coded, ConsideredCode


def coded(coding: Coding) -> Coded:
    """The codes in the order in which they should be listed, and what was considered."""
    return Coded(tuple(map(_code, coding.codes)), tuple(map(_considered, coding.considered)))


def _code(found: Found) -> Code:
    return Code(
        name=release().name(found.code),
        icd10_code=dotted(found.code),
        evidence=found.evidence,
        start=found.start,
        end=found.end,
        confidence=found.confidence,
    )


def _considered(considered: Considered) -> ConsideredCode:
    return ConsideredCode(
        name=release().name(considered.code),
        icd10_code=dotted(considered.code),
        evidence=considered.evidence,
        start=considered.start,
        end=considered.end,
        reason=considered.reason,
    )
