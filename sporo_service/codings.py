"""What the service tells of a coded text, whichever coder found the codes."""

from dataclasses import asdict
from typing import Any

from sporo_clinical.icd10cm.report import beside
from sporo_service.engines.base import Coded


def told(text: str, coded: Coded) -> dict[str, Any]:
    """The codes, what was considered and left out, findings, release, coder and warnings, as JSON."""
    more = beside(text, [code.icd10_code for code in coded.codes])
    return {
        "codes": [asdict(code) for code in coded.codes],
        "considered": [asdict(code) for code in coded.considered],
        **more,
        "coder": coded.coder,
        "removed": coded.removed,
        "warnings": [*coded.warnings, *more["warnings"]],
    }
