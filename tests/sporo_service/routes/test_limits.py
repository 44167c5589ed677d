"""What an hour's submissions are spent on, on every route that takes one and on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from sporo_service.gate import TRIES
from sporo_service.settings import Settings
from tests.sporo_service.harness import Api

TEXT = "Seen for a cough of three days."

Send = Callable[[Api], httpx.Response]


def _text(api: Api, **more: object) -> httpx.Response:
    return api.http.post("upload/text/", json={"user_input": TEXT, **more})


def _codes(api: Api, **more: object) -> httpx.Response:
    return api.http.post("icd10/text", json={"text": TEXT, **more})


def _another_type(path: str) -> Send:
    return lambda api: api.http.post(path, content=b"x", headers={"Content-Type": "text/plain"})


def _broken_json(path: str) -> Send:
    return lambda api: api.http.post(path, content=b"{", headers={"Content-Type": "application/json"})


REFUSED: dict[str, tuple[Send, list[Send]]] = {
    "upload": (
        lambda api: api.upload(),
        [
            lambda api: api.http.post("upload/", files={"foo": (None, b"bar")}),
            lambda api: api.upload(webhook_url="ftp://x"),
            lambda api: api.upload(foo="x" * 20_000),
            _another_type("upload/"),
        ],
    ),
    "text": (
        _text,
        [
            lambda api: _text(api, user_input=" "),
            lambda api: _text(api, extra_information={}),
            lambda api: _text(api, webhook_url="x"),
            _another_type("upload/text/"),
            _broken_json("upload/text/"),
        ],
    ),
    "icd10": (
        _codes,
        [
            lambda api: _codes(api, text=None),
            lambda api: _codes(api, webhook_url=1),
            _another_type("icd10/text"),
            _broken_json("icd10/text"),
        ],
    ),
    "audio": (
        lambda api: api.submit(),
        [
            lambda api: api.submit(template_id="none"),
            lambda api: api.http.post("audio/notes", files={"file": ("a.mp3", b"no audio")}),
            _another_type("audio/notes"),
        ],
    ),
}


@pytest.fixture
def limited(serve: Callable[[Settings], Api], settings: Settings) -> Api:
    """A service on which each kind of work may be submitted twice an hour."""
    twice = {f"{kind}_per_hour": 2 for kind in ("uploads", "texts", "icd10_submits", "audio_submits")}
    return serve(settings.model_copy(update={"rate_limits": "on", **twice}))


@pytest.mark.parametrize("route", REFUSED)
def test_what_is_refused_for_its_content_costs_no_submission(route: str, limited: Api) -> None:
    submit, refusals = REFUSED[route]
    assert [send(limited).status_code for send in refusals] == [400] * len(refusals)
    assert submit(limited).is_success
    assert [send(limited).status_code for send in refusals] == [400] * len(refusals)
    assert [submit(limited).is_success for _ in range(2)] == [True, False]
    assert submit(limited).json() == {
        "detail": "Rate limit of 2 requests per hour exceeded. Please try again after an hour."
    }


@pytest.mark.parametrize("route", REFUSED)
def test_nobody_sends_what_is_refused_without_end(route: str, limited: Api) -> None:
    submit, refusals = REFUSED[route]
    statuses = [refusals[0](limited).status_code for _ in range(2 * TRIES + 1)]
    assert statuses == [400] * 2 * TRIES + [429]
    refused = submit(limited)
    assert refused.status_code == 429
    assert 3500 <= int(refused.headers["Retry-After"]) <= 3600


def test_a_name_that_was_given_to_another_sending_costs_no_submission(limited: Api) -> None:
    answers = [limited.upload(("a.txt", content), sending="1") for content in (b"Gout.", b"Asthma.")]
    assert [answer.status_code for answer in (*answers, limited.upload())] == [200, 409, 200]


def test_a_repetition_costs_no_second_submission(limited: Api) -> None:
    answers = [limited.upload(sending="one click") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert limited.upload().status_code == 200


def test_of_many_submissions_at_once_no_more_are_accepted_than_the_limit_says(limited: Api) -> None:
    with ThreadPoolExecutor(8) as clicks:
        statuses = list(clicks.map(lambda _: limited.upload().status_code, range(8)))
    assert sorted(statuses) == [200] * 2 + [429] * 6
    assert len(limited.service.store.open_jobs()) == 2
    assert len(list(limited.service.store.uploads.iterdir())) == 2
