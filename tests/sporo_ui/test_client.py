"""Whatever comes back, or does not, becomes an answer or one clear error."""

import io
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest

from sporo_ui.client import Retries, SporoClient
from sporo_ui.errors import Broken, Busy, NotAllowed, Rejected, SporoError, Unreachable
from tests.sporo_ui.ground import ACCEPTED, COMPLETED, JOB, Api, answer

GET_ERRORS = [
    httpx.ConnectError("refused"),
    httpx.ConnectTimeout("slow"),
    httpx.PoolTimeout("full"),
    httpx.ReadTimeout("slow"),
    httpx.WriteTimeout("slow"),
    httpx.ReadError("reset"),
    httpx.WriteError("reset"),
    httpx.RemoteProtocolError("cut"),
]


def send(client: SporoClient) -> None:
    client.send_audio(("visit.wav", io.BytesIO(b"RIFF"), "audio/wav"), template_id="a")


SENDINGS: dict[str, Callable[[SporoClient, str | None], object]] = {
    "audio": lambda client, name: client.send_audio(
        ("visit.wav", io.BytesIO(b"RIFF"), "audio/wav"), template_id="a", sending=name
    ),
    "documents": lambda client, name: client.upload(
        [("a.txt", io.BytesIO(b"Seen."), "text/plain")], sending=name
    ),
    "text": lambda client, name: client.summarize_text("Seen.", sending=name),
    "codes": lambda client, name: client.send_text_for_codes("Seen.", sending=name),
}


@pytest.mark.parametrize("kind", SENDINGS)
def test_a_named_sending_carries_its_name_and_an_unnamed_one_none(kind: str) -> None:
    api = Api([answer(200, {"job_id": JOB, "upload_id": JOB, "response": "Rest."})])
    for name in ("a name", None):
        SENDINGS[kind](api.client(), name)
    assert [request.headers.get("Idempotency-Key") for request in api.requests] == ["a name", None]


def test_metadata_can_not_take_the_place_of_what_is_asked() -> None:
    api = Api([answer(200, {"response": "Rest."})])
    api.client().summarize_text("Seen.", extra_information="focus", metadata={"extra_information": "x"})
    assert b'"focus"' in api.requests[0].content


@pytest.mark.parametrize("error", GET_ERRORS, ids=lambda error: type(error).__name__)
def test_a_network_failure_is_one_sentence_and_says_whether_it_may_have_arrived(error: Exception) -> None:
    api = Api([error])
    with pytest.raises(Unreachable) as caught:
        send(api.client())
    certain = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
    assert caught.value.arrived is not certain


@pytest.mark.parametrize(
    "said",
    [
        httpx.Response(200, html="<html><body>Welcome to the clinic's Wi-Fi</body></html>"),
        httpx.Response(200, content=b'{"status": "comp'),
        httpx.Response(200, content=b"\xff\xfe\x00garbage"),
        httpx.Response(200, json=[1, 2]),
        httpx.Response(200, json=None),
        httpx.Response(200, content=b""),
        httpx.Response(200, json={"status": 7}),
        httpx.Response(200, json={"status": "completed", "note": {"text": "A note of another shape."}}),
        httpx.Response(502, html="<html>Bad gateway</html>"),
        httpx.Response(500, text="Traceback (most recent call last)"),
        httpx.Response(307, headers={"Location": "https://elsewhere.example.com"}),
    ],
    ids=["html", "cut", "garbage", "list", "null", "nothing", "number", "shape", "502", "500", "redirect"],
)
def test_an_answer_outside_the_contract_is_broken_and_quotes_nothing(said: httpx.Response) -> None:
    with pytest.raises(Broken) as caught:
        Api([said]).client().audio_job(JOB)
    assert caught.value.sentence == Broken.sentence
    assert "Wi-Fi" not in caught.value.detail


def test_a_patients_words_in_a_wrong_answer_do_not_reach_the_detail() -> None:
    with pytest.raises(Broken) as caught:
        Api([answer(200, {"status": 1, "transcript": ["John Smith has HIV."]})]).client().audio_job(JOB)
    assert "John" not in caught.value.detail + str(caught.value)


@pytest.mark.parametrize(
    "detail", [[{"loc": ["body"], "msg": "field required"}], {"a": 1}, None, "<b>no</b>"]
)
def test_a_detail_that_is_no_sentence_is_not_shown(detail: object) -> None:
    with pytest.raises(Rejected) as caught:
        Api([answer(422, {"detail": detail})]).client().audio_job(JOB)
    assert caught.value.sentence == Rejected.sentence


def test_an_error_nested_without_end_is_only_an_error() -> None:
    with pytest.raises(Rejected):
        Api([httpx.Response(400, content=b"[" * 200_000)]).client().audio_job(JOB)


def test_a_get_is_tried_again_until_it_works() -> None:
    api = Api([httpx.ConnectError("refused"), answer(503), answer(500), answer(200, COMPLETED)])
    assert api.client(tries=4).audio_job(JOB).transcript == "Cough for a week."
    assert len(api.requests) == 4


def test_a_get_gives_up_after_its_tries() -> None:
    api = Api([httpx.ConnectError("refused")])
    with pytest.raises(Unreachable):
        api.client(tries=3).audio_job(JOB)
    assert len(api.requests) == 3


