"""A visit is sent once, whatever breaks; where nobody knows whether it arrived, a person decides."""

from dataclasses import replace

import httpx
import pytest

from sporo_ui.client import SporoClient
from sporo_ui.entries import LOCAL_PERSON, State
from sporo_ui.webhook import Hint
from tests.sporo_ui.ground import ACCEPTED, DAY, JOB, Ground, Said, answer, send, wav


def hook_of(ground: Ground) -> str:
    """The unguessable part of the webhook address that was last sent along."""
    sent = ground.api.requests[-1].content.decode(errors="replace")
    return sent.partition("https://clinic.example.com/hooks/")[2].partition("\r\n")[0]


def test_a_sent_visit_waits_for_its_job(ground: Ground) -> None:
    assert send(ground, answer(202, ACCEPTED)).state == State.QUEUED
    assert [job.job_id for job in ground.reads.waiting()] == [JOB]


def test_the_whole_recording_leaves_under_a_name_that_tells_nothing(ground: Ground) -> None:
    send(ground, answer(202, ACCEPTED), content=wav(2.5, b"the visit"))
    sent = ground.api.requests[0].content
    assert wav(2.5, b"the visit") in sent
    assert b'filename="visit.wav"\r\nContent-Type: audio/wav' in sent
    assert b"Smith" not in sent
    assert b"JS, room 4" not in sent


def test_nothing_waiting_sends_nothing(ground: Ground) -> None:
    assert ground.sender().turn() > 0
    assert ground.api.requests == []


def test_visits_leave_in_the_order_of_the_clicks(ground: Ground) -> None:
    first = ground.submit(wav(mark=b"1"))
    ground.clock.pass_(1)
    second = ground.submit(wav(mark=b"2"))
    ground.api.say(answer(202, ACCEPTED))
    ground.sender().turn()
    assert ground.entry(first).state == State.QUEUED
    assert ground.entry(second).state == State.UNSENT


