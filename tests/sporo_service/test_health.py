from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
import sqlalchemy as sa

from sporo_service.health import readiness
from sporo_service.jobs import AUDIO_NOTE, ICD10, new_job_id
from sporo_service.service import Service
from sporo_service.store import SILENT_AFTER, Store, utc_now
from tests.sporo_service.harness import Api, eventually

WORKER = "w1"
LONG = timedelta(minutes=30)
KEY_ID = "0" * 24


def _later(service: Service, wait: timedelta) -> Store:
    """The same store, seen later."""
    return Store(service.store.engine, service.store.cipher, service.settings.files, lambda: utc_now() + wait)


def _accept(service: Service, kind: str = AUDIO_NOTE) -> str:
    job_id = new_job_id()
    service.jobs.accept(job_id, kind, KEY_ID, {"template_id": "t", "text": ""})
    return job_id


def test_without_a_worker_it_is_not_ready(service: Service) -> None:
    assert readiness(service.store, LONG) == {
        "ready": False,
        "database": "ok",
        "worker": "absent",
        "engines": [],
        "queue_age": 0,
        "stuck_jobs": 0,
    }


def test_with_a_living_worker_it_is_ready_until_the_worker_falls_silent(service: Service) -> None:
    service.store.see_worker(WORKER, engines=["transcriber", "coder"])
    report = readiness(service.store, LONG)
    assert (report["ready"], report["engines"]) == (True, ["coder", "transcriber"])
    assert readiness(_later(service, SILENT_AFTER), LONG)["worker"] == "absent"


def test_a_worker_that_cannot_work_says_why(service: Service) -> None:
    service.store.see_worker(WORKER, "The speech model is missing.")
    report = readiness(service.store, LONG)
    assert (report["ready"], report["worker"]) == (False, "The speech model is missing.")


def test_one_worker_that_can_work_is_enough(service: Service) -> None:
    service.store.see_worker("w2")
    service.store.see_worker(WORKER, "The speech model is missing.")
    assert readiness(service.store, LONG)["ready"] is True


def test_the_longest_wait_is_told_in_seconds(service: Service) -> None:
    _accept(service)
    age = readiness(_later(service, timedelta(minutes=10)), LONG)["queue_age"]
    assert isinstance(age, float)
    assert 600 <= age < 610


def _with_worker(service: Service, wait: timedelta) -> dict[str, object]:
    """The report that a living worker's service gives later."""
    later = _later(service, wait)
    later.see_worker(WORKER)
    return readiness(later, LONG)


def test_a_job_at_work_that_does_not_move_makes_it_red(service: Service) -> None:
    service.store.start(_accept(service))
    assert _with_worker(service, LONG - timedelta(minutes=1))["ready"] is True
    report = _with_worker(service, LONG + timedelta(minutes=1))
    assert (report["ready"], report["worker"], report["stuck_jobs"]) == (False, "running", 1)


def test_progress_is_a_move(service: Service) -> None:
    job_id = _accept(service)
    service.store.start(job_id)
    _later(service, LONG).keep_progress(job_id, 0.5)
    assert _with_worker(service, LONG + timedelta(minutes=1))["ready"] is True


def test_a_queue_in_which_nothing_moves_makes_it_red(service: Service) -> None:
    _accept(service)
    assert _with_worker(service, LONG + timedelta(minutes=1))["stuck_jobs"] == 1


def test_a_job_that_waits_behind_others_of_its_kind_is_not_stuck(service: Service) -> None:
    _accept(service)
    _later(service, LONG).start(_accept(service))
    assert _with_worker(service, LONG + timedelta(minutes=1))["stuck_jobs"] == 0


def test_jobs_that_only_arrive_and_those_of_another_kind_do_not_hide_a_queue_that_stands(
    service: Service,
) -> None:
    _accept(service)
    late = _later(service, LONG)
    with late.begin() as tx:
        late.add_job(tx, new_job_id(), AUDIO_NOTE, KEY_ID, {})
    late.start(_accept(service, ICD10))
    assert _with_worker(service, LONG + timedelta(minutes=1))["stuck_jobs"] == 1


def test_a_database_that_is_gone_is_said(service: Service) -> None:
    with service.store.begin() as tx:
        tx.execute(sa.text("DROP TABLE workers"))
    assert readiness(service.store, LONG) == {
        "ready": False,
        "database": "unreachable",
        "worker": "unknown",
    }


def _root(api: Api) -> str:
    return f"http://{api.http.base_url.host}:{api.http.base_url.port}"


def test_both_are_served_beside_the_api(api: Api) -> None:
    assert httpx.get(f"{_root(api)}/healthz").json() == {"status": "ok"}
    assert httpx.get(f"{_root(api)}/readyz").status_code == 503
    api.service.store.see_worker(WORKER)
    assert httpx.get(f"{_root(api)}/readyz").status_code == 200


def test_a_worker_that_dies_turns_it_red(api: Api, start_worker: Callable[..., object]) -> None:
    worker = start_worker()
    report = httpx.get(f"{_root(api)}/readyz").json()
    assert report["engines"] == ["coder", "reader", "summarizer", "transcriber", "writer"]
    assert report["ready"] is True
    worker.kill()  # type: ignore[attr-defined]
    eventually(lambda: httpx.get(f"{_root(api)}/readyz").status_code == 503)
    assert httpx.get(f"{_root(api)}/readyz").json()["worker"] == "absent"


@pytest.mark.parametrize("wait", [timedelta(0), timedelta(days=1)])
def test_what_has_ended_is_never_stuck(wait: timedelta, service: Service) -> None:
    service.jobs.fail(_accept(service), "crashed", "It could not be played.")
    assert _with_worker(service, wait)["stuck_jobs"] == 0
