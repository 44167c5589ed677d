"""The OpenAPI document is held against the service, by requests made from it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import strategies as st
from pydantic import TypeAdapter
from schemathesis.config import SchemathesisConfig

from sporo_service import examples, schemas
from sporo_service.app import create_routes
from sporo_service.catalog import load_catalog
from sporo_service.keys import Keys
from sporo_service.service import open_service
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
    yield Keys(service.store).create("a test")
    service.close()


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
