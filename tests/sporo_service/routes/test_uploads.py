import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from sporo_service.settings import Settings
from tests.sporo_service.harness import Api, Receiver, eventually

UNKNOWN = "0" * 24
STARK = {"email": "tony.stark@example.com", "first_name": "Tony", "last_name": "Stark"}


def _patients(api: Api) -> int:
    with api.service.store.engine.connect() as connection:
        return int(connection.scalar(sa.text("SELECT count(*) FROM patients")) or 0)


def test_documents_are_accepted_with_all_their_fields(api: Api) -> None:
    answer = api.upload(
        ("a.txt", b"Cough."),
        ("b.txt", b"Fever."),
        extra_information="June notes",
        unique_identifier="case-1",
        foo="bar",
    )
    assert answer.status_code == 200
    assert re.fullmatch("[0-9a-f]{24}", answer.json()["upload_id"])
    assert answer.json() == {
        "message": "Files uploaded successfully; processing is underway.",
        "upload_id": answer.json()["upload_id"],
        "webhook_url": None,
        "extra_information": "June notes",
        "metadata": {"unique_identifier": "case-1", "foo": "bar"},
    }
    standing = api.job(answer.json()["upload_id"], "")
    assert (standing["status"], standing["response"], standing["progress"]) == ("queued", None, None)
    assert standing["metadata"] == answer.json()["metadata"]


def test_a_completed_upload_carries_the_summary_and_where_each_line_stands(
    api: Api, start_worker: Callable[..., object]
) -> None:
    start_worker()
    job_id = api.upload(("a.txt", b"Cough.\nFever."), ("bad.txt", b"unreadable")).json()["upload_id"]
    job = api.ended(job_id, "")
    assert job["status"] == "completed"
    assert job["sections"] == [
        {
            "title": "Findings",
            "lines": [
                {"text": text, "sources": [{"file": "a.txt", "page": page, "quote": text}]}
                for page, text in enumerate(("Cough.", "Fever."), 1)
            ],
        }
    ]
    assert [(page["file"], page["page"], page["text"]) for page in job["pages"]] == [
        ("a.txt", 1, "Cough."),
        ("a.txt", 2, "Fever."),
    ]
    assert [(file["name"], file["pages"], file["error_code"]) for file in job["documents"]] == [
        ("a.txt", 2, None),
        ("bad.txt", None, "unreadable_file"),
    ]
    assert "- Fever. (a.txt p. 2)" in job["response"]
    assert job["response"].endswith("- bad.txt can't be read. Please send it in another format.")
    assert (job["writer"], job["removed"], job["conflicts"], job["progress"]) == ("test", 0, [], 1.0)
    eventually(lambda: not list(api.service.store.uploads.iterdir()))


def test_an_upload_of_which_nothing_can_be_read_fails_with_a_code_and_a_sentence(
    api: Api, start_worker: Callable[..., object]
) -> None:
    start_worker()
    job = api.ended(api.upload(("empty.pdf", b"")).json()["upload_id"], "")
    assert (job["status"], job["response"], job["error_code"]) == ("failed", None, "unreadable_file")
    assert job["error_message"] == "empty.pdf can't be read. Please send it in another format."


