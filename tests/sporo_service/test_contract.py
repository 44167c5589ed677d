"""The service judged by the documented examples that judge the app's client too.

Every documented field must be there with its kind of value; the service may add fields. Of an error the
status is the contract and its sentence an example, but the limits' sentences are documented word for word.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from sporo_service.settings import Settings
from tests.sporo_service.harness import ROOT, Api

CASES = ROOT / "tests" / "contract"
CLIPS = ROOT / "tests" / "clips"
DOCUMENTED_JOB = "680a8eb5904f2995138cf6b6"
DOCUMENTED_TEMPLATE = "66eb0bfe20db7d898c8e5c4e"
WORD_FOR_WORD = ("status", "error_code", "error_message", "message", "transcript", "note", "webhook_url")
RESULT = {
    "transcript": "Patient reports worsening cough over 3 days...",
    "note": "Clinical note generated using selected community template...",
    "segments": [],
    "uncertain": [],
    "warnings": [],
    "writer": "test",
    "sections": [],
}


def _cases(*endpoints: str) -> list[Path]:
    return [case for endpoint in endpoints for case in sorted((CASES / endpoint).glob("*.json"))]


@pytest.mark.parametrize(
    "case", _cases("audio_submit", "audio_status", "templates"), ids=lambda case: case.stem
)
def test_the_service_answers_as_documented(
    case: Path, serve: Callable[[Settings], Api], settings: Settings
) -> None:
    documented = json.loads(case.read_text("utf-8"))
    api = serve(settings.model_copy(update=_circumstances(case.stem)))
    request = _in_place(documented["request"], api, case.stem)
    if case.stem == "rate_limited":
        _spend(api, request)
    answer = _send(api, request)
    expected = documented["response"]
    assert answer.status_code == expected["status"], answer.text
    if answer.status_code < 300:
        assert_like(expected["json"], answer.json())
    else:
        assert list(answer.json()) == ["detail"]
    if answer.status_code == 429:
        assert answer.json() == expected["json"]


def _circumstances(case: str) -> dict[str, object]:
    if case == "rate_limited":
        return {"rate_limits": "on", "audio_submits_per_hour": 10}
    return {"max_audio_bytes": 1000} if case == "too_large" else {}


def _in_place(request: dict[str, Any], api: Api, case: str) -> dict[str, Any]:
    """The request with this service's ids for the documented ones, and the world as the case has it."""
    if case == "no_key":
        del api.http.headers["X-API-KEY"]
    if case == "not_configured":
        api.service.store.see_worker("w1", "The speech model is missing.")
    if request.get("form", {}).get("template_id") == DOCUMENTED_TEMPLATE:
        request["form"]["template_id"] = api.service.catalog.templates[0].id
    if DOCUMENTED_JOB in request["path"] and case != "no_key":
        request["path"] = request["path"].replace(DOCUMENTED_JOB, _job(api, case))
    return request


def _job(api: Api, status: str) -> str:
    job_id: str = api.submit().json()["job_id"]
    if status == "processing":
        api.service.store.start(job_id)
    if status == "completed":
        api.service.jobs.complete(job_id, RESULT)
    if status == "failed":
        api.service.jobs.fail(job_id, "transcription_failed", "Failed to transcribe audio")
    return job_id


def _spend(api: Api, request: dict[str, Any]) -> None:
    while _send(api, request).status_code != 429:
        pass


def _send(api: Api, request: dict[str, Any]) -> httpx.Response:
    files = {
        one["field"]: (one["filename"], _content(one), one["media_type"]) for one in request.get("files", [])
    }
    return api.http.request(
        request["method"],
        request["path"].removeprefix("/"),
        params=request.get("query"),
        data=request.get("form"),
        files=files or None,
    )


def _content(file: dict[str, str]) -> bytes:
    return (CLIPS / file["clip"]).read_bytes() if "clip" in file else file["content"].encode()


def assert_like(documented: Any, given: Any, name: str = "") -> None:  # noqa: ANN401 (any JSON)
    """Fail where a documented field lacks or has another kind of value."""
    assert type(given) is type(documented), name
    if isinstance(documented, dict):
        for field, value in documented.items():
            assert_like(value, given[field], field)
    elif isinstance(documented, list):
        assert bool(given) == bool(documented), name
        for one in given:
            assert_like(documented[0], one, name)
    elif name in WORD_FOR_WORD:
        assert given == documented
    elif name.endswith("_at"):
        assert datetime.fromisoformat(given).isoformat(timespec="microseconds") == given
    elif name in ("job_id", "_id"):
        assert len(bytes.fromhex(given)) == 12


@pytest.mark.parametrize("wrong", [{}, {"status": 1}, {"status": "queued", "job_id": None}])
def test_this_judge_can_say_no(wrong: dict[str, object]) -> None:
    with pytest.raises((AssertionError, KeyError)):
        assert_like({"status": "queued", "job_id": DOCUMENTED_JOB}, wrong)
