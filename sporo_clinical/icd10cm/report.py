"""What is told of a coded text, as JSON has it: codes, what was left out, findings, release, warnings."""

from collections.abc import Sequence
from typing import Any

from sporo_clinical.icd10cm.coding import code_text
from sporo_clinical.icd10cm.finding import Finding
from sporo_clinical.icd10cm.found import Considered, Found
from sporo_clinical.icd10cm.release import dotted, release
from sporo_clinical.icd10cm.review import review
from sporo_clinical.language import is_foreign

NOTHING = "Nothing in this text can be coded."
FOREIGN = "This text does not look like English, and no other language is read: check it yourself."


def report(text: str) -> dict[str, Any]:
    """The codes that the rules here find in the text, and all that is told beside them."""
    coding = code_text(text)
    return {
        "codes": [_found(one) for one in coding.codes],
        "considered": [_considered(one) for one in coding.considered],
        **beside(text, [one.code for one in coding.codes]),
    }


def beside(text: str, codes: Sequence[str]) -> dict[str, Any]:
    """`findings`, `release` and `warnings` for codes of the text, whoever found them."""
    first, last = release().in_force
    return {
        "findings": [_finding(one) for one in review(codes, text)],
        "release": {"label": release().label, "from": first.isoformat(), "to": last.isoformat()},
        "warnings": [*([FOREIGN] if is_foreign(text) else []), *([] if codes else [NOTHING])],
    }


def _found(one: Found) -> dict[str, Any]:
    return {**_placed(one), "confidence": one.confidence}


def _considered(one: Considered) -> dict[str, Any]:
    return {**_placed(one), "reason": str(one.reason)}


def _placed(one: Found | Considered) -> dict[str, Any]:
    return {
        "name": release().name(one.code),
        "icd10_code": dotted(one.code),
        "evidence": one.evidence,
        "start": one.start,
        "end": one.end,
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "icd10_code": one.code,
        "kind": str(one.kind),
        "sentence": one.sentence,
        "source": one.source,
        "instead": list(one.instead),
    }
