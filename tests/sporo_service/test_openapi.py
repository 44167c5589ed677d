"""The OpenAPI document is held against the service, by requests made from it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as tried
from hypothesis import strategies as st
from pydantic import TypeAdapter
from schemathesis.config import SchemathesisConfig

from sporo_service import examples, schemas
from sporo_service.app import create_routes
from sporo_service.catalog import load_catalog
from sporo_service.jobs import AUDIO_NOTE, ICD10, UPLOAD
from sporo_service.keys import Keys
from sporo_service.routes.asked import JOB_ID
from sporo_service.service import Service, open_service
from sporo_service.settings import Settings
from tests.sporo_service.documented import assert_like
from tests.sporo_service.fast_worker import FastSummarizer
from tests.sporo_service.harness import CLIP, ROOT

CONFIG = {
    # The key of each request is the test's own, so that requests get past the door.
    "generation": {"max-examples": 40, "deterministic": True, "with-security-parameters": False},
    "operations": [
        {
            "include-name": "POST /audio/notes",
            # Which ids are templates, a schema can't say: a well-formed one that is none is refused.
            "checks": {"positive_data_acceptance": {"expected-statuses": ["202", "400"]}},
        }
    ],
}
STATUS_ROUTES = {
    "/audio/notes/{job_id}": (AUDIO_NOTE, examples.AUDIO_STATUS),
    "/icd10/{job_id}": (ICD10, examples.CODES_STATUS),
    "/{upload_id}": (UPLOAD, examples.UPLOAD_STATUS),
}
STANDING = ("queued", "processing", "completed", "failed")
JOBS = {
    path: {standing: f"{number:x}{step:x}" * 12 for step, standing in enumerate(STANDING)}
    for number, path in enumerate(STATUS_ROUTES)
}
"""The ids of the jobs that the key has: one of each kind in each status."""

ABOUT_A_JOB = {"job_id", "upload_id", "created_at", "updated_at", "status", "progress", *examples.UPLOAD}
"""What an answer tells beside the job's result."""

TEMPLATES = [template.id for template in load_catalog().templates]

for audio in ("mpeg", "mp3", "wav", "ogg", "flac"):
    schemathesis.openapi.media_type(f"audio/{audio}", st.just(CLIP.read_bytes()))
schemathesis.openapi.format("template-id", st.sampled_from(TEMPLATES))

routes = create_routes()
api = schemathesis.openapi.from_asgi("/openapi.json", routes, config=SchemathesisConfig.from_dict(CONFIG))


def _examples(answers: dict[int | str, dict[str, Any]]) -> dict[str, Any]:
    (answer,) = answers.values()
    return {name: one["value"] for name, one in answer["content"]["application/json"]["examples"].items()}


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), rate_limits="off")
    service = routes.state.service = open_service(settings, FastSummarizer())
    known = Keys(service.store).create("a test")
    _add_jobs(service, Keys(service.store).owner(known) or "")
    yield known
    service.close()


def _add_jobs(service: Service, key_id: str) -> None:
    request = {"webhook_url": None, "extra_information": examples.FOCUS, "metadata": examples.METADATA}
    for path, (kind, shown) in STATUS_ROUTES.items():
        ids, completed = JOBS[path], _examples(shown)["completed"]
        for job_id in ids.values():
            service.jobs.accept(job_id, kind, key_id, request)
        for begun in ("processing", "completed", "failed"):
            service.store.start(ids[begun])
        service.store.keep_progress(ids["processing"], 0.4)
        result = {name: value for name, value in completed.items() if name not in ABOUT_A_JOB}
        service.jobs.complete(ids["completed"], result)
        service.jobs.fail(ids["failed"], "coding_failed", "A file could not be read.")


@api.hook
def map_path_parameters(
    context: schemathesis.HookContext, path_parameters: dict[str, Any] | None
) -> dict[str, Any] | None:
    """Most of the well-formed ids that are made become those of jobs that exist."""
    ids = list(JOBS.get(context.operation.path, {}).values()) if context.operation else []
    if not ids or not path_parameters:
        return path_parameters
    return {
        name: (*ids, value)[int(value, 16) % (len(ids) + 1)] if JOB_ID.fullmatch(str(value)) else value
        for name, value in path_parameters.items()
    }


ANSWERS: dict[str, tuple[dict[int | str, dict[str, Any]], TypeAdapter[Any]]] = {
    "audio_submit": (examples.AUDIO_ACCEPTED, TypeAdapter(schemas.Accepted)),
    "audio_status": (
        examples.AUDIO_STATUS,
        TypeAdapter(schemas.Standing | schemas.AudioNote | schemas.Failed),
    ),
    "icd10_submit": (examples.CODES_ACCEPTED, TypeAdapter(schemas.Accepted)),
    "icd10_status": (
        examples.CODES_STATUS,
        TypeAdapter(schemas.Standing | schemas.Icd10Codes | schemas.Failed),
    ),
    "upload": (examples.UPLOAD_ACCEPTED, TypeAdapter(schemas.UploadAccepted)),
    "upload_status": (
        examples.UPLOAD_STATUS,
        TypeAdapter(schemas.UploadStanding | schemas.UploadSummary | schemas.UploadFailed),
    ),
    "upload_text": (examples.TEXT_SUMMARY, TypeAdapter(schemas.TextSummary)),
}


@pytest.mark.parametrize(
    ("endpoint", "name"),
    [(endpoint, name) for endpoint, (shown, _) in ANSWERS.items() for name in _examples(shown)],
)
def test_every_example_is_the_documented_one_and_can_be_answered(endpoint: str, name: str) -> None:
    shown, answer = ANSWERS[endpoint]
    example = _examples(shown)[name]
    answer.validate_python(example)
    documented = json.loads((ROOT / "tests" / "contract" / endpoint / f"{name}.json").read_text("utf-8"))
    assert_like(documented["response"]["json"], example)


@api.parametrize()
def test_every_request_is_answered_as_the_document_says(case: schemathesis.Case[Any], key: str) -> None:
    case.call_and_validate(headers={"X-API-KEY": key})


@pytest.mark.parametrize("standing", STANDING)
@pytest.mark.parametrize("path", STATUS_ROUTES)
def test_a_job_in_each_status_is_answered_as_the_document_says(path: str, standing: str, key: str) -> None:
    name = "upload_id" if path == "/{upload_id}" else "job_id"
    case = api[path]["GET"].Case(path_parameters={name: JOBS[path][standing]})
    answer = case.call_and_validate(headers={"X-API-KEY": key})
    assert (answer.status_code, answer.json()["status"]) == (200, standing)


@pytest.mark.parametrize("path", STATUS_ROUTES)
def test_requests_made_from_the_document_meet_jobs_in_every_status(path: str) -> None:
    met: set[str] = set()

    @seed(1)
    @tried(max_examples=100, database=None, suppress_health_check=list(HealthCheck))
    @given(case=api[path]["GET"].as_strategy())
    def meet(case: schemathesis.Case[Any]) -> None:
        met.update(map(str, case.path_parameters.values()))

    meet()
    assert met > set(JOBS[path].values())
