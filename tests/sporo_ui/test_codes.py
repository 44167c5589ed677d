"""A text becomes codes, each with its place; who waits loses nothing."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import httpx
import pytest
from sqlalchemy import select

from sporo_clinical.icd10cm.finding import FindingKind
from sporo_clinical.icd10cm.placing import Nearness
from sporo_ui.decisions import Standing
from sporo_ui.entries import LOCAL_PERSON, Entry, Kind, State
from sporo_ui.errors import AlreadySent, NotYours, Unsuitable
from sporo_ui.tables import DraftRow
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
    (row,) = coded.rows
    assert (row.code, row.standing) == ("I10", Standing.OPEN)
    assert TEXT[row.place.start : row.place.end] == "high blood pressure"
    assert ground.api.requests[-1].url.path == f"/api/v1/pcr/icd10/{JOB}"


def test_before_they_are_there_the_text_can_be_read(ground: Ground) -> None:
    coded = ground.codes.result(LOCAL_PERSON, submit(ground).id)
    assert (coded.text, coded.rows) == (TEXT, ())


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


REVIEWED = {
    "job_id": JOB,
    "status": "completed",
    "icd10_codes": [
        CODE,
        {"name": "Asthma", "icd10_code": "J45.909", "evidence": "asthma"},
    ],
    "considered": [
        {
            "name": "Fever",
            "icd10_code": "R50.9",
            "evidence": "fever",
            "start": 35,
            "end": 40,
            "reason": "denied",
        }
    ],
    "coder": "local",
    "removed": 1,
    "warnings": ["Short text."],
    "release": {"label": "FY2027"},
}


@pytest.fixture
def work(ground: Ground) -> Entry:
    return ground.finished(submit(ground), ACCEPTED, REVIEWED)


def standings(ground: Ground, entry: Entry) -> list[tuple[str, str]]:
    return [(row.code, row.standing) for row in ground.codes.result(LOCAL_PERSON, entry.id).rows]


def test_what_comes_beside_the_codes_is_told_and_may_lack(ground: Ground, work: Entry) -> None:
    coded = ground.codes.result(LOCAL_PERSON, work.id)
    assert (coded.coder, coded.removed, coded.warnings) == ("local", 1, ("Short text.",))
    (considered,) = coded.considered
    assert (considered.code, considered.reason, considered.place.start) == ("R50.9", "denied", 35)
    assert (coded.rows[0].place.kind, coded.rows[1].place.kind) == (Nearness.EXACT, Nearness.NOT_FOUND)


def test_a_hosted_service_that_tells_only_what_is_documented_is_enough(ground: Ground) -> None:
    odd = {"considered": "none", "removed": "x", "warnings": 3, "coder": None}
    entry = ground.finished(submit(ground), ACCEPTED, COMPLETED | odd)
    coded = ground.codes.result(LOCAL_PERSON, entry.id)
    assert (len(coded.rows), coded.considered, coded.coder, coded.removed) == (1, (), "", 0)


def test_decisions_are_kept_and_taken_back(ground: Ground, work: Entry) -> None:
    ground.codes.decide(LOCAL_PERSON, work.id, {"0": Standing.ACCEPTED, "1": Standing.REJECTED})
    assert standings(ground, work) == [("I10", "accepted"), ("J45.909", "rejected")]
    ground.codes.decide(LOCAL_PERSON, work.id, {"1": Standing.OPEN})
    assert standings(ground, work) == [("I10", "accepted"), ("J45.909", "open")]


def test_a_decision_about_a_row_that_is_not_there_is_left_out(ground: Ground, work: Entry) -> None:
    ground.codes.decide(LOCAL_PERSON, work.id, {"2": Standing.ACCEPTED, "added9": Standing.OPEN})
    assert standings(ground, work) == [("I10", "open"), ("J45.909", "open")]


def test_what_leaves_is_what_was_accepted_and_all_of_it_before_any_decision(
    ground: Ground, work: Entry
) -> None:
    coded = ground.codes.result(LOCAL_PERSON, work.id)
    assert (coded.is_decided, len(coded.taken)) == (False, 2)
    ground.codes.decide(LOCAL_PERSON, work.id, {"1": Standing.REJECTED})
    coded = ground.codes.result(LOCAL_PERSON, work.id)
    assert (coded.is_decided, coded.taken) == (True, ())
    ground.codes.decide(LOCAL_PERSON, work.id, {"0": Standing.ACCEPTED})
    assert [row.code for row in ground.codes.result(LOCAL_PERSON, work.id).taken] == ["I10"]


def test_another_code_in_its_place_is_accepted_with_the_releases_name(ground: Ground, work: Entry) -> None:
    ground.codes.replace(LOCAL_PERSON, work.id, "1", "J45901")
    row = ground.codes.result(LOCAL_PERSON, work.id).rows[1]
    assert (row.code, row.proposed, row.standing) == ("J45.901", "J45.909", Standing.ACCEPTED)
    assert row.is_changed
    assert "exacerbation" in row.name
    assert row.evidence == "asthma"


def test_a_header_takes_no_place(ground: Ground, work: Entry) -> None:
    with pytest.raises(Unsuitable):
        ground.codes.replace(LOCAL_PERSON, work.id, "1", "J45")
    with pytest.raises(Unsuitable):
        ground.codes.add(LOCAL_PERSON, work.id, "J45")
    assert standings(ground, work) == [("I10", "open"), ("J45.909", "open")]


def test_an_added_code_is_accepted_at_the_end_and_can_be_rejected(ground: Ground, work: Entry) -> None:
    ground.codes.add(LOCAL_PERSON, work.id, "E78.5")
    ground.codes.decide(LOCAL_PERSON, work.id, {"added1": Standing.REJECTED})
    ground.codes.add(LOCAL_PERSON, work.id, "E66.9")
    assert standings(ground, work)[2:] == [("E78.5", "rejected"), ("E66.9", "accepted")]
    assert ground.codes.result(LOCAL_PERSON, work.id).rows[2].proposed == ""


def test_a_code_that_stands_there_already_is_accepted_where_it_stands(ground: Ground, work: Entry) -> None:
    ground.codes.add(LOCAL_PERSON, work.id, "i10")
    assert standings(ground, work) == [("I10", "accepted"), ("J45.909", "open")]


def test_a_considered_code_is_added_with_its_words(ground: Ground, work: Entry) -> None:
    ground.codes.add_considered(LOCAL_PERSON, work.id, 0)
    row = ground.codes.result(LOCAL_PERSON, work.id).rows[2]
    assert (row.code, row.evidence, row.place.start) == ("R50.9", "fever", 35)


def test_decisions_are_sealed_and_of_one_person(ground: Ground, work: Entry) -> None:
    ground.codes.add(LOCAL_PERSON, work.id, "E78.5", "high blood pressure", 11)
    with ground.engine.connect() as connection:
        (kept,) = connection.scalars(select(DraftRow.text)).all()
    assert b"E78" not in kept
    assert b"pressure" not in kept
    with pytest.raises(NotYours):
        ground.codes.decide("bob", work.id, {"0": Standing.ACCEPTED})
    with pytest.raises(NotYours):
        ground.codes.replace("bob", work.id, "0", "E78.5")
    with pytest.raises(NotYours):
        ground.codes.add("bob", work.id, "E66.9")
    assert len(standings(ground, work)) == 3


def test_decisions_made_at_the_same_moment_are_all_kept(ground: Ground, work: Entry) -> None:
    def decide(row: str) -> None:
        ground.codes.decide(LOCAL_PERSON, work.id, {row: Standing.ACCEPTED})

    with ThreadPoolExecutor(2) as both:
        list(both.map(decide, ["0", "1"]))
    assert standings(ground, work) == [("I10", "accepted"), ("J45.909", "accepted")]


def test_codes_that_are_made_again_begin_without_decisions(ground: Ground) -> None:
    failed = ground.finished(submit(ground), ACCEPTED, COMPLETED | {"icd10_codes": []})
    ground.codes.add(LOCAL_PERSON, failed.id, "E78.5")
    ground.codes.send_again(LOCAL_PERSON, failed.id)
    ground.finished(failed, ACCEPTED, REVIEWED)
    assert standings(ground, failed) == [("I10", "open"), ("J45.909", "open")]


def test_findings_are_of_the_codes_that_are_not_rejected(ground: Ground) -> None:
    twice = COMPLETED | {"icd10_codes": [CODE, CODE]}
    entry = ground.finished(submit(ground), ACCEPTED, twice)

    def duplicates() -> list[str]:
        findings = ground.codes.result(LOCAL_PERSON, entry.id).findings
        return [finding.code for finding in findings if finding.kind is FindingKind.DUPLICATE]

    assert duplicates() == ["I10"]
    ground.codes.decide(LOCAL_PERSON, entry.id, {"1": Standing.REJECTED})
    assert duplicates() == []


def test_codes_are_checked_as_of_the_day_of_the_visit_which_a_person_may_say(ground: Ground) -> None:
    entry = ground.finished(submit(ground), ACCEPTED, COMPLETED)
    work = ground.codes.result(LOCAL_PERSON, entry.id)
    assert work.day == entry.created_at.date()
    ground.codes.visited(LOCAL_PERSON, entry.id, date(2020, 2, 3))
    work = ground.codes.result(LOCAL_PERSON, entry.id)
    assert work.day == date(2020, 2, 3)
    first = work.findings[0]
    assert first.kind is FindingKind.NOT_IN_FORCE
    assert "3 February 2020" in first.sentence
    ground.codes.decide(LOCAL_PERSON, entry.id, {"0": Standing.ACCEPTED})
    assert ground.codes.result(LOCAL_PERSON, entry.id).day == date(2020, 2, 3)