def test_webhooks_tell_of_an_upload_with_all_extra_fields(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    start_worker()
    upload_id = api.upload(webhook_url=receiver.url, foo="bar").json()["upload_id"]
    eventually(lambda: len(receiver.bodies) == 2)
    assert receiver.told() == [(upload_id, "queued"), (upload_id, "completed")]
    for body in receiver.bodies:
        assert (body["upload_id"], body["metadata"]) == (upload_id, {"foo": "bar"})
        assert "pages" not in body
    assert receiver.bodies[1]["response"].startswith("FINDINGS")


def test_webhooks_tell_of_an_upload_that_failed(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    start_worker()
    api.upload(("bad.txt", b"unreadable"), webhook_url=receiver.url, foo="bar")
    failed = eventually(lambda: [body for body in receiver.bodies if body["status"] == "failed"])[0]
    assert (failed["error_code"], failed["metadata"]) == ("unreadable_file", {"foo": "bar"})


def test_a_field_that_comes_several_times_keeps_all_its_values_in_order(api: Api) -> None:
    assert api.upload(visit=["first", "second"]).json()["metadata"] == {"visit": ["first", "second"]}


def test_a_name_is_shown_without_its_path_and_never_becomes_one(api: Api, tmp_path: Path) -> None:
    names = ("../../etc/passwd", "C:\\notes\\visit.txt", "visit.txt", "..", "a\u202e\x00b.txt")
    job_id = api.upload(*((name, b"Cough.") for name in names)).json()["upload_id"]
    assert api.service.store.known_job(job_id).request["files"] == [
        "passwd",
        "visit.txt",
        "visit (2).txt",
        "document",
        "a%00b.txt",  # written so by the sender
    ]
    kept = sorted(file.name for file in api.service.store.upload_of(job_id).iterdir())
    assert kept == [f"{number}.sealed" for number in range(5)]
    assert not list(tmp_path.rglob("*passwd*"))


def test_fifty_files_are_taken_and_one_of_them_may_hold_nothing(api: Api) -> None:
    files = [(f"{number}.txt", b"Cough." * (number > 0)) for number in range(50)]
    answer = api.upload(*files)
    assert answer.status_code == 200
    kept = api.service.store.upload_of(answer.json()["upload_id"])
    assert len(list(kept.iterdir())) == 50


def test_a_patient_is_made_once_whatever_the_order_and_case_of_the_names(api: Api) -> None:
    upload_ids = [
        api.upload(**fields).json()["upload_id"]
        for fields in (
            STARK,
            {**STARK, "first_name": "Stark", "last_name": "TONY", "email": " Tony.Stark@Example.com"},
            {**STARK, "email": "other@example.com"},
            {"email": STARK["email"], "first_name": "Tony"},
        )
    ]
    found = [api.service.store.known_job(upload_id).request["patient_id"] for upload_id in upload_ids]
    assert found[0] == found[1] != found[2]
    assert found[3] is None
    assert _patients(api) == 2
    assert api.job(upload_ids[0], "")["metadata"] == STARK


def test_a_patient_whom_many_uploads_name_at_once_is_made_once(api: Api) -> None:
    with ThreadPoolExecutor(8) as clicks:
        answers = list(clicks.map(lambda _: api.upload(**STARK), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert _patients(api) == 1


def test_a_repeated_sending_is_one_upload_and_leaves_no_second_copy(api: Api) -> None:
    with ThreadPoolExecutor(8) as clicks:
        answers = list(clicks.map(lambda _: api.upload(sending="one click"), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["upload_id"] for answer in answers}) == 1
    eventually(lambda: len(list(api.service.store.uploads.iterdir())) == 1)


def test_a_sending_named_as_another_was_gets_none_of_its_summary(api: Api) -> None:
    assert api.upload(("a.txt", b"Gout."), sending="1").status_code == 200
    refused = api.upload(("a.txt", b"Asthma."), sending="1")
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith("This Idempotency-Key was used before, for something else.")
    eventually(lambda: len(list(api.service.store.uploads.iterdir())) == 1)


def test_a_name_of_a_sending_means_one_job_on_each_route(api: Api) -> None:
    visit, upload = api.submit(sending="1").json()["job_id"], api.upload(sending="1").json()["upload_id"]
    codes = api.http.post("icd10/text", json={"text": "x"}, headers={"Idempotency-Key": "1"})
    assert len({visit, upload, codes.json()["job_id"]}) == 3


def test_an_upload_is_known_only_to_the_key_that_made_it_and_only_as_an_upload(
    api: Api, serve: Callable[..., Api]
) -> None:
    other = serve(api.service.settings)
    upload_id, visit = api.upload().json()["upload_id"], api.submit().json()["job_id"]
    for answer in (
        other.http.get(upload_id),
        api.http.get(UNKNOWN),
        api.http.get(visit),
        api.http.get(f"icd10/{upload_id}"),
        api.http.get(f"audio/notes/{upload_id}"),
    ):
        assert (answer.status_code, answer.json()["detail"]) == (
            404,
            "No job with this id is known for this key.",
        )


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "templates/community", 200),
        ("GET", "templates/community/", 200),
        ("GET", "openapi.json", 200),
        ("GET", "docs", 200),
        ("GET", "upload", 405),
        ("GET", "upload/", 405),
        ("GET", "upload/text", 405),
        ("GET", "upload/text/", 405),
        ("GET", "icd10/text", 405),
        ("GET", "audio/notes", 405),
        ("GET", "templates", 404),
        ("GET", "icd10", 404),
        ("GET", "", 404),
        ("DELETE", UNKNOWN, 405),
        ("GET", f"{UNKNOWN}/", 404),
        ("GET", f"icd10/{UNKNOWN}/", 404),
        ("GET", f"{UNKNOWN}/more", 404),
    ],
)
def test_no_route_takes_its_siblings_requests(method: str, path: str, status: int, api: Api) -> None:
    answer = api.http.request(method, path)
    assert answer.status_code == status
    assert status == 200 or list(answer.json()) == ["detail"]


def test_both_forms_of_an_address_take_the_body(api: Api) -> None:
    form = {"files": ("a.txt", b"x")}
    assert [api.http.post(path, files=form).status_code for path in ("upload", "upload/")] == [200, 200]
    texts = [api.http.post(path, json={"user_input": "x"}) for path in ("upload/text", "upload/text/")]
    codes = [api.http.post(path, json={"text": "x"}) for path in ("icd10/text", "icd10/text/")]
    assert [answer.status_code for answer in (*texts, *codes)] == [200, 200, 202, 202]


def test_reading_that_is_not_configured_is_said_at_once(api: Api) -> None:
    api.service.store.see_worker("w1", problem="The recognition of text in pictures is missing.")
    answer = api.upload()
    assert (answer.status_code, answer.json()["detail"]) == (
        503,
        "Reading documents is not available on this service. The recognition of text in pictures is missing.",
    )


def test_the_eleventh_upload_of_an_hour_and_the_sixth_read_of_a_minute_are_refused(
    serve: Callable[[Settings], Api], settings: Settings
) -> None:
    api = serve(settings.model_copy(update={"rate_limits": "on"}))
    assert [api.upload().status_code for _ in range(11)] == [200] * 10 + [429]
    refused = api.upload()
    assert refused.json() == {
        "detail": "Rate limit of 10 requests per hour exceeded. Please try again after an hour."
    }
    assert 3500 <= int(refused.headers["Retry-After"]) <= 3600
    assert [api.http.get(UNKNOWN).status_code for _ in range(6)] == [404] * 5 + [429]
    assert api.http.get(UNKNOWN).json() == {
        "detail": "Rate limit of 5 requests per minute exceeded. Please try again after a minute."
    }
