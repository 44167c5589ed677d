import json
from collections.abc import Callable, Iterator
from itertools import count

import httpx
import pytest

from sporo_service.engines.llm import LARGEST_ANSWER, LONGEST_ANSWER_SECONDS, Llm, LlmError

Handler = Callable[[httpx.Request], httpx.Response]


def llm(handler: Handler, clock: Callable[[], float] = lambda: 0.0) -> Llm:
    http = httpx.Client(base_url="http://model/v1/", transport=httpx.MockTransport(handler))
    return Llm(http, "small", clock)


def test_the_model_is_asked_with_its_name_and_both_messages() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"choices": [{"message": {"content": "Yes."}}]})

    assert llm(handler).answer("Be short.", "Is it?") == "Yes."
    assert str(seen[0].url) == "http://model/v1/chat/completions"
    assert json.loads(seen[0].content) == {
        "model": "small",
        "messages": [{"role": "system", "content": "Be short."}, {"role": "user", "content": "Is it?"}],
        "temperature": 0,
    }


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(500),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={"choices": []}),
        httpx.Response(200, json={"choices": [{"message": {"content": None}}]}),
        httpx.Response(200, text="x" * (LARGEST_ANSWER + 1)),
    ],
)
def test_an_answer_of_no_use_is_one_error(response: httpx.Response) -> None:
    with pytest.raises(LlmError):
        llm(lambda _: response).answer("", "")


@pytest.mark.parametrize("problem", [httpx.ConnectError("down"), httpx.ReadTimeout("slow")])
def test_a_model_that_is_down_or_slow_is_one_error(problem: httpx.HTTPError) -> None:
    def handler(_: httpx.Request) -> httpx.Response:
        raise problem

    with pytest.raises(LlmError):
        llm(handler).answer("", "")


def test_an_answer_that_drips_ends_at_its_time() -> None:
    def drops() -> Iterator[bytes]:
        while True:
            yield b" "

    seconds = count(step=int(LONGEST_ANSWER_SECONDS / 10))
    with pytest.raises(LlmError):
        llm(lambda _: httpx.Response(200, content=drops()), lambda: float(next(seconds))).answer("", "")
