"""Status reads are spent by one process, five a minute, and whatever they meet, the job is not lost."""

from itertools import pairwise

import httpx
import pytest

from sporo_ui.entries import LOCAL_PERSON, Entry, State
from sporo_ui.pace import READ_MISSES
from sporo_ui.webhook import Hint
from tests.sporo_ui.ground import (
    COMPLETED,
    DAY,
    JOB,
    PROCESSING,
    Ground,
    Said,
    answer,
    live,
    many,
    reads_made,
)


def read(ground: Ground, *said: Said) -> Entry:
    """A visit under way whose job was read and answered so."""
    entry = ground.accepted()
    ground.clock.pass_(6)
    ground.api.say(*said)
    ground.poller().turn()
    return ground.entry(entry)


def test_progress_is_shown_as_it_comes(ground: Ground) -> None:
    entry = read(ground, answer(200, PROCESSING))
    assert (entry.state, entry.progress) == (State.PROCESSING, 0.4)


@pytest.mark.parametrize("status", ["in_progress", "PROCESSING", "transcribing"])
def test_a_status_that_the_contract_does_not_name_means_still_at_it(ground: Ground, status: str) -> None:
    assert read(ground, answer(200, {"status": status})).state == State.PROCESSING


def test_a_completed_job_is_a_note_and_is_read_no_more(ground: Ground) -> None:
    entry = read(ground, answer(200, COMPLETED))
    assert entry.state == State.COMPLETED
    assert ground.visits.note(LOCAL_PERSON, entry.id).transcript == "Cough for a week."
    ground.clock.pass_(600)
    ground.poller().turn()
    assert len(reads_made(ground)) == 1


def test_a_failed_job_says_why_and_keeps_its_recording(ground: Ground) -> None:
    failed = {
        "status": "failed",
        "error_code": "transcription_failed",
        "error_message": "Failed to transcribe audio",
    }
    entry = read(ground, answer(200, failed))
    assert (entry.state, entry.problem) == (State.FAILED, "Failed to transcribe audio")
    assert entry.can_be_sent_again
    assert len(ground.kept_files()) == 1


def test_a_failed_job_without_a_reason_still_has_a_sentence(ground: Ground) -> None:
    dump = "Traceback (most recent call last): KeyError"
    entry = read(ground, answer(200, {"status": "failed", "error_message": dump}))
    assert entry.problem == "The service could not finish this job."


@pytest.mark.parametrize(
    "said", [answer(500), httpx.Response(200, html="<html>"), httpx.Response(200, content=b"{")], ids=str
)
def test_an_answer_that_makes_no_sense_rests_this_job_alone(ground: Ground, said: Said) -> None:
    entry = read(ground, said, answer(200, COMPLETED))
    assert entry.state == State.QUEUED
    assert "does not understand" in entry.problem
    assert ground.reads.rest() == 0
    ground.clock.pass_(10)
    ground.poller().turn()
    found = ground.entry(entry)
    assert (found.state, found.problem) == (State.COMPLETED, "")


def test_a_poisoned_job_does_not_starve_the_others(ground: Ground) -> None:
    bad, good = many(ground, 2)

    def reply(request: httpx.Request) -> httpx.Response:
        return answer(500) if bad in str(request.url) else answer(200, COMPLETED | {"job_id": good})

    ground.api.say(reply)
    live(ground, 300)
    assert sorted(entry.state for entry in ground.visits.entries(LOCAL_PERSON)) == [
        State.COMPLETED,
        State.QUEUED,
    ]


@pytest.mark.parametrize("status", [404, 400])
def test_a_job_that_the_service_does_not_know_is_given_up_after_some_tries(
    ground: Ground, status: int
) -> None:
    entry = read(ground, answer(status))
    assert entry.state == State.QUEUED
    live(ground, 300)
    found = ground.entry(entry)
    assert (found.state, found.problem) == (State.FAILED, "The service does not know this job.")
    assert found.can_be_sent_again
    assert len(reads_made(ground)) == READ_MISSES


