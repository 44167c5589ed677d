"""The service judged by the documented examples that judge the app's client too.

Every documented field must be there with its kind of value; the service may add fields. Of an error the
status is the contract and its sentence an example, but the limits' sentences are documented word for word.
"""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from sporo_documents.document import Document
from sporo_service.engines.base import EngineError, Summarizer, Summary
from sporo_service.settings import Settings
from tests.sporo_service.documented import assert_like
from tests.sporo_service.fast_worker import FastSummarizer
from tests.sporo_service.harness import ROOT, Api

CASES = sorted((ROOT / "tests" / "contract").glob("*/*.json"))
CLIPS = ROOT / "tests" / "clips"
DOCUMENTED_ID = re.compile("680a8eb5904f2995138cf6b6|684a9f404c658fc1a0743af9|67f4ea3b8c7b2f64b2f1a3cd")
DOCUMENTED_TEMPLATE = "66eb0bfe20db7d898c8e5c4e"
SUBMITS = {"audio_status": "audio_submit", "icd10_status": "icd10_submit", "upload_status": "upload"}
RESULTS: dict[str, dict[str, Any]] = {
    "audio_status": {
        "transcript": "Patient reports worsening cough over 3 days...",
        "note": "Clinical note generated using selected community template...",
        "segments": [],
        "uncertain": [],
        "warnings": [],
        "writer": "test",
        "sections": [],
    },
    "upload_status": {
        "response": "Summarized content of the uploaded files...",
        "sections": [],
        "conflicts": [],
        "documents": [],
        "pages": [],
        "writer": "test",
        "removed": 0,
        "warnings": [],
    },
}
ADDED_TO_CODES = {"start": 26, "end": 56, "confidence": 0.9}


class Unconfigured:
    def summarize(self, documents: Sequence[Document], focus: str) -> Summary:
        assert documents, focus
        raise EngineError("model_missing", "Summarizing is not available on this service.")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_the_service_answers_as_documented(case: Path, serve: Callable[..., Api], settings: Settings) -> None:
    documented, expected = _request(case), _response(case)
    api = serve(settings.model_copy(update=_circumstances(case.stem)), _summarizer(case))
    request = _in_place(documented, api, case)
    if case.stem == "rate_limited":
        _spend(api, request)
    answer = _send(api, request)
    assert answer.status_code == expected["status"], answer.text
    if answer.status_code < 300:
        assert_like(expected["json"], answer.json())
    else:
        assert list(answer.json()) == ["detail"]
    if answer.status_code == 429:
        assert answer.json() == expected["json"]


def _request(case: Path) -> dict[str, Any]:
    request: dict[str, Any] = json.loads(case.read_text("utf-8"))["request"]
    return request


def _response(case: Path) -> dict[str, Any]:
    response: dict[str, Any] = json.loads(case.read_text("utf-8"))["response"]
    return response


def _circumstances(case: str) -> dict[str, object]:
    if case == "rate_limited":
        return {"rate_limits": "on", "audio_submits_per_hour": 10, "icd10_submits_per_hour": 10}
    return {"max_audio_bytes": 1000, "max_upload_bytes": 1000} if case == "too_large" else {}


def _summarizer(case: Path) -> Summarizer:
    return Unconfigured() if case.stem == "not_configured" else FastSummarizer()


def _in_place(request: dict[str, Any], api: Api, case: Path) -> dict[str, Any]:
    """The request with this service's ids for the documented ones, and the world as the case has it."""
    if case.stem == "not_configured":
        api.service.store.see_worker("w1", "The model is missing.")
    if request.get("form", {}).get("template_id") == DOCUMENTED_TEMPLATE:
        request["form"]["template_id"] = api.service.catalog.templates[0].id
    if case.parent.name in SUBMITS and DOCUMENTED_ID.search(request["path"]):
        request["path"] = DOCUMENTED_ID.sub(_job(api, case), request["path"])
    if case.stem == "no_key":
        del api.http.headers["X-API-KEY"]
    return request


def _job(api: Api, case: Path) -> str:
    """The id of a job that stands as the case has it."""
    accepted = case.parent.with_name(SUBMITS[case.parent.name]) / "accepted.json"
    answer = _send(api, _in_place(_request(accepted), api, accepted)).json()
    job_id: str = answer.get("job_id") or answer["upload_id"]
    told = _response(case)["json"]
    if case.stem == "processing":
        api.service.store.start(job_id)
    if told.get("status") == "completed":
        codes = [{**code, **ADDED_TO_CODES} for code in told.get("icd10_codes", [])]
        api.service.jobs.complete(job_id, RESULTS.get(case.parent.name, {"icd10_codes": codes}))
    if told.get("status") == "failed":
        api.service.jobs.fail(job_id, told["error_code"], told["error_message"])
    return job_id


def _spend(api: Api, request: dict[str, Any]) -> None:
    while _send(api, request).status_code != 429:
        pass


def _send(api: Api, request: dict[str, Any]) -> httpx.Response:
    files = [
        (one["field"], (one["filename"], _content(one), one["media_type"]))
        for one in request.get("files", [])
    ]
    return api.http.request(
        request["method"],
        request["path"].removeprefix("/"),
        params=request.get("query"),
        data=request.get("form"),
        json=request.get("json"),
        files=files or None,
    )


def _content(file: dict[str, str]) -> bytes:
    return (CLIPS / file["clip"]).read_bytes() if "clip" in file else file["content"].encode()


@pytest.mark.parametrize("wrong", [{}, {"status": 1}, {"status": "queued", "job_id": None}])
def test_this_judge_can_say_no(wrong: dict[str, object]) -> None:
    with pytest.raises((AssertionError, KeyError)):
        assert_like({"status": "queued", "job_id": "680a8eb5904f2995138cf6b6"}, wrong)
