import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from sporo_service.settings import Settings
from tests.sporo_service.harness import CLIP, Api, no_file_larger_than

UNKNOWN = "0" * 24


def test_a_visit_is_accepted_and_queued(api: Api) -> None:
    answer = api.submit(webhook_url="https://hook.example.com/notify")
    assert answer.status_code == 202
    body = answer.json()
    assert re.fullmatch("[0-9a-f]{24}", body["job_id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}", body["created_at"])
    assert body == {
        "job_id": body["job_id"],
        "status": "queued",
        "message": "Audio note request accepted; processing has started",
        "created_at": body["created_at"],
        "webhook_url": "https://hook.example.com/notify",
    }
    standing = api.job(body["job_id"])
    assert sorted(standing) == ["created_at", "job_id", "progress", "status", "updated_at"]
    assert (standing["status"], standing["progress"]) == ("queued", None)
    assert datetime.fromisoformat(standing["created_at"]).isoformat() == body["created_at"]


def test_a_completed_job_carries_transcript_note_and_what_the_service_adds(
    api: Api, start_worker: Callable[..., object]
) -> None:
    start_worker()
    job = api.ended(api.submit().json()["job_id"])
    assert job["status"] == "completed"
    assert job["transcript"] == "Patient reports worsening cough. Start amoxicillin 500 mg."
    assert job["transcript"] in job["note"]
    assert job["segments"] == [{"start": 0.0, "end": 2.5, "text": job["transcript"]}]
    assert job["uncertain"][0]["text"] == "amoxicillin"
    assert job["warnings"] == ["The recording is quiet."]
    assert (job["writer"], job["progress"]) == ("test", 1.0)
    assert [section["text"] for section in job["sections"]] == [job["transcript"]]
    assert job["updated_at"] > job["created_at"]


def test_a_repeated_sending_is_one_job_and_leaves_no_second_audio(api: Api) -> None:
    first, again = api.submit(sending="the same click"), api.submit(sending="the same click")
    assert first.json() == again.json()
    assert api.submit(sending="another click").json()["job_id"] != first.json()["job_id"]
    assert len(list(api.service.store.audio.iterdir())) == 2


def test_another_recording_under_the_same_name_gets_none_of_its_note(api: Api) -> None:
    assert api.submit(sending="1").status_code == 202
    other = {"file": ("visit.ogg", CLIP.read_bytes() + bytes(100))}
    form = {"template_id": api.service.catalog.templates[0].id}
    refused = api.http.post("audio/notes", data=form, files=other, headers={"Idempotency-Key": "1"})
    assert refused.status_code == 409


def test_a_sending_that_arrives_many_times_at_once_is_one_job(api: Api) -> None:
    with ThreadPoolExecutor(8) as clicks:
        answers = list(clicks.map(lambda _: api.submit(sending="one click"), range(8)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["job_id"] for answer in answers}) == 1
    assert len(api.service.store.open_jobs()) == 1


def test_another_keys_sending_of_the_same_name_is_its_own_job(
    api: Api, serve: Callable[..., Api], settings: Settings
) -> None:
    other = serve(settings)
    first, again = api.submit(sending="visit 1"), other.submit(sending="visit 1")
    assert first.json()["job_id"] != again.json()["job_id"]


def test_silence_completes_with_an_empty_transcript_and_a_note_that_says_so(
    api: Api, start_worker: Callable[..., object]
) -> None:
    start_worker("--behaviour", "silence")
    job = api.ended(api.submit().json()["job_id"])
    assert (job["status"], job["transcript"]) == ("completed", "")
    assert "No speech was heard." in job["note"]


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        ("refuse", "unplayable_audio"),
        ("crash", "transcription_failed"),
        ("write-crash", "note_failed"),
    ],
)
def test_an_engine_that_fails_gives_one_code_and_one_sentence_without_the_patients_words(
    behaviour: str, code: str, api: Api, start_worker: Callable[..., object]
) -> None:
    start_worker("--behaviour", behaviour)
    job = api.ended(api.submit().json()["job_id"])
    assert sorted(job) == ["created_at", "error_code", "error_message", "job_id", "status", "updated_at"]
    assert (job["status"], job["error_code"]) == ("failed", code)
    assert job["error_message"].endswith(".")
    assert "amoxicillin" not in job["error_message"]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "visit.mp3", "The audio file is empty."),
        (b"Dear colleague, " * 40, "visit.mp3", "This file is not audio that can be read"),
        (bytes(range(256)) * 400, "visit.mp3", "This file is not audio that can be read"),
        (b"%PDF-1.7 ...", "visit.wav", "This is a PDF document"),
        (b"\x00\x00\x00\x20ftypM4A ", "visit.m4a", "This is an mp4, m4a or mov file"),
        (b"\x1a\x45\xdf\xa3webm", "visit.webm", "This is a webm or mkv file"),
    ],
)
def test_a_wrong_file_is_refused_with_one_sentence_and_nothing_is_kept(
    content: bytes, name: str, sentence: str, api: Api
) -> None:
    template = api.service.catalog.templates[0].id
    answer = api.http.post("audio/notes", data={"template_id": template}, files={"file": (name, content)})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(sentence)
    assert list(api.service.store.audio.iterdir()) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"template_id": UNKNOWN}, "No community template has this template_id."),
        ({"template_id": ""}, "No community template has this template_id."),
        ({"webhook_url": "ftp://hook.example.com"}, "The webhook_url must be a web address"),
        ({"webhook_url": "not an address"}, "The webhook_url must be a web address"),
        ({"webhook_url": "https://"}, "The webhook_url must be a web address"),
        ({"webhook_url": "http://[::1"}, "The webhook_url must be a web address"),
        ({"webhook_url": "https://höök.example.com"}, "The webhook_url must be a web address"),
        ({"webhook_url": "https://hook.example.com/a b"}, "The webhook_url must be a web address"),
    ],
)
def test_a_wrong_field_is_refused_with_one_sentence_and_nothing_is_kept(
    fields: dict[str, str], sentence: str, api: Api
) -> None:
    answer = api.submit(**fields)
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(sentence)
    assert list(api.service.store.audio.iterdir()) == []
    assert api.service.store.open_jobs() == []


