import json
import logging
import os
import subprocess
import sys
import time

import pytest
from pydantic import SecretStr

from sporo_service.engines.llm import LARGEST_ANSWER, Form, Llm, LlmError
from sporo_service.settings import Settings
from tests.ports import free_port
from tests.sporo_service.engines.model import (
    KEY,
    Behavior,
    Call,
    drips,
    hangs_up,
    model,
    says,
    sends,
    stays_silent,
)

SECRET = "Ann Smith has asthma"
SOON = 10.0
"""Seconds in which every answer must be had or given up: far more than the time allowed here."""


class Verdict(Form):
    word: str


YES = json.dumps({"word": "yes"})


def test_the_model_is_asked_with_its_name_its_key_both_messages_and_the_form_of_the_answer() -> None:
    with model(says(YES)) as running:
        assert Llm(running.settings()).answer("Be short.", SECRET, Verdict) == Verdict(word="yes")
    (call,) = running.calls
    assert (call.path, call.key) == ("/v1/chat/completions", f"Bearer {KEY}")
    assert call.body["messages"] == [
        {"role": "system", "content": "Be short."},
        {"role": "user", "content": SECRET},
    ]
    assert (call.body["model"], call.body["temperature"]) == ("small", 0)
    form = call.body["response_format"]["json_schema"]
    assert (form["strict"], form["schema"]["required"]) == (True, ["word"])
    assert form["schema"]["additionalProperties"] is False


@pytest.mark.parametrize(
    "content", [YES, f"```json\n{YES}\n```", f"Here it is: {YES}", '{"word": "yes", "sure": true}']
)
def test_an_answer_is_read_also_where_the_endpoint_knows_no_structured_answers(content: str) -> None:
    with model(says(content)) as running:
        assert Llm(running.settings()).answer("", "", Verdict).word == "yes"


@pytest.mark.parametrize(
    "behavior",
    [
        says(""),
        says(None),
        says("I can't do that."),
        says("}{"),
        says('{"word": 3}'),
        says("{}"),
        says(YES[:-4]),
        says(YES, reason="length"),
        says(YES, reason="content_filter"),
        says(None, refusal=f"I won't speak of {SECRET}."),
        sends(b"<html>"),
        sends(b""),
        sends(b'{"choices": []}'),
        sends(b'{"choices": null}'),
        sends(b"[" * 100_000),
        sends(b"x" * (LARGEST_ANSWER + 1)),
        sends(SECRET.encode(), 400),
        sends(f"{KEY} is no key".encode(), 401),
        sends(b"", 404),
        sends(SECRET.encode(), 429),
        sends(SECRET.encode(), 500),
        sends(SECRET.encode(), 503, **{"Retry-After": "100"}),
        hangs_up,
        drips,
        stays_silent,
    ],
)
def test_an_answer_of_no_use_is_one_error_in_time_that_tells_no_text_and_no_key(
    behavior: Behavior, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    began = time.monotonic()
    with model(behavior) as running:
        with pytest.raises(LlmError) as caught:
            Llm(running.settings(llm_seconds=1)).answer(SECRET, SECRET, Verdict)
        assert time.monotonic() - began < SOON
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    told = f"{caught.value} {caplog.text}"
    assert "The language model failed: " in told
    assert SECRET not in told
    assert KEY not in told


def test_a_busy_endpoint_is_asked_once_more() -> None:
    answers = iter([sends(b"", 429), says(YES)])

    def busy_at_first(call: Call) -> None:
        next(answers)(call)

    with model(busy_at_first) as running:
        assert Llm(running.settings()).answer("", "", Verdict).word == "yes"
    assert len(running.calls) == 2


def test_a_model_that_is_not_there_is_one_error() -> None:
    with pytest.raises(LlmError):
        Llm(Settings(llm_url=f"http://127.0.0.1:{free_port()}/v1")).answer("", "", Verdict)


@pytest.mark.parametrize("url", ["localhost", "http://[", "ftp://127.0.0.1/v1"])
def test_an_address_that_is_none_is_one_error(url: str) -> None:
    with pytest.raises(LlmError):
        Llm(Settings(llm_url=url)).answer("", "", Verdict)


def test_a_key_that_no_header_can_carry_is_one_error(caplog: pytest.LogCaptureFixture) -> None:
    with model(says(YES)) as running:
        settings = running.settings().model_copy(update={"llm_key": SecretStr(f"{KEY}\u20ac\n")})
        with pytest.raises(LlmError):
            Llm(settings).answer("", "", Verdict)
    assert KEY not in caplog.text


def test_the_text_goes_to_the_named_endpoint_alone_whatever_it_says() -> None:
    with model(says(YES)) as elsewhere:
        there = f"{elsewhere.url}/chat/completions"
        with model(sends(b"", 307, Location=there)) as running, pytest.raises(LlmError):
            Llm(running.settings()).answer("", SECRET, Verdict)
    assert elsewhere.calls == []


AMBIENT = {
    "OPENAI_API_KEY": "sk-of-somebody-else",
    "OPENAI_ORG_ID": "org-else",
    "OPENAI_PROJECT_ID": "project-else",
    "OPENAI_BASE_URL": "http://127.0.0.1:1/v1",
}
ASKS = """
from sporo_service.engines.llm import Form, Llm
from sporo_service.settings import Settings
Llm(Settings()).answer("", "", Form)
"""
LOADS = """
import sys
from sporo_service.engines.coder import build_coder
from sporo_service.engines.summarizer import build_summarizer
from sporo_service.settings import Settings
build_coder(Settings()).code("Asthma.")
build_summarizer(Settings()).summarize([], "")
assert "openai" not in sys.modules
"""


def test_nothing_meant_for_another_endpoint_is_sent_to_this_one() -> None:
    with model(says("{}")) as running:
        told = {**os.environ, **AMBIENT, "SPORO_LLM_URL": running.url}
        subprocess.run([sys.executable, "-c", ASKS], env=told, check=True)
    (call,) = running.calls
    assert call.key is None
    assert "else" not in str(call.handler.headers)


def test_without_an_endpoint_the_sdk_is_not_loaded() -> None:
    subprocess.run([sys.executable, "-c", LOADS], check=True)
