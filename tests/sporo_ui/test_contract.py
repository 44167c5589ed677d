"""The client is judged by the contract's examples, and by servers that say more or less than it."""

import io
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest

from sporo_ui.client import SporoClient
from sporo_ui.errors import Busy, NotAllowed, Rejected, SporoError, Unknown
from sporo_ui.models import Answer
from tests.sporo_ui.ground import Api, answer

CONTRACT = Path(__file__).parents[1] / "contract"
CLIPS = Path(__file__).parents[1] / "clips"
CASES = sorted(CONTRACT.glob("*/*.json"))
ERRORS: dict[int, type[SporoError]] = {400: Rejected, 401: NotAllowed, 404: Unknown, 429: Busy, 503: Busy}
GOOD = [path for path in CASES if json.loads(path.read_text())["response"]["status"] < 400]
BAD = [path for path in CASES if path not in GOOD]


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def documents(asked: dict[str, Any]) -> list[tuple[str, io.BytesIO, str]]:
    return [
        (
            file["filename"],
            io.BytesIO((CLIPS / file["clip"]).read_bytes() if "clip" in file else file["content"].encode()),
            file["media_type"],
        )
        for file in asked.get("files", [])
    ]


def upload(client: SporoClient, asked: dict[str, Any]) -> Answer:
    form = dict(asked["form"])
    information, hook = form.pop("extra_information", None), form.pop("webhook_url", None)
    return client.upload(documents(asked), extra_information=information, webhook_url=hook, metadata=form)


def upload_text(client: SporoClient, asked: dict[str, Any]) -> Answer:
    said = dict(asked["json"])
    text, hook = said.pop("user_input"), said.pop("webhook_url", None)
    information = said.pop("extra_information", None)
    return client.summarize_text(text, extra_information=information, webhook_url=hook, metadata=said)


def templates(client: SporoClient, asked: dict[str, Any]) -> Answer:
    query = asked["query"]
    return client.templates(
        skip=int(query["skip"]),
        limit=int(query["limit"]),
        name=query.get("name", ""),
        search=query.get("search", ""),
    )


def audio_submit(client: SporoClient, asked: dict[str, Any]) -> Answer:
    form = asked["form"]
    return client.send_audio(
        documents(asked)[0], template_id=form["template_id"], webhook_url=form.get("webhook_url")
    )


def last_part(asked: dict[str, Any]) -> str:
    return str(asked["path"]).rpartition("/")[2]


CALLS: dict[str, Callable[[SporoClient, dict[str, Any]], Answer]] = {
    "upload": upload,
    "upload_status": lambda client, asked: client.upload_job(last_part(asked)),
    "upload_text": upload_text,
    "icd10_submit": lambda client, asked: client.send_text_for_codes(
        asked["json"]["text"], webhook_url=asked["json"].get("webhook_url")
    ),
    "icd10_status": lambda client, asked: client.icd10_job(last_part(asked)),
    "templates": templates,
    "audio_submit": audio_submit,
    "audio_status": lambda client, asked: client.audio_job(last_part(asked)),
}


def play(path: Path, api: Api, change: Callable[[Any], Any] = lambda body: body) -> Answer:
    """The case's call, made by the real client; its answer may be changed on the way."""
    case = json.loads(path.read_text())
    api.say(answer(case["response"]["status"], change(case["response"]["json"])))
    return CALLS[path.parent.name](api.client(), case["request"])


def test_all_eight_endpoints_have_examples_and_documented_errors() -> None:
    assert {path.parent.name for path in GOOD} == set(CALLS) == {path.parent.name for path in BAD}


@pytest.mark.parametrize("path", CASES, ids=name_of)
def test_the_request_is_the_documented_one(path: Path) -> None:
    api, asked = Api(), json.loads(path.read_text())["request"]
    with suppress(SporoError):
        play(path, api)
    (request,) = api.requests
    assert request.method == asked["method"]
    assert request.url.path == "/api/v1/pcr" + asked["path"]
    assert request.headers["X-API-KEY"] == "a-key"
    assert dict(request.url.params) == asked.get("query", {})
    if "json" in asked:
        assert json.loads(request.content) == asked["json"]
    content = unquote_plus(request.content.decode(errors="replace"))
    for name, said in asked.get("form", {}).items():
        assert name in content
        assert said in content
    for file in asked.get("files", []):
        told = (
            f'name="{file["field"]}"; filename="{file["filename"]}"\r\nContent-Type: {file["media_type"]}\r\n'
        )
        assert told.encode() in request.content


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_every_documented_field_of_an_answer_arrives(path: Path) -> None:
    found = play(path, Api())
    told = json.loads(path.read_text())["response"]["json"]
    assert json.loads(found.model_dump_json(by_alias=True, exclude_unset=True)).items() >= told.items()


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_every_documented_error_is_the_right_one_with_a_sentence(path: Path) -> None:
    said = json.loads(path.read_text())["response"]
    with pytest.raises(ERRORS[said["status"]]) as caught:
        play(path, Api())
    assert caught.value.sentence.endswith(".")
    assert caught.value.next_step.endswith(".")
    if said["status"] in {400, 429, 503}:
        assert caught.value.sentence == said["json"]["detail"]


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_unknown_fields_are_kept(path: Path) -> None:
    found = play(path, Api(), lambda body: body | {"something_new": {"deep": [1]}})
    assert found.model_extra == {"something_new": {"deep": [1]}}


REQUIRED = {
    "upload": {"upload_id"},
    "upload_status": {"status"},
    "upload_text": {"response"},
    "icd10_submit": {"job_id"},
    "icd10_status": {"status"},
    "templates": {"data"},
    "audio_submit": {"job_id"},
    "audio_status": {"status"},
}


@pytest.mark.parametrize("path", GOOD, ids=name_of)
@pytest.mark.parametrize("instead", ["nothing", "null"])
def test_missing_optional_fields_are_fine(path: Path, instead: str) -> None:
    needed = REQUIRED[path.parent.name]

    def bare(body: dict[str, Any]) -> dict[str, Any]:
        kept = {name: value for name, value in body.items() if name in needed}
        return kept if instead == "nothing" else dict.fromkeys(body) | kept

    assert play(path, Api(), bare).model_fields_set >= needed


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_without_what_makes_it_an_answer_it_is_broken_not_guessed(path: Path) -> None:
    with pytest.raises(SporoError):
        play(
            path,
            Api(),
            lambda body: {
                name: said for name, said in body.items() if name not in REQUIRED[path.parent.name]
            },
        )