@pytest.mark.parametrize("said", [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow")])
def test_a_service_that_is_down_gets_the_visit_when_it_is_back(ground: Ground, said: Exception) -> None:
    entry = send(ground, said)
    assert entry.state == State.UNSENT
    assert entry.problem == "The service can't be reached."
    assert entry.retry_at is not None
    ground.api.say(answer(202, ACCEPTED))
    ground.sender().turn()
    assert ground.entry(entry).state == State.UNSENT
    ground.clock.pass_(5)
    ground.sender().turn()
    found = ground.entry(entry)
    assert (found.state, found.problem) == (State.QUEUED, "")


def test_waits_grow_while_the_service_stays_down(ground: Ground) -> None:
    entry = send(ground, httpx.ConnectError("refused"))
    waits = []
    for _ in range(10):
        found = ground.entry(entry)
        assert found.retry_at is not None
        waits.append(found.retry_at.timestamp() - ground.clock())
        ground.clock.pass_(waits[-1])
        ground.sender().turn()
    assert waits == [5, 10, 20, 40, 60, 60, 60, 60, 60, 60]


def test_after_a_day_a_person_has_to_decide(ground: Ground) -> None:
    entry = send(ground, httpx.ConnectError("refused"))
    ground.clock.pass_(DAY + 1)
    ground.sender().turn()
    found = ground.entry(entry)
    assert found.state == State.FAILED
    assert found.can_be_sent_again
    assert len(ground.kept_files()) == 1


@pytest.mark.parametrize(
    ("asked", "wait"), [({"Retry_After": "600"}, 600), ({}, 300), ({"Retry_After": "9999"}, 3600)]
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_asked_again_when_it_said(
    ground: Ground, status: int, asked: dict[str, str], wait: float
) -> None:
    detail = "Rate limit of 10 requests per hour exceeded. Please try again after an hour."
    entry = send(ground, answer(status, {"detail": detail}, **asked))
    assert (entry.state, entry.problem) == (State.UNSENT, detail)
    assert entry.retry_at is not None
    assert entry.retry_at.timestamp() == ground.clock() + wait


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (400, "There is no community template by this id."),
        (401, "The service does not accept this app's key."),
        (404, "The service has nothing at this address."),
        (413, "There is no community template by this id."),
    ],
)
def test_a_refused_visit_says_why_and_keeps_its_recording(ground: Ground, status: int, sentence: str) -> None:
    entry = send(ground, answer(status, {"detail": "There is no community template by this id."}))
    assert (entry.state, entry.problem) == (State.FAILED, sentence)
    assert entry.can_be_sent_again
    ground.sender().turn()
    assert len(ground.api.requests) == 1


@pytest.mark.parametrize(
    "said",
    [
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("cut"),
        answer(500),
        httpx.Response(502, html="<html>Bad gateway</html>"),
        httpx.Response(202, html="<html>Accepted</html>"),
        answer(202, {"status": "queued"}),
    ],
    ids=["timeout", "cut", "500", "502", "html", "no id"],
)
def test_a_lost_answer_is_said_to_be_lost_and_never_sent_again_unasked(ground: Ground, said: Said) -> None:
    entry = send(ground, said)
    assert entry.state == State.UNCONFIRMED
    assert "may have arrived or not" in entry.problem
    ground.clock.pass_(DAY)
    ground.sender().turn()
    assert len(ground.api.requests) == 1
    assert ground.entry(entry).can_be_sent_again


def test_a_person_may_send_a_lost_one_again(ground: Ground) -> None:
    entry = send(ground, httpx.ReadTimeout("slow"))
    ground.visits.send_again(LOCAL_PERSON, entry.id)
    ground.api.say(answer(202, ACCEPTED))
    ground.sender().turn()
    assert ground.entry(entry).state == State.QUEUED


def test_a_webhook_finds_the_job_of_a_lost_answer(ground: Ground) -> None:
    entry = send(ground, httpx.ReadTimeout("slow"))
    assert ground.hints.hear(hook_of(ground), Hint(JOB, has_ended=False))
    found = ground.entry(entry)
    assert (found.state, found.problem) == (State.QUEUED, "")
    assert [job.job_id for job in ground.reads.waiting()] == [JOB]


def test_a_webhook_that_is_faster_than_the_answer_is_not_lost(ground: Ground) -> None:
    def completed_at_once(_request: httpx.Request) -> httpx.Response:
        ground.hints.hear(hook_of(ground), Hint(JOB, has_ended=True))
        return answer(202, ACCEPTED)

    assert send(ground, completed_at_once).state == State.QUEUED
    assert [job.hinted for job in ground.reads.waiting()] == [True]


def test_a_webhook_of_an_earlier_sending_counts_no_more(ground: Ground) -> None:
    entry = send(ground, httpx.ReadTimeout("slow"))
    old = hook_of(ground)
    ground.visits.send_again(LOCAL_PERSON, entry.id)
    assert not ground.hints.hear(old, Hint(JOB, has_ended=True))


class BreaksOff(httpx.BaseTransport):
    """A network that breaks after so many pieces of a request."""

    def __init__(self, pieces: int) -> None:
        self.pieces = pieces

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        for number, _piece in enumerate(request.stream):
            if number == self.pieces:
                break
        raise httpx.WriteError("reset")


@pytest.mark.parametrize(("pieces", "state"), [(4, State.UNSENT), (100_000, State.UNCONFIRMED)])
def test_what_broke_before_all_had_left_is_certain_not_to_have_arrived(
    ground: Ground, pieces: int, state: State
) -> None:
    """A multipart body without its end can't have been accepted, so it is sent again by itself."""
    entry = ground.submit(wav(3))
    http = httpx.Client(base_url="https://api.example.com", transport=BreaksOff(pieces))
    replace(ground.sender(), client=SporoClient(http)).turn()
    assert ground.entry(entry).state == state


def test_a_recording_that_vanished_or_was_changed_is_said_to_be(ground: Ground) -> None:
    vanished, changed = ground.submit(wav(mark=b"1")), ground.submit(wav(mark=b"2"))
    (ground.folder / "recordings" / ground.kept_files()[0].name).unlink()
    ground.kept_files()[0].write_bytes(b"\x00" * 4000)
    ground.api.say(answer(202, ACCEPTED))
    ground.sender().turn()
    ground.sender().turn()
    found = {ground.entry(vanished).problem, ground.entry(changed).problem}
    assert found == {
        "The recording of this visit is no longer kept here.",
        "What is stored here can't be opened with this app's key.",
    }
    assert ground.api.requests == []
