import logging
from typing import Any

import pytest

from sporo_service.tables import jobs
from tests.sporo_service.harness import Api, eventually


@pytest.fixture(autouse=True)
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "sporo_service")
    return caplog


def _requests(told: pytest.LogCaptureFixture, count: int) -> list[dict[str, Any]]:
    """The lines of so many requests; each is written when its answer may have arrived already."""

    def lines() -> list[dict[str, Any]]:
        said = [record.msg for record in told.records if isinstance(record.msg, dict)]
        return [line for line in said if line["event"] == "request"]

    eventually(lambda: len(lines()) == count)
    return lines()


def test_each_request_is_one_line_with_its_ids_and_its_duration(
    api: Api, told: pytest.LogCaptureFixture
) -> None:
    job_id = api.submit().json()["job_id"]
    answer = api.http.get(f"audio/notes/{job_id.upper()}")
    submitted, read = _requests(told, 2)
    assert (submitted["method"], submitted["route"], submitted["status"]) == ("POST", "/audio/notes", 202)
    assert (read["route"], read["status"], read["job"]) == ("/audio/notes/{job_id}", 200, job_id)
    assert read["key"] == api.service.gate.admit(api.key)
    assert read["request_id"] == answer.headers["X-Request-ID"] != submitted["request_id"]
    assert 0 < read["duration_ms"] < 60_000


def test_what_happens_within_a_request_carries_its_id(api: Api, told: pytest.LogCaptureFixture) -> None:
    answer = api.submit()
    accepted = [r.msg for r in told.records if isinstance(r.msg, dict) and r.msg["event"] == "job accepted"]
    assert accepted[0]["request_id"] == answer.headers["X-Request-ID"]
    assert accepted[0]["job"] == answer.json()["job_id"]


def test_nothing_that_a_stranger_wrote_into_an_address_is_logged(
    api: Api, told: pytest.LogCaptureFixture
) -> None:
    for path in ("audio/notes/Smith", "Smith/Smith", "templates/community?search=Smith"):
        api.http.request("SMITH", path)
        api.http.get(path)
    routes = {line["route"] for line in _requests(told, 6)}
    assert routes == {"/audio/notes/{job_id}", "/templates/community", "unmatched"}
    assert "smith" not in told.text.lower()


def test_a_sender_that_goes_away_is_no_failure_of_the_service(
    api: Api, told: pytest.LogCaptureFixture
) -> None:
    with api.sending("upload/", "Content-Length: 1000") as connection:
        connection.sendall(b"--edge\r\n")
    (line,) = _requests(told, 1)
    assert line["status"] == 400
    assert "request failed" not in told.text


def test_a_refused_key_is_not_logged(api: Api, told: pytest.LogCaptureFixture) -> None:
    assert api.http.get("templates/community", headers={"X-API-KEY": "sporo_wrong"}).status_code == 401
    (line,) = _requests(told, 1)
    assert (line["status"], "key" in line) == (401, False)
    assert "sporo_wrong" not in told.text


def test_an_unforeseen_error_is_logged_with_the_id_of_its_request(
    api: Api, told: pytest.LogCaptureFixture
) -> None:
    job_id = api.submit().json()["job_id"]
    with api.service.store.begin() as tx:
        tx.execute(jobs.update().values(sealed_request=bytes(40)))
    answer = api.http.get(f"audio/notes/{job_id}")
    assert answer.status_code == 500
    _, failed = _requests(told, 2)
    assert answer.headers["X-Request-ID"] == failed["request_id"]
    (error,) = [r for r in told.records if isinstance(r.msg, dict) and r.msg["event"] == "request failed"]
    assert isinstance(error.msg, dict)
    assert (error.msg["request_id"], failed["status"]) == (failed["request_id"], 500)
