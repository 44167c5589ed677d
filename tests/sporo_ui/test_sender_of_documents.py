"""Documents leave whole, once, with what was asked and nothing else; texts to code leave like them."""

import io
from pathlib import Path

import httpx
import pytest

from sporo_ui.documents import DocumentsRequest
from sporo_ui.entries import LOCAL_PERSON, Entry, State
from sporo_ui.identity import Patient
from sporo_ui.outbox import Outbox
from sporo_ui.vault import Vault
from sporo_ui.webhook import Hint, hint_in
from tests.sporo_ui.ground import CLAIM, DAY, JOB, KEY, UPLOADED, Ground, Said, answer, report, wav


def send(ground: Ground, *said: Said, contents: tuple[bytes, ...] = ()) -> Entry:
    """Documents that were submitted and met these answers."""
    entry = ground.submit_documents(*contents)
    ground.api.say(*said)
    ground.sender().turn()
    return ground.entry(entry)


def sent(ground: Ground) -> str:
    return ground.api.requests[-1].content.decode(errors="replace")


def test_all_files_leave_with_their_names_and_what_is_asked(ground: Ground) -> None:
    entry = send(ground, answer(200, UPLOADED), contents=(report("one", 1.5), b"%PDF-1.7 two"))
    assert entry.state == State.QUEUED
    body = sent(ground)
    assert ground.api.requests[0].url.path == "/api/v1/pcr/upload/"
    assert report("one", 1.5).decode() in body
    assert 'name="files"; filename="report 1.txt"\r\nContent-Type: text/plain' in body
    assert 'name="files"; filename="report 2.txt"\r\nContent-Type: application/pdf' in body
    assert 'name="extra_information"\r\n\r\ncardiac history only\r\n' in body
    assert 'name="case"\r\n\r\n1234\r\n' in body
    assert 'name="webhook_url"\r\n\r\nhttps://clinic.example.com/hooks/' in body
    assert "room 4" not in body


def test_a_patient_leaves_only_where_one_was_named(ground: Ground) -> None:
    send(ground, answer(200, UPLOADED))
    assert "email" not in sent(ground)
    ground.submit_documents(request=DocumentsRequest("JS", patient=Patient("a@b.org", "Tony", "Stark")))
    ground.sender().turn()
    for field, value in (("email", "a@b.org"), ("first_name", "Tony"), ("last_name", "Stark")):
        assert f'name="{field}"\r\n\r\n{value}\r\n' in sent(ground)


def test_names_of_any_script_leave_as_they_are(ground: Ground) -> None:
    file = io.BytesIO(report())
    ground.documents.submit(LOCAL_PERSON, [("Überweisung 病歴.txt", file)], DocumentsRequest("JS"))
    ground.api.say(answer(200, UPLOADED))
    ground.sender().turn()
    assert 'filename="Überweisung 病歴.txt"' in sent(ground)


def test_the_eleventh_upload_of_an_hour_waits_for_its_time_and_is_not_lost(ground: Ground) -> None:
    detail = "Rate limit of 10 requests per hour exceeded. Please try again after an hour."
    entry = send(ground, answer(429, {"detail": detail}, Retry_After="1800"))
    assert (entry.state, entry.problem) == (State.UNSENT, detail)
    assert entry.retry_at is not None
    assert entry.retry_at.timestamp() == ground.clock() + 1800
    ground.api.say(answer(200, UPLOADED))
    ground.sender().turn()
    assert ground.entry(entry).state == State.UNSENT
    ground.clock.pass_(1800)
    ground.sender().turn()
    assert (ground.entry(entry).state, ground.entry(entry).problem) == (State.QUEUED, "")


def test_documents_that_must_wait_do_not_hold_up_a_visit(ground: Ground) -> None:
    send(ground, answer(429))
    assert ground.accepted().state == State.QUEUED


@pytest.mark.parametrize(
    "said",
    [
        httpx.ReadTimeout("slow"),
        answer(500),
        httpx.Response(200, html="<html>"),
        answer(200, {"job_id": JOB}),
        answer(200, {"upload_id": ""}),
    ],
    ids=["timeout", "500", "html", "no id", "empty id"],
)
def test_a_lost_answer_is_never_sent_again_unasked(ground: Ground, said: Said) -> None:
    entry = send(ground, said)
    assert entry.state == State.UNCONFIRMED
    assert entry.problem == "The documents were sent, but the answer was lost: they may have arrived or not."
    ground.clock.pass_(DAY)
    ground.sender().turn()
    assert len(ground.api.requests) == 1
    assert ground.entry(entry).can_be_sent_again


