import httpx
import pytest
import sqlalchemy as sa

from tests.sporo_service.harness import Api

UNKNOWN = "0" * 24


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nowhere", 404),
        ("DELETE", f"audio/notes/{UNKNOWN}", 405),
        ("POST", "templates/community", 405),
    ],
)
def test_what_is_not_there_is_answered_with_a_sentence_too(
    method: str, path: str, status: int, api: Api
) -> None:
    answer = api.http.request(method, path)
    assert answer.status_code == status
    assert list(answer.json()) == ["detail"]


def test_a_fault_of_the_service_shows_one_sentence_and_no_traceback(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    job_id = api.submit().json()["job_id"]
    with api.service.store.begin() as tx:
        tx.execute(sa.text("DROP TABLE jobs"))
    answer = api.http.get(f"audio/notes/{job_id}")
    assert answer.status_code == 500
    assert answer.json() == {
        "detail": "Something went wrong in the service. What was kept before is safe; please try again."
    }
    assert job_id not in caplog.text


def test_no_page_of_the_api_needs_another_server(api: Api) -> None:
    for path in ("docs", "redoc", "openapi.json"):
        assert httpx.get(f"{api.http.base_url}{path}").status_code == 404
