"""A text is summarized at once, and whatever happens on the way, its entry and its text stand."""

import json
from pathlib import Path

import httpx
import pytest

from sporo_ui.entries import LOCAL_PERSON, Entry, Kind, State
from sporo_ui.errors import AlreadySent, NotYet, NotYours, Unkept, Unsuitable
from sporo_ui.outbox import Outbox
from sporo_ui.texts import TextRequest
from tests.sporo_ui.ground import CLAIM, DAY, LONGEST_TEXT, Ground, Said, answer

REQUEST = TextRequest("JS, room 4", "Seen for a cough of three days.", "in two lines")
SUMMARY = {"response": "PROBLEMS\n- Cough for three days"}


def summarize(ground: Ground, *said: Said) -> Entry:
    ground.api.say(*said)
    return ground.texts.summarize(LOCAL_PERSON, REQUEST)


def refused(ground: Ground, *said: Said) -> tuple[NotYet, Entry]:
    with pytest.raises(NotYet) as caught:
        summarize(ground, *said)
    return caught.value, ground.texts.entry(LOCAL_PERSON, caught.value.entry_id)


def test_the_summary_is_there_when_the_call_returns(ground: Ground) -> None:
    entry = summarize(ground, answer(200, SUMMARY))
    assert (entry.kind, entry.state, entry.label) == (Kind.TEXT, State.COMPLETED, "JS, room 4")
    summary = ground.texts.summary(LOCAL_PERSON, entry.id)
    assert [(part.title, part.text) for part in summary.sections] == [("Problems", "- Cough for three days")]
    assert summary.request.text == REQUEST.text


def test_the_text_and_its_context_leave_and_the_label_does_not(ground: Ground) -> None:
    summarize(ground, answer(200, SUMMARY))
    (request,) = ground.api.requests
    assert json.loads(request.content) == {"user_input": REQUEST.text, "extra_information": "in two lines"}
    assert request.headers["Idempotency-Key"]