def test_our_own_service_gets_a_lost_sending_again_under_the_same_name(ground: Ground) -> None:
    ground.outbox = Outbox(
        ground.engine, ground.vault, patience=DAY, knows_repetitions=True, clock=ground.clock
    )
    entry = send(ground, httpx.ReadTimeout("slow"))
    assert entry.state == State.UNSENT
    ground.clock.pass_(60)
    ground.api.say(answer(200, UPLOADED))
    ground.sender().turn()
    assert ground.entry(entry).state == State.QUEUED
    first, again = (request.headers["Idempotency-Key"] for request in ground.api.requests)
    assert first == again


def test_a_webhook_that_names_the_upload_finds_it(ground: Ground) -> None:
    entry = send(ground, httpx.ReadTimeout("slow"))
    hook = sent(ground).partition("/hooks/")[2].partition("\r\n")[0]
    assert ground.hints.hear(hook, hint_in(b'{"upload_id": "%s", "status": "queued"}' % JOB.encode()))
    assert ground.entry(entry).state == State.QUEUED
    assert [job.job_id for job in ground.reads_of(entry.kind).waiting()] == [JOB]


@pytest.mark.parametrize(
    ("status", "step"),
    [
        (400, "Discard them, and send other files or another request."),
        (401, "Ask the person who runs this app to check the API key."),
    ],
)
def test_refused_documents_say_why_and_are_kept(ground: Ground, status: int, step: str) -> None:
    entry = send(ground, answer(status, {"detail": "There is nothing in the files."}))
    assert (entry.state, entry.next_step) == (State.FAILED, step)
    assert entry.can_be_sent_again
    assert len(ground.kept_files("documents")) == 1


class BreaksOff(httpx.BaseTransport):
    """A network that breaks after so many bytes of a request."""

    def __init__(self, size: int) -> None:
        self.size = size

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        for piece in request.stream:
            self.size -= len(piece)
            if self.size < 0:
                break
        raise httpx.WriteError("reset")


@pytest.mark.parametrize(
    ("size", "state"), [(500_000, State.UNSENT), (10**9, State.UNCONFIRMED)], ids=["second of three", "all"]
)
def test_only_the_end_of_the_last_file_counts_as_handed_over(ground: Ground, size: int, state: State) -> None:
    entry = ground.submit_documents(*(report(str(place), 1.5) for place in range(3)))
    http = httpx.Client(base_url="https://api.example.com", transport=BreaksOff(size))
    ground.sender_on(http).turn()
    assert ground.entry(entry).state == state


def test_documents_discarded_while_they_leave_never_arrive(ground: Ground) -> None:
    entry = ground.submit_documents(*(report(str(place), 1.5) for place in range(3)))
    real, pieces = ground.outbox.leaving, list[int]()

    class Discarding(Outbox):
        def leaving(self, parcel: object, seconds: float, *, is_last: bool) -> bool:
            pieces.append(1)
            if len(pieces) == 3:
                ground.documents.discard(LOCAL_PERSON, entry.id)
            return real(parcel, seconds, is_last=is_last)  # type: ignore[arg-type] # handed on as it came

    ground.outbox = Discarding(ground.engine, ground.vault, patience=DAY, clock=ground.clock)
    ground.api.say(answer(200, UPLOADED))
    ground.sender().turn()
    assert ground.api.requests == []
    assert ground.documents.entries(LOCAL_PERSON) == []
    assert ground.kept_files("documents") == []


def test_an_entry_that_does_not_open_holds_up_no_other(ground: Ground) -> None:
    ground.submit_documents()
    locked = Outbox(ground.engine, Vault(KEY[::-1]), patience=DAY, clock=ground.clock)
    assert locked.claim(CLAIM) is None
    ground.submit(wav())
    assert ground.outbox.claim(CLAIM) is not None


def test_a_hint_about_a_visit_and_documents_with_one_id_reaches_the_right_one(ground: Ground) -> None:
    """Two routes number their jobs apart, so that ids may be the same."""
    visit, documents = ground.accepted(), send(ground, answer(200, UPLOADED))
    hook = sent(ground).partition("/hooks/")[2].partition("\r\n")[0]
    assert ground.hints.hear(hook, Hint(JOB, has_ended=True))
    assert [job.hinted for job in ground.reads_of(documents.kind).waiting()] == [True]
    assert [job.hinted for job in ground.reads_of(visit.kind).waiting()] == [False]


def test_a_file_that_changes_later_leaves_as_it_was_at_the_click(ground: Ground, tmp_path: Path) -> None:
    given = tmp_path / "report.txt"
    given.write_bytes(report("at the click"))
    with given.open("rb") as file:
        ground.documents.submit(LOCAL_PERSON, [("report.txt", file)], DocumentsRequest("JS"))
    given.write_bytes(report("later"))
    ground.api.say(answer(200, UPLOADED))
    ground.sender().turn()
    assert "at the click" in sent(ground)
