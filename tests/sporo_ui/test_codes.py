"""A text becomes codes, each with its place; who waits loses nothing."""

import json

import httpx
import pytest

from sporo_ui.entries import LOCAL_PERSON, Entry, Kind, State
from sporo_ui.errors import AlreadySent, NotYours, Unsuitable
from tests.sporo_ui.ground import ACCEPTED, JOB, Ground, answer

TEXT = "History of high blood pressure. No fever."
CODE = {"name": "Primary hypertension", "icd10_code": "I10", "evidence": "high blood pressure"}
COMPLETED = {"job_id": JOB, "status": "completed", "icd10_codes": [CODE]}


def submit(ground: Ground) -> Entry:
    return ground.codes.submit(LOCAL_PERSON, "JS, room 4", TEXT)


def test_a_text_waits_in_an_entry_and_only_the_text_leaves(ground: Ground) -> None:
    entry = submit(ground)
    assert (entry.kind, entry.state) == (Kind.CODES, State.UNSENT)
    ground.api.say(answer(202, ACCEPTED))
    ground.sender().turn()
    (request,) = ground.api.requests
    sent = json.loads(request.content)
    assert sent.pop("webhook_url").startswith("https://clinic.example.com/hooks/")
    assert sent == {"text": TEXT}
    assert ground.entry(entry).state == State.QUEUED


def test_codes_come_with_their_places(ground: Ground) -> None:
    entry = ground.finished(submit(ground), ACCEPTED, COMPLETED)
    coded = ground.codes.result(LOCAL_PERSON, entry.id)
    assert (coded.entry.state, coded.text) == (State.COMPLETED, TEXT)
    (code,) = coded.codes
    assert (code.code, TEXT[code.start : code.end]) == ("I10", "high blood pressure")
    assert ground.api.requests[-1].url.path == f"/api/v1/pcr/icd10/{JOB}"


def test_before_they_are_there_the_text_can_be_read(ground: Ground) -> None:
    coded = ground.codes.result(LOCAL_PERSON, submit(ground).id)
    assert (coded.text, coded.codes) == (TEXT, ())


@pytest.mark.parametrize("nothing", [None, []])
def test_a_text_without_codes_is_said_to_have_none(ground: Ground, nothing: object) -> None:
    entry = ground.finished(submit(ground), ACCEPTED, COMPLETED | {"icd10_codes": nothing})
    assert entry.state == State.COMPLETED
    assert entry.is_empty


@pytest.mark.parametrize("garbage", ["none", [{"name": "x"}], [7], {"I10": "x"}])
def test_codes_that_can_not_be_read_are_not_taken_for_none(ground: Ground, garbage: object) -> None:
    entry = ground.finished(submit(ground), ACCEPTED, COMPLETED | {"icd10_codes": garbage})
    assert entry.state == State.QUEUED
    assert "does not understand" in entry.problem


@pytest.mark.parametrize("text", ["", " \n", "x" * 10_001])
def test_what_can_not_be_coded_is_refused(ground: Ground, text: str) -> None:
    with pytest.raises(Unsuitable):
        ground.codes.submit(LOCAL_PERSON, "JS", text)
    assert ground.codes.entries(LOCAL_PERSON) == []


def test_a_double_click_is_refused_but_a_summary_of_the_same_text_is_not(ground: Ground) -> None:
    submit(ground)
    with pytest.raises(AlreadySent, match="already sent to be coded"):
        submit(ground)


def test_a_lost_answer_is_left_to_a_person_and_found_by_a_webhook(ground: Ground) -> None:
    entry = submit(ground)
    ground.api.say(httpx.ReadTimeout("slow"))
    ground.sender().turn()
    found = ground.entry(entry)
    assert (found.state, found.can_be_sent_again) == (State.UNCONFIRMED, True)
    assert "may have arrived or not" in found.problem


def test_a_failed_job_says_why_and_keeps_the_text(ground: Ground) -> None:
    failed = {"status": "failed", "error_code": "rag_service_error", "error_message": "Upstream is down."}
    entry = ground.finished(submit(ground), ACCEPTED, failed)
    assert (entry.state, entry.problem) == (State.FAILED, "Upstream is down.")
    assert entry.next_step == "Send the text again. It is kept here."
    assert ground.codes.text(LOCAL_PERSON, entry.id) == TEXT


def test_nobody_reads_anothers_codes(ground: Ground) -> None:
    with pytest.raises(NotYours):
        ground.codes.result("bob", submit(ground).id)
