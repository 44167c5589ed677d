from datetime import timedelta

import httpx
import sqlalchemy as sa

from sporo_service.health import SILENT_AFTER, readiness
from sporo_service.jobs import AUDIO_NOTE, new_job_id
from sporo_service.service import Service
from sporo_service.store import Store, utc_now
from tests.sporo_service.harness import Api

WORKER = "w1"


def _later(service: Service, wait: timedelta) -> Store:
    """The same store, seen later."""
    return Store(service.store.engine, service.store.cipher, service.store.audio, lambda: utc_now() + wait)


def test_without_a_worker_it_is_not_ready(service: Service) -> None:
    assert readiness(service.store) == {"ready": False, "database": "ok", "worker": "absent", "queue_age": 0}


def test_with_a_living_worker_it_is_ready_until_the_worker_falls_silent(service: Service) -> None:
    service.store.see_worker(WORKER)
    assert readiness(service.store)["ready"] is True
    assert readiness(_later(service, SILENT_AFTER))["worker"] == "absent"


def test_a_worker_that_cannot_work_says_why(service: Service) -> None:
    service.store.see_worker(WORKER, "The speech model is missing.")
    assert readiness(service.store) == {
        "ready": False,
        "database": "ok",
        "worker": "The speech model is missing.",
        "queue_age": 0,
    }


def test_the_longest_wait_is_told_in_seconds(service: Service) -> None:
    service.jobs.accept(new_job_id(), AUDIO_NOTE, "0" * 24, {"template_id": "t"})
    age = readiness(_later(service, timedelta(minutes=10)))["queue_age"]
    assert isinstance(age, float)
    assert 600 <= age < 610


def test_a_database_that_is_gone_is_said(service: Service) -> None:
    with service.store.begin() as tx:
        tx.execute(sa.text("DROP TABLE workers"))
    assert readiness(service.store)["database"] == "unreachable"


def test_both_are_served_beside_the_api(api: Api) -> None:
    root = f"http://{api.http.base_url.host}:{api.http.base_url.port}"
    assert httpx.get(f"{root}/healthz").json() == {"status": "ok"}
    assert httpx.get(f"{root}/readyz").status_code == 503
    api.service.store.see_worker(WORKER)
    assert httpx.get(f"{root}/readyz").status_code == 200