@pytest.mark.parametrize(
    ("text", "code"), [("", "blank"), (" \n\t", "blank"), ("ä" * (LONGEST_TEXT // 2 + 1), "too_long")]
)
def test_what_can_not_be_summarized_is_refused_and_leaves_no_entry(
    ground: Ground, text: str, code: str
) -> None:
    with pytest.raises(Unsuitable) as caught:
        ground.texts.summarize(LOCAL_PERSON, TextRequest("JS", text))
    assert caught.value.code == code
    assert ground.texts.entries(LOCAL_PERSON) == []


@pytest.mark.parametrize("said", [httpx.ConnectError("refused"), answer(503, {"detail": "Later."})])
def test_where_waiting_helps_the_text_is_sent_again_by_itself(ground: Ground, said: Said) -> None:
    error, entry = refused(ground, said)
    assert entry.state == State.UNSENT
    assert error.sentence == entry.problem
    assert error.next_step == "The text is kept on the worklist, and sent again by itself."
    ground.clock.pass_(400)
    ground.api.say(answer(200, SUMMARY))
    ground.sender().turn()
    assert ground.entry(entry).state == State.COMPLETED
    assert ground.texts.summary(LOCAL_PERSON, entry.id).text == "PROBLEMS\n- Cough for three days"


def test_the_eleventh_text_of_an_hour_says_when_its_turn_is(ground: Ground) -> None:
    detail = "Rate limit of 10 requests per hour exceeded. Please try again after an hour."
    error, entry = refused(ground, answer(429, {"detail": detail}, Retry_After="1200"))
    assert error.sentence == detail
    assert entry.retry_at is not None
    assert entry.retry_at.timestamp() == ground.clock() + 1200


@pytest.mark.parametrize(
    ("said", "state", "sentence"),
    [
        (answer(400, {"detail": "The text is blank."}), State.FAILED, "The text is blank."),
        (answer(401), State.FAILED, "The service does not accept this app's key."),
        (
            httpx.ReadTimeout("slow"),
            State.UNCONFIRMED,
            "The text was sent, but its summary did not come back.",
        ),
        (answer(500), State.UNCONFIRMED, "The text was sent, but its summary did not come back."),
        (
            httpx.Response(200, html="<html>"),
            State.UNCONFIRMED,
            "The text was sent, but its summary did not come back.",
        ),
        (answer(200, {}), State.UNCONFIRMED, "The text was sent, but its summary did not come back."),
    ],
    ids=["400", "401", "timeout", "500", "html", "no response"],
)
def test_where_waiting_does_not_help_the_text_stays_and_can_be_tried_again(
    ground: Ground, said: Said, state: State, sentence: str
) -> None:
    error, entry = refused(ground, said)
    assert (entry.state, error.sentence) == (state, sentence)
    assert error.next_step == entry.next_step != ""
    assert ground.texts.text(LOCAL_PERSON, entry.id) == REQUEST.text
    assert entry.can_be_sent_again
    ground.sender().turn()
    assert len(ground.api.requests) == 1
    ground.texts.send_again(LOCAL_PERSON, entry.id)
    ground.api.say(answer(200, SUMMARY))
    ground.sender().turn()
    assert ground.entry(entry).state == State.COMPLETED


def test_an_answer_that_our_service_lost_is_asked_for_again(ground: Ground) -> None:
    ground.outbox = Outbox(
        ground.engine, ground.vault, patience=DAY, knows_repetitions=True, clock=ground.clock
    )
    ground.texts = ground.texts_on(ground.sender())
    _error, entry = refused(ground, httpx.ReadTimeout("slow"))
    assert entry.state == State.UNSENT
    ground.clock.pass_(60)
    ground.api.say(answer(200, SUMMARY))
    ground.sender().turn()
    assert ground.entry(entry).state == State.COMPLETED
    first, again = (request.headers["Idempotency-Key"] for request in ground.api.requests)
    assert first == again


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_an_empty_summary_is_said_to_be_empty(ground: Ground, nothing: str) -> None:
    entry = summarize(ground, answer(200, {"response": nothing}))
    assert entry.is_empty
    assert entry.can_be_sent_again


def test_a_double_click_is_refused_and_another_question_is_not(ground: Ground) -> None:
    first = summarize(ground, answer(200, SUMMARY))
    with pytest.raises(AlreadySent, match="This text was already sent") as caught:
        ground.texts.summarize(LOCAL_PERSON, REQUEST)
    assert caught.value.entry_id == first.id
    other = TextRequest(REQUEST.label, REQUEST.text, "medications only")
    assert ground.texts.summarize(LOCAL_PERSON, other).id != first.id


def test_the_sender_leaves_a_text_alone_that_is_just_being_summarized(ground: Ground) -> None:
    def during(_request: httpx.Request) -> httpx.Response:
        ground.sender().turn()
        return answer(200, SUMMARY)

    summarize(ground, during)
    assert len(ground.api.requests) == 1


def test_a_text_whose_sending_ended_with_the_app_is_sent_later(ground: Ground) -> None:
    """Killed between the entry and the sending: the sender takes it up once the head start is over."""

    class Killed(Exception):  # noqa: N818 - the end of a process, not an error
        pass

    class Dying(Outbox):
        def claim_entry(self, entry_id: str, seconds: float) -> None:
            raise Killed(entry_id, seconds)

    alive = ground.outbox
    ground.outbox = Dying(ground.engine, ground.vault, patience=DAY, clock=ground.clock)
    with pytest.raises(Killed):
        ground.texts_on(ground.sender()).summarize(LOCAL_PERSON, REQUEST)
    ground.outbox = alive
    ground.api.say(answer(200, SUMMARY))
    ground.sender().turn()
    assert ground.api.requests == []
    ground.clock.pass_(CLAIM)
    ground.sender().turn()
    assert [entry.state for entry in ground.texts.entries(LOCAL_PERSON)] == [State.COMPLETED]


def test_a_text_of_a_killed_app_that_had_left_is_never_sent_again_unasked(ground: Ground) -> None:
    class Killed(BaseException):
        pass

    def killed(_request: httpx.Request) -> httpx.Response:
        raise Killed

    with pytest.raises(Killed):
        summarize(ground, killed)
    ground.clock.pass_(CLAIM)
    ground.sender().turn()
    (entry,) = ground.texts.entries(LOCAL_PERSON)
    assert entry.state == State.UNCONFIRMED
    assert ground.texts.text(LOCAL_PERSON, entry.id) == REQUEST.text


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    ground = Ground(tmp_path, f"sqlite:///{tmp_path / 'ledger.db'}")
    with ground.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unkept, match="so it was not sent"):
        ground.texts.summarize(LOCAL_PERSON, TextRequest("JS", "x" * LONGEST_TEXT))
    assert ground.api.requests == []
    ground.engine.dispose()


def test_nobody_reads_anothers_text(ground: Ground) -> None:
    ground.api.say(answer(200, SUMMARY))
    entry = ground.texts.summarize("ada", REQUEST)
    for refusal in (ground.texts.summary, ground.texts.text, ground.texts.entry):
        with pytest.raises(NotYours):
            refusal("bob", entry.id)


def test_how_long_a_text_takes_is_told_from_its_sending(ground: Ground) -> None:
    def slow(_request: httpx.Request) -> httpx.Response:
        ground.clock.pass_(7)
        return answer(200, SUMMARY)

    summarize(ground, slow)
    assert ground.texts.usual_seconds() == 7
    assert ground.visits.usual_seconds() is None