def test_a_service_that_is_down_is_left_alone_for_longer_and_longer(ground: Ground) -> None:
    entry = read(ground, httpx.ConnectError("refused"))
    made = live(ground, 900)
    gaps = [round(later - earlier) for earlier, later in pairwise(made)]
    assert gaps == sorted(gaps)
    assert max(gaps) == 60
    ground.api.say(answer(200, COMPLETED))
    live(ground, 61)
    assert ground.entry(entry).state == State.COMPLETED


def test_a_refused_key_is_not_hammered(ground: Ground) -> None:
    read(ground, answer(401))
    assert len(live(ground, 60)) <= 4


def test_six_reads_in_a_minute_rest_as_long_as_the_service_says(ground: Ground) -> None:
    entry = read(ground, answer(429, Retry_After="33"), answer(200, COMPLETED))
    assert ground.reads.rest() == 33
    assert (entry.state, entry.problem) == (State.QUEUED, "")
    assert live(ground, 33) == []
    live(ground, 2)
    assert ground.entry(entry).state == State.COMPLETED


def test_a_refusal_without_a_time_rests_a_minute_then_two(ground: Ground) -> None:
    read(ground, answer(429))
    assert ground.reads.rest() == 60
    ground.clock.pass_(60)
    ground.poller().turn()
    assert ground.reads.rest() == 120
    for _ in range(12):
        ground.clock.pass_(ground.reads.rest())
        ground.poller().turn()
    assert ground.reads.rest() == 300


def test_a_job_that_never_ends_is_said_to_be_overdue(ground: Ground) -> None:
    entry = read(ground, answer(200, PROCESSING))
    ground.clock.pass_(2 * DAY + 1)
    ground.poller().turn()
    found = ground.entry(entry)
    assert (found.state, found.problem) == (State.FAILED, "The service did not finish this job in good time.")


def test_a_job_whose_answers_never_make_sense_is_overdue_one_day_too(ground: Ground) -> None:
    entry = ground.accepted()
    ground.api.say(answer(200, COMPLETED | {"note": {"not": "a text"}}))
    ground.clock.pass_(DAY)
    ground.poller().turn()
    assert ground.entry(entry).is_open
    ground.clock.pass_(1.1 * DAY)
    ground.poller().turn()
    assert ground.entry(entry).state is State.FAILED
    assert ground.entry(entry).can_be_sent_again
    assert "does not understand" in ground.entry(entry).problem


def test_a_discarded_job_is_read_no_more(ground: Ground) -> None:
    entry = ground.accepted()
    ground.visits.discard(LOCAL_PERSON, entry.id)
    ground.clock.pass_(60)
    ground.poller().turn()
    assert reads_made(ground) == []


def test_what_is_malformed_beside_the_work_does_not_harm_it(ground: Ground) -> None:
    odd = {
        "progress": "half",
        "segments": "none",
        "uncertain": [{"start": "x"}],
        "sections": 7,
        "warnings": {},
    }
    entry = read(ground, answer(200, COMPLETED | odd | {"brand_new": [1]}))
    note = ground.visits.note(LOCAL_PERSON, entry.id)
    assert [(part.title, part.text) for part in note.sections] == [("Plan", "Honey.")]
    assert [len(found) for found in (note.uncertain, note.segments, note.warnings)] == [0, 0, 0]


def test_an_answer_about_another_job_is_not_this_patients_note(ground: Ground) -> None:
    entry = read(ground, answer(200, COMPLETED | {"job_id": "f" * 24}))
    assert entry.state == State.QUEUED
    assert ground.visits.note(LOCAL_PERSON, entry.id).transcript == ""


def test_an_unknown_webhook_address_is_nobodys(ground: Ground) -> None:
    ground.accepted()
    assert not ground.hints.hear("guessed", Hint(JOB, has_ended=True))