@pytest.mark.parametrize("status", [400, 401, 404])
def test_what_will_not_get_better_is_not_tried_again(status: int) -> None:
    api = Api([answer(status)])
    with pytest.raises(SporoError):
        api.client(tries=4).audio_job(JOB)
    assert len(api.requests) == 1


@pytest.mark.parametrize("said", [httpx.ConnectError("refused"), answer(503), answer(500), answer(429)])
def test_a_post_is_never_tried_again(said: httpx.Response | Exception) -> None:
    api = Api([said])
    with pytest.raises(SporoError):
        send(api.client(tries=4))
    assert len(api.requests) == 1


def waits(*said: httpx.Response | Exception, tries: int = 4) -> list[float]:
    waited: list[float] = []
    http = httpx.Client(base_url="https://api.example.com", transport=httpx.MockTransport(Api(list(said))))
    client = SporoClient(http, Retries(tries, longest_wait=10, sleep=waited.append, jitter=lambda: 1.0))
    with suppress(SporoError):
        client.audio_job(JOB)
    return waited


def test_waits_double_up_to_a_cap() -> None:
    assert waits(answer(500), tries=7) == [0.5, 1, 2, 4, 8, 10]


def test_the_wait_that_the_service_asks_for_is_kept() -> None:
    assert waits(answer(429, Retry_After="7"), answer(200, COMPLETED)) == [7]


def test_a_date_is_taken_against_the_services_own_clock() -> None:
    said = answer(503, Retry_After="Mon, 23 Nov 2026 10:00:09 GMT", Date="Mon, 23 Nov 2026 10:00:00 GMT")
    assert waits(said, answer(200, COMPLETED)) == [9]


def test_a_wait_over_the_cap_is_the_callers_to_make() -> None:
    assert waits(answer(429, Retry_After="3600")) == []


@pytest.mark.parametrize("asked", ["soon", "", "Mon, 99 Foo", "-5"])
def test_a_retry_after_that_makes_no_sense_does_no_harm(asked: str) -> None:
    with pytest.raises(Busy) as caught:
        Api([answer(429, Retry_After=asked)]).client().audio_job(JOB)
    assert not caught.value.retry_after


def test_an_id_can_not_leave_its_place_in_the_address() -> None:
    api = Api([answer(200, {"status": "queued"})])
    api.client().audio_job("../templates?x=1")
    assert api.requests[0].url.raw_path == b"/api/v1/pcr/audio/notes/..%2Ftemplates%3Fx%3D1"


def test_every_answer_is_told_to_the_watch() -> None:
    seen: list[tuple[SporoError | None, float | None]] = []
    api = Api([answer(401), answer(202, ACCEPTED), answer(200, COMPLETED)])
    http = httpx.Client(base_url="https://api.example.com", transport=httpx.MockTransport(api))
    client = SporoClient(http, Retries(1), lambda error, seconds: seen.append((error, seconds)))
    with pytest.raises(NotAllowed):
        client.audio_job(JOB)
    send(client)
    client.audio_job(JOB)
    assert isinstance(seen[0][0], NotAllowed)
    assert seen[1] == (None, None)
    assert seen[2][0] is None
    assert seen[2][1] is not None


def page(names: str, count: int) -> httpx.Response:
    return answer(200, {"data": [{"_id": name, "name": name} for name in names], "count": count})


def serve(names: str, cap: int, *, counts_all: bool) -> Api:
    """A server that pages through these, gives at most `cap` a page, and counts in one way or the other."""

    def reply(request: httpx.Request) -> httpx.Response:
        skip, limit = int(request.url.params["skip"]), int(request.url.params["limit"])
        data = names[skip : skip + min(limit, cap)]
        return page(data, len(names) if counts_all else len(data))

    return Api([reply])


@pytest.mark.parametrize("counts_all", [True, False], ids=["count of all", "count of the page"])
@pytest.mark.parametrize("names", ["", "a", "abc", "abcd", "abcdefghij"])
def test_every_template_is_listed_once_whatever_count_means(names: str, *, counts_all: bool) -> None:
    api = serve(names, cap=4, counts_all=counts_all)
    assert "".join(template.id for template in api.client().all_templates()) == names


def test_a_server_that_ignores_skip_does_not_page_for_ever() -> None:
    api = Api([page("abc", 3)])
    assert [template.id for template in api.client().all_templates()] == ["a", "b", "c"]


@contextmanager
def raw_server(said: bytes) -> Iterator[str]:
    """A server on a real socket that says these bytes to whoever comes, then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve_one() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(said)

        thread = threading.Thread(target=serve_one)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"status": "completed"',
        b"SSH-2.0-OpenSSH_9.6\r\n",
    ],
    ids=["nothing", "half a body", "another protocol"],
)
def test_a_connection_that_breaks_off_is_an_error_not_half_an_answer(said: bytes) -> None:
    with raw_server(said) as url, httpx.Client(base_url=url) as http, pytest.raises(Unreachable) as caught:
        SporoClient(http, Retries(1)).audio_job(JOB)
    assert caught.value.arrived
