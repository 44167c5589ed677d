from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from sporo_service.examples import CODES_STATUS
from sporo_service.schemas import TemplateLine, answer_to
from sporo_service.store import Job


def test_an_answer_that_does_not_fit_quotes_nothing_of_it() -> None:
    with pytest.raises(ValidationError) as refused:
        TemplateLine.model_validate({"id": 7, "name": "x", "heard": "Metformin for Ms Doe"})
    assert "heard" in str(refused.value)
    assert "Metformin" not in str(refused.value)


def _coded(result: dict[str, Any]) -> dict[str, Any]:
    """What a webhook is told of a coding job with this result, as the answer to a reader is."""
    at = datetime(2026, 11, 24, tzinfo=UTC)
    job = Job("67f4ea3b8c7b2f64b2f1a3cd", "icd10", "k", "completed", at, at, 1, 1.0, None, None, {}, result)
    return answer_to(job)


def test_codes_that_were_kept_before_findings_were_are_still_told() -> None:
    code = {
        "name": "Gout",
        "icd10_code": "M10.9",
        "evidence": "gout",
        "start": 0,
        "end": 4,
        "confidence": 0.9,
    }
    told = _coded({"icd10_codes": [code]})
    assert told["icd10_codes"] == [code]
    assert (told["findings"], told["considered"], told["warnings"], told["removed"]) == ([], [], [], 0)
    assert (told["release"], told["coder"]) == (None, "")


def test_everything_that_is_told_of_codes_is_told_under_its_own_name() -> None:
    example: dict[str, Any] = CODES_STATUS[200]["content"]["application/json"]["examples"]["completed"][
        "value"
    ]
    added = ("icd10_codes", "considered", "findings", "release", "coder", "removed", "warnings")
    result = {name: example[name] for name in added}
    told = _coded(result)
    assert {name: told[name] for name in added} == result
