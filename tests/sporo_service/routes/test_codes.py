import re
from collections.abc import Callable

import pytest

from sporo_service.settings import Settings
from tests.sporo_service.fast_worker import DISEASE
from tests.sporo_service.harness import Api, Receiver, eventually

TEXT = f"Patient with a history of {DISEASE}."
UNKNOWN = "0" * 24


def _submit(api: Api, sending: str = "", **body: object) -> dict[str, str]:
    headers = {"Idempotency-Key": sending} if sending else {}
    answer = api.http.post("icd10/text", json={"text": TEXT, **body}, headers=headers)
    assert answer.status_code == 202, answer.text
    accepted: dict[str, str] = answer.json()
    return accepted


def test_a_text_is_accepted_and_queued(api: Api) -> None:
    accepted = _submit(api, webhook_url="https://hook.example.com/notify")
    assert re.fullmatch("[0-9a-f]{24}", accepted["job_id"])
    assert accepted == {
        "job_id": accepted["job_id"],
        "status": "queued",
        "message": "ICD-10 request accepted; processing has started",
        "created_at": accepted["created_at"],
        "webhook_url": "https://hook.example.com/notify",
    }
    standing = api.job(accepted["job_id"], "icd10/")
    assert sorted(standing) == ["created_at", "job_id", "progress", "status", "updated_at"]


def test_a_completed_job_carries_the_codes_with_their_places_and_confidence(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    start_worker()
    job = api.ended(_submit(api, webhook_url=receiver.url)["job_id"], "icd10/")
    assert job["icd10_codes"] == [
        {
            "name": "Essential (primary) hypertension",
            "icd10_code": "I10",
            "evidence": DISEASE,
            "start": TEXT.index(DISEASE),
            "end": TEXT.index(DISEASE) + len(DISEASE),
            "confidence": 0.9,
        }
    ]
    eventually(lambda: len(receiver.bodies) == 2)
    assert receiver.bodies[1] == job


def test_a_coder_that_fails_gives_one_code_and_one_sentence(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    start_worker("--behaviour", "crash")
    job = api.ended(_submit(api, webhook_url=receiver.url)["job_id"], "icd10/")
    assert (job["status"], job["error_code"]) == ("failed", "coding_failed")
    assert DISEASE not in job["error_message"]
    eventually(lambda: len(receiver.bodies) == 2)
    assert receiver.bodies[1] == job


def test_a_repeated_sending_is_one_job(api: Api) -> None:
    assert _submit(api, "one click") == _submit(api, "one click") != _submit(api, "another")


def test_another_text_under_the_same_name_gets_none_of_its_codes(api: Api) -> None:
    headers = {"Idempotency-Key": "1"}
    answers = [api.http.post("icd10/text", json={"text": text}, headers=headers) for text in ("Gout", "Flu")]
    assert [answer.status_code for answer in answers] == [202, 409]


@pytest.mark.parametrize("body", [{}, {"text": " \n"}, {"text": None}, {"text": ""}])
def test_a_blank_text_is_refused(body: dict[str, object], api: Api) -> None:
    answer = api.http.post("icd10/text", json=body)
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "The text is blank: send what is to be read in `text`.",
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("", "application/json"),
        ("{", "application/json"),
        ("null", "application/json"),
        ('["Gout"]', "application/json"),
        ('{"text": "Gout", "text": "Asthma"}', "application/json"),
        ('{"text": ["Gout"]}', "application/json"),
        ('{"text": {"text": "Gout"}}', "application/json"),
        ('{"text": "Gout", "webhook_url": {}}', "application/json"),
        ('{"text": "Gout", "x": ' + "[" * 30 + "]" * 30 + "}", "application/json"),
        ('{"text": "Gout"}', "text/plain"),
        ('{"text": "Gout"}', ""),
        ("text=Gout", "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_request_for_codes_is_refused_with_one_sentence(
    body: str, content_type: str, api: Api
) -> None:
    answer = api.http.post("icd10/text", content=body, headers={"Content-Type": content_type})
    assert (answer.status_code, list(answer.json())) == (400, ["detail"])
    assert answer.json()["detail"].endswith(".")
    assert api.service.store.open_jobs() == []


def test_5_megabytes_of_text_are_refused_with_a_sentence(api: Api) -> None:
    answer = api.http.post("icd10/text", json={"text": "a" * 5_000_000})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("The text is longer than 1 MB")


def test_coding_that_is_not_configured_is_said_at_once(api: Api) -> None:
    api.service.store.see_worker("w1", problem="The code set is missing.")
    answer = api.http.post("icd10/text", json={"text": TEXT})
    assert (answer.status_code, answer.json()["detail"]) == (
        503,
        "Coding is not available on this service. The code set is missing.",
    )


@pytest.mark.parametrize("job_id", ["nonsense", UNKNOWN[1:], "g" * 24])
def test_a_malformed_id_is_a_bad_request(job_id: str, api: Api) -> None:
    assert api.http.get(f"icd10/{job_id}").status_code == 400


def test_a_job_is_known_only_to_the_key_that_made_it(api: Api, serve: Callable[..., Api]) -> None:
    job_id = _submit(api)["job_id"]
    other = serve(api.service.settings)
    assert api.http.get(f"icd10/{job_id.upper()}").status_code == 200
    assert [
        one.http.get(f"icd10/{given}").status_code for one, given in ((other, job_id), (api, UNKNOWN))
    ] == [
        404,
        404,
    ]


def test_submits_and_reads_over_their_limits_are_refused(
    serve: Callable[[Settings], Api], settings: Settings
) -> None:
    api = serve(settings.model_copy(update={"rate_limits": "on", "icd10_submits_per_hour": 2}))
    job_ids = [_submit(api)["job_id"] for _ in range(2)]
    refused = api.http.post("icd10/text", json={"text": TEXT})
    assert refused.json() == {
        "detail": "Rate limit of 2 requests per hour exceeded. Please try again after an hour."
    }
    assert [api.http.get(f"icd10/{job_ids[0]}").status_code for _ in range(6)] == [200] * 5 + [429]
    assert api.http.get(UNKNOWN).status_code == 404
