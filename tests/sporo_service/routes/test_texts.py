import json
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from sporo_documents.document import Document
from sporo_service.engines.base import EngineError, Summary
from sporo_service.routes.texts import LONG
from sporo_service.settings import Settings
from tests.sporo_service.harness import DEADLINE, Api, Receiver, Server, eventually

TEXT = "Seen for a cough of three days."


@dataclass
class Broken:
    trouble: Exception

    def summarize(self, documents: Sequence[Document], focus: str) -> Summary:
        assert documents[0].name, focus
        raise self.trouble


class Crowd:
    """Counts how many long texts it is given at once; they stay until `leave` is set."""

    def __init__(self) -> None:
        self.entered, self.leave = threading.Event(), threading.Event()
        self.inside = self.most = 0

    def summarize(self, documents: Sequence[Document], focus: str) -> Summary:
        if len(documents[0].pages[0].text) >= LONG:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.entered.set()
            assert self.leave.wait(DEADLINE), focus
            self.inside -= 1
        return Summary((), (), "crowd")


def _send(api: Api, body: bytes | str, content_type: str = "application/json") -> tuple[int, str]:
    """The status and the sentence."""
    answer = api.http.post("upload/text/", content=body, headers={"Content-Type": content_type})
    return answer.status_code, str(answer.json().get("detail", ""))


def test_a_text_is_summarized_at_once_with_its_sources(api: Api) -> None:
    answer = api.http.post("upload/text/", json={"user_input": TEXT, "extra_information": "Cough"})
    assert answer.status_code == 200
    assert answer.json() == {
        "response": f"COUGH\n- {TEXT}",
        "webhook_url": None,
        "extra_information": "Cough",
        "metadata": {},
        "sections": [
            {
                "title": "Cough",
                "lines": [{"text": TEXT, "sources": [{"file": "text", "page": 1, "quote": TEXT}]}],
            }
        ],
        "conflicts": [],
        "writer": "test",
        "removed": 0,
        "warnings": [],
    }


def test_every_other_property_is_metadata_whatever_is_in_it(api: Api) -> None:
    metadata: dict[str, object] = {
        "a": None,
        "b": {"c": [1, {"d": True}]},
        "metadata": {},
        "": 1.5,
        "email": "x",
        "files": [],
    }
    answer = api.http.post(
        "upload/text/", json={"user_input": TEXT, "extra_information": None, "webhook_url": None, **metadata}
    )
    assert answer.status_code == 200
    assert answer.json()["metadata"] == metadata
    assert (answer.json()["extra_information"], answer.json()["webhook_url"]) == (None, None)


def test_a_text_that_nobody_is_told_of_leaves_nothing_behind(api: Api) -> None:
    api.http.post("upload/text/", json={"user_input": TEXT})
    with api.service.store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM jobs").scalar() == 0


def test_a_webhook_tells_of_the_summary_with_all_that_was_sent_beside_it(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    start_worker()
    body = {"user_input": TEXT, "webhook_url": receiver.url, "foo": {"bar": None}}
    answer = api.http.post("upload/text/", json=body).json()
    told = eventually(lambda: receiver.bodies)[0]
    assert told == {"job_id": told["job_id"], "status": "completed", **answer}


def test_a_repeated_sending_gets_the_first_answer_and_is_told_once(api: Api) -> None:
    headers = {"Idempotency-Key": "one click"}
    body = {"user_input": TEXT, "foo": "bar"}
    answers = [api.http.post("upload/text/", json=body, headers=headers).json() for _ in range(2)]
    assert answers[0] == answers[1]
    with api.service.store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM jobs").scalar() == 1


def test_another_text_under_the_same_name_gets_none_of_its_summary(api: Api) -> None:
    headers = {"Idempotency-Key": "1"}
    bodies = [{"user_input": text} for text in (TEXT, "Seen for gout.")]
    answers = [api.http.post("upload/text/", json=body, headers=headers) for body in bodies]
    assert [answer.status_code for answer in answers] == [200, 409]


def test_long_texts_are_summarized_one_at_a_time_and_a_short_one_between(
    serve: Callable[..., Api], settings: Settings
) -> None:
    crowd = Crowd()
    api = serve(settings, crowd)
    with ThreadPoolExecutor(3) as people:
        long = [people.submit(_send, api, json.dumps({"user_input": "x" * LONG})) for _ in range(3)]
        assert crowd.entered.wait(DEADLINE)
        assert _send(api, json.dumps({"user_input": TEXT})) == (200, "")
        crowd.leave.set()
        assert [one.result() for one in long] == [(200, "")] * 3
    assert crowd.most == 1


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u00a0\u2003", "\x00\x1f", "\u200b\u2060\u00ad"])
def test_a_blank_text_is_refused(text: str, api: Api) -> None:
    assert _send(api, json.dumps({"user_input": text})) == (
        400,
        "The text is blank: send what is to be read in `user_input`.",
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{}", "The text is blank"),
        ('{"user_input": null}', "The text is blank"),
        ('{"user_input": 5}', "`user_input` must be a text."),
        ('{"user_input": ["a"]}', "`user_input` must be a text."),
        ('{"user_input": "a", "extra_information": {}}', "`extra_information` must be a text."),
        ('{"user_input": "a", "webhook_url": 1}', "`webhook_url` must be a text."),
        ('{"user_input": "a", "webhook_url": "x"}', "The webhook_url must be a web address"),
    ],
)
def test_a_property_of_another_kind_is_refused_by_its_name(body: str, sentence: str, api: Api) -> None:
    status, said = _send(api, body)
    assert (status, said[: len(sentence)]) == (400, sentence)


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16"]
)
def test_another_type_or_charset_is_refused(content_type: str, api: Api) -> None:
    assert _send(api, json.dumps({"user_input": TEXT}), content_type) == (
        400,
        "Send the request as JSON in UTF-8, with `Content-Type: application/json`.",
    )


def test_5_megabytes_of_text_are_refused_with_a_sentence(api: Api) -> None:
    status, said = _send(api, json.dumps({"user_input": "a" * 5_000_000}))
    assert status == 400
    assert said.startswith("The text is longer than 1 MB, the most that is accepted at once.")


def test_nul_and_every_other_sign_of_unicode_pass(api: Api) -> None:
    answer = api.http.post("upload/text/", json={"user_input": "a\x00b \U0001f489 ñ", "no\x00te": "\x00"})
    assert answer.status_code == 200
    assert answer.json()["metadata"] == {"no\x00te": "\x00"}


@pytest.mark.parametrize("trouble", [EngineError("model_missing", "The model is missing."), ValueError(TEXT)])
def test_a_summarizer_in_trouble_is_said_without_the_patients_words(
    trouble: Exception, settings: Settings, api: Api
) -> None:
    with Server(settings, Broken(trouble)) as url:
        answer = api.http.post(f"{url}{api.http.base_url.path}upload/text/", json={"user_input": TEXT})
    assert answer.status_code == 503
    assert answer.json()["detail"].startswith(("The model is missing.", "The text could not be summarized"))
    assert TEXT not in answer.text


def test_the_eleventh_text_of_an_hour_is_refused(
    serve: Callable[[Settings], Api], settings: Settings
) -> None:
    api = serve(settings.model_copy(update={"rate_limits": "on"}))
    statuses = [api.http.post("upload/text/", json={"user_input": TEXT}).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    assert api.upload().status_code == 200
