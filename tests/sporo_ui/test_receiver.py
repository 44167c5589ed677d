"""The webhook receiver answers what senders understand, and takes nothing on trust."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sporo_ui import deps, receiver
from sporo_ui.settings import Settings
from sporo_ui.webhook import LARGEST_BODY
from tests.sporo_ui.ground import COMPLETED, JOB, Ground, answer


@pytest.fixture
def services(tmp_path: Path) -> Iterator[deps.Services]:
    found = deps.build(Settings(data_dir=tmp_path, api_url="http://127.0.0.1:9"))
    yield found
    found.stop()


@pytest.fixture
def ground(services: deps.Services, tmp_path: Path) -> Iterator[Ground]:
    """The same ledger, with a scripted API; its key is the services' own."""
    found = Ground(tmp_path, services.settings.database_url)
    yield found
    found.engine.dispose()


def post(services: deps.Services, path: str, body: bytes, method: str = "POST") -> int:
    app = Starlette(routes=receiver.routes(services))
    return TestClient(app).request(method, path, content=body).status_code


def hook_of(ground: Ground) -> str:
    sent = ground.api.requests[0].content.decode(errors="replace")
    return sent.partition("/hooks/")[2].partition("\r\n")[0]


def test_a_completed_webhook_moves_its_job_to_the_front_and_is_not_believed(
    services: deps.Services, ground: Ground
) -> None:
    ground.accepted()
    lie = {"job_id": JOB, "status": "completed", "transcript": "Made up.", "note": "Made up."}
    assert post(services, f"/hooks/{hook_of(ground)}", json.dumps(lie).encode()) == 204
    assert [job.hinted for job in ground.reads.waiting()] == [True]
    ground.api.say(answer(200, COMPLETED))
    ground.poller().turn()
    (entry,) = ground.visits.entries("local")
    assert ground.visits.note("local", entry.id).transcript == "Cough for a week."


def test_a_queued_webhook_spends_no_read(services: deps.Services, ground: Ground) -> None:
    ground.accepted()
    body = json.dumps({"job_id": JOB, "status": "queued"}).encode()
    assert post(services, f"/hooks/{hook_of(ground)}", body) == 204
    assert [job.hinted for job in ground.reads.waiting()] == [False]


@pytest.mark.parametrize("path", ["/hooks/guessed", "/hooks/a%2Fb", "/hooks/" + "x" * 5000])
def test_an_unknown_address_is_not_found(services: deps.Services, path: str) -> None:
    assert post(services, path, b"{}") == 404


def test_a_body_larger_than_any_webhook_is_refused(services: deps.Services, ground: Ground) -> None:
    ground.accepted()
    assert post(services, f"/hooks/{hook_of(ground)}", bytes(LARGEST_BODY + 1)) == 413


def test_only_a_post_is_heard(services: deps.Services) -> None:
    assert post(services, "/hooks/any", b"", "GET") == 405
