import httpx
import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from sporo_service.app import create_routes
from tests.sporo_service.harness import Api

UNKNOWN = "0" * 24


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nowhere/at/all", 404),
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


@pytest.mark.parametrize("path", ["/api/v1/pcr", "/healthz/", "//api/v1/pcr/templates/community", "/nowhere"])
def test_beside_the_routes_there_is_a_sentence_and_no_redirect_to_whatever_host_was_named(
    path: str, api: Api
) -> None:
    root = f"http://{api.http.base_url.host}:{api.http.base_url.port}"
    answer = httpx.get(root + path, headers={"Host": "evil.example"})
    assert (answer.status_code, answer.json()) == (404, {"detail": "There is nothing at this address."})


def test_a_database_in_trouble_is_said_in_one_sentence(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    job_id = api.submit().json()["job_id"]
    with api.service.store.begin() as tx:
        tx.execute(sa.text("DROP TABLE jobs"))
    answer = api.http.get(f"audio/notes/{job_id}")
    assert answer.status_code == 503
    assert answer.json()["detail"].startswith("The service can't reach its data at the moment.")
    assert job_id not in caplog.text


def test_a_fault_of_the_service_shows_one_sentence_and_no_traceback() -> None:
    broken = create_routes()
    broken.state.service = None
    client = TestClient(broken, raise_server_exceptions=False)
    answer = client.get("/templates/community", headers={"X-API-KEY": "x"})
    assert answer.status_code == 500
    assert answer.json() == {
        "detail": "Something went wrong in the service. What was kept before is safe; please try again."
    }
