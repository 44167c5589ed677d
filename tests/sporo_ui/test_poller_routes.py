"""Each status route has a budget of its own, and one poller spends all of them."""

import httpx
import pytest

from sporo_ui.entries import LOCAL_PERSON, Entry, Kind, State
from sporo_ui.texts import TextRequest
from sporo_ui.webhook import Hint
from tests.sporo_ui.ground import ACCEPTED, COMPLETED, UPLOADED, Ground, Said, answer, report, wav

UNDER_WAY = {"status": "processing", "progress": 0.4}
PATHS = {Kind.AUDIO: "audio/notes/", Kind.DOCUMENTS: "", Kind.CODES: "icd10/"}


def under_way(ground: Ground, kind: Kind, place: int) -> Entry:
    """Work of this kind that the service took on under the job id of its place."""
    job = f"{place:024}"
    if kind is Kind.AUDIO:
        return ground.accepted(wav(mark=bytes([place])), job)
    if kind is Kind.DOCUMENTS:
        entry, said = ground.submit_documents(report(str(place))), UPLOADED | {"upload_id": job}
    else:
        entry, said = ground.codes.submit(LOCAL_PERSON, "JS", f"Text {place}"), ACCEPTED | {"job_id": job}
    ground.api.say(answer(200, said))
    ground.sender().turn()
    return ground.entry(entry)


def live(ground: Ground, seconds: int, said: Said) -> list[tuple[Kind, float]]:
    """The reads that the poller made while it lived through so many seconds, by route."""
    ground.api.say(said)
    poller, made = ground.poller(), list[tuple[Kind, float]]()
    for _ in range(seconds):
        before = len(ground.api.requests)
        while poller.turn() == 0:
            pass
        made += [(route_of(request), ground.clock()) for request in ground.api.requests[before:]]
        ground.clock.pass_(1)
    return made


def route_of(request: httpx.Request) -> Kind:
    path = request.url.path.removeprefix("/api/v1/pcr/")
    return next(kind for kind, start in PATHS.items() if path.rpartition("/")[0] == start.rstrip("/"))


def test_no_minute_of_any_route_holds_six_reads(ground: Ground) -> None:
    for place in range(30):
        under_way(ground, list(PATHS)[place % 3], place)
    made = live(ground, 300, answer(200, UNDER_WAY))
    for kind in PATHS:
        times = [at for route, at in made if route is kind]
        assert len(times) >= 15
        assert all(len([at for at in times if start <= at < start + 60]) <= 5 for start in times)


def test_a_full_route_does_not_hold_up_the_others(ground: Ground) -> None:
    for place in range(12):
        under_way(ground, Kind.DOCUMENTS, place)
    live(ground, 20, answer(200, UNDER_WAY))
    coding = under_way(ground, Kind.CODES, 99)
    made = live(ground, 10, answer(200, UNDER_WAY))
    assert {kind for kind, _at in made} == {Kind.CODES}
    assert ground.entry(coding).progress == 0.4


@pytest.mark.parametrize("refusal", [answer(429, Retry_After="50"), answer(401)], ids=["429", "401"])
def test_a_refused_route_rests_alone(ground: Ground, refusal: httpx.Response) -> None:
    under_way(ground, Kind.DOCUMENTS, 1)
    visit = under_way(ground, Kind.AUDIO, 2)

    def reply(request: httpx.Request) -> httpx.Response:
        return refusal if route_of(request) is Kind.DOCUMENTS else answer(200, COMPLETED | {"job_id": None})

    live(ground, 8, reply)
    assert ground.entry(visit).state == State.COMPLETED
    assert ground.reads_of(Kind.DOCUMENTS).rest() > 0
    assert ground.reads_of(Kind.AUDIO).rest() == 0


def test_a_service_that_takes_long_for_each_answer_keeps_the_duty_with_one_poller(ground: Ground) -> None:
    for place, kind in enumerate(PATHS):
        under_way(ground, kind, place)
    ground.clock.pass_(6)
    heir = ground.poller("heir")

    def slow(_request: httpx.Request) -> httpx.Response:
        ground.clock.pass_(20)
        assert heir.turn() > 0
        return answer(200, UNDER_WAY)

    ground.api.say(slow)
    before = len(ground.api.requests)
    ground.poller("first").turn()
    assert len(ground.api.requests) == before + 3


@pytest.mark.parametrize("kind", [Kind.DOCUMENTS, Kind.CODES])
@pytest.mark.parametrize(
    "garbage",
    [
        httpx.Response(200, html="<html>"),
        answer(200, []),
        answer(200, {"status": "completed", "response": 7, "icd10_codes": 7}),
        answer(500),
    ],
    ids=["html", "a list", "numbers", "500"],
)
def test_an_answer_that_makes_no_sense_rests_this_job_and_is_not_its_result(
    ground: Ground, kind: Kind, garbage: httpx.Response
) -> None:
    entry = under_way(ground, kind, 1)
    live(ground, 10, garbage)
    found = ground.entry(entry)
    assert found.state == State.QUEUED
    assert "does not understand" in found.problem


@pytest.mark.parametrize("kind", [Kind.DOCUMENTS, Kind.CODES])
def test_a_job_that_the_service_does_not_know_can_be_sent_again(ground: Ground, kind: Kind) -> None:
    entry = under_way(ground, kind, 1)
    live(ground, 300, answer(404))
    found = ground.entry(entry)
    assert (found.state, found.problem) == (State.FAILED, "The service does not know this job.")
    assert found.can_be_sent_again
    assert "kept here" in found.next_step


@pytest.mark.parametrize("kind", PATHS)
def test_a_webhook_hurries_the_read_of_its_route(ground: Ground, kind: Kind) -> None:
    under_way(ground, kind, 1)
    body = ground.api.requests[-1].content.decode(errors="replace")
    hook = body.partition("/hooks/")[2].replace('"', "\r").partition("\r")[0]
    assert ground.hints.hear(hook, Hint(None, has_ended=True))
    assert [route for route, _at in live(ground, 1, answer(200, UNDER_WAY))] == [kind]


def test_a_text_is_never_read_for_it_has_no_job(ground: Ground) -> None:
    ground.api.say(answer(200, {"response": "PLAN\nRest."}))
    ground.texts.summarize(LOCAL_PERSON, TextRequest("JS", "Seen for a cough."))
    assert live(ground, 60, answer(200, UNDER_WAY)) == []


def test_why_none_of_many_documents_could_be_read_is_said_of_each(ground: Ground) -> None:
    entry = under_way(ground, Kind.DOCUMENTS, 1)
    said = " ".join(f"“scan[{place}].pdf” is protected with a password." for place in range(50))
    live(ground, 10, answer(200, {"status": "failed", "error_code": "x", "error_message": said}))
    found = ground.entry(entry)
    assert (found.state, found.problem) == (State.FAILED, said)
    assert found.next_step == "Send the documents again, or discard them. They are kept here."