def test_a_recording_that_the_disk_does_not_take_is_said_to_be_unkept_and_leaves_nothing(api: Api) -> None:
    large = CLIP.read_bytes() + bytes(6_000_000)
    with no_file_larger_than(4_000_000):
        template = api.service.catalog.templates[0].id
        answer = api.http.post(
            "audio/notes", data={"template_id": template}, files={"file": ("a.ogg", large)}
        )
    assert answer.status_code == 507
    assert answer.json()["detail"].startswith(
        "The service could not store what was sent: its disk may be full."
    )
    assert list(api.service.store.audio.iterdir()) == []
    assert api.submit().status_code == 202


def test_a_form_without_a_file_is_refused(api: Api) -> None:
    answer = api.http.post("audio/notes", files={"template_id": (None, UNKNOWN)})
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "The request holds no audio file: send one in the form field `file`.",
    )


def test_a_request_that_is_no_form_is_refused(api: Api) -> None:
    answer = api.http.post("audio/notes", json={"template_id": UNKNOWN})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("Send the audio as multipart/form-data")


@pytest.mark.parametrize("job_id", ["nonsense", UNKNOWN[1:], UNKNOWN + "0", "g" * 24])
def test_a_malformed_id_is_a_bad_request(job_id: str, api: Api) -> None:
    answer = api.http.get(f"audio/notes/{job_id}")
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "This is not a job id: one has 24 hexadecimal characters.",
    )


def test_a_job_is_known_only_to_the_key_that_made_it(api: Api, serve: Callable[..., Api]) -> None:
    job_id = api.submit().json()["job_id"]
    other = serve(api.service.settings)
    assert api.http.get(f"audio/notes/{job_id}").status_code == 200
    for answer in (other.http.get(f"audio/notes/{job_id}"), api.http.get(f"audio/notes/{UNKNOWN}")):
        assert (answer.status_code, answer.json()["detail"]) == (
            404,
            "No job with this id is known for this key.",
        )


def test_transcription_that_is_not_configured_is_said_at_once(api: Api) -> None:
    api.service.store.see_worker("w1", problem="The speech model is missing.")
    answer = api.submit()
    assert (answer.status_code, answer.json()["detail"]) == (
        503,
        "Transcription is not available on this service. The speech model is missing.",
    )


def test_the_sixth_read_in_a_minute_is_refused_and_told_when_to_come_back(
    serve: Callable[[Settings], Api], settings: Settings
) -> None:
    api = serve(settings.model_copy(update={"rate_limits": "on"}))
    job_id = api.submit().json()["job_id"]
    assert [api.http.get(f"audio/notes/{job_id}").status_code for _ in range(5)] == [200] * 5
    refused = api.http.get(f"audio/notes/{job_id}")
    assert (refused.status_code, refused.json()["detail"]) == (
        429,
        "Rate limit of 5 requests per minute exceeded. Please try again after a minute.",
    )
    assert 50 <= int(refused.headers["Retry-After"]) <= 60
    assert api.http.get("templates/community").status_code == 200


def test_submits_over_the_hours_limit_are_refused_without_reading_the_audio(
    serve: Callable[[Settings], Api], settings: Settings
) -> None:
    api = serve(settings.model_copy(update={"rate_limits": "on", "audio_submits_per_hour": 2}))
    assert [api.submit().status_code for _ in range(3)] == [202, 202, 429]
    refused = api.submit()
    assert refused.json()["detail"] == (
        "Rate limit of 2 requests per hour exceeded. Please try again after an hour."
    )
    assert 3500 <= int(refused.headers["Retry-After"]) <= 3600


def test_the_clip_of_these_tests_is_real() -> None:
    assert CLIP.read_bytes().startswith(b"OggS")
