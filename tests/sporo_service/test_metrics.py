import re
from datetime import timedelta

import httpx
import pytest
import sqlalchemy as sa
from pydantic import SecretStr
from starlette.requests import Request

from sporo_service.jobs import AUDIO_NOTE, new_job_id
from sporo_service.metrics import Metrics, may_scrape
from sporo_service.service import Service
from sporo_service.settings import Settings
from sporo_service.store import Store, utc_now
from tests.sporo_service.harness import Api, eventually

ADDRESS = "https://hook.example.com/notify"
MARK = "amoxicillin"


def _told(metrics: Metrics) -> dict[str, float]:
    """Every figure by its name and labels."""
    lines = [line for line in metrics.text().decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def _accept(service: Service) -> str:
    job_id = new_job_id()
    wanted = {"template_id": "t", "webhook_url": ADDRESS}
    service.jobs.accept(job_id, AUDIO_NOTE, "0" * 24, wanted)
    return job_id


def test_jobs_and_webhooks_are_counted_at_the_scrape_whoever_changed_them(
    service: Service, settings: Settings
) -> None:
    metrics = Metrics(service.store, settings)
    assert _told(metrics)["sporo_queue_length"] == 0
    first, _ = _accept(service), _accept(service)
    service.jobs.fail(first, "crashed", "It could not be played.")
    service.store.outgoing.settle(f"{first}-queued", "given up")
    told = _told(metrics)
    assert told['sporo_jobs{kind="audio_note",status="queued"}'] == 1
    assert told['sporo_jobs{kind="audio_note",status="failed"}'] == 1
    assert (told["sporo_queue_length"], told["sporo_webhooks_pending"], told["sporo_webhooks_failed"]) == (
        1,
        2,
        1,
    )


def test_the_oldest_wait_the_stuck_and_the_workers_are_told(service: Service, settings: Settings) -> None:
    _accept(service)
    service.store.see_worker("w1")
    later = Store(
        service.store.engine, service.store.cipher, settings.files, lambda: utc_now() + timedelta(hours=1)
    )
    now, then = _told(Metrics(service.store, settings)), _told(Metrics(later, settings))
    assert (now["sporo_workers"], now["sporo_jobs_stuck"]) == (1, 0)
    assert (then["sporo_workers"], then["sporo_jobs_stuck"]) == (0, 1)
    assert 3600 <= then["sporo_queue_oldest_seconds"] < 3660
    assert (
        now["sporo_worker_last_seen_timestamp_seconds"]
        == then["sporo_worker_last_seen_timestamp_seconds"]
        > 0
    )


def test_a_database_that_is_down_is_a_figure_too(service: Service, settings: Settings) -> None:
    metrics = Metrics(service.store, settings)
    assert _told(metrics)["sporo_database_up"] == 1
    with service.store.begin() as tx:
        tx.execute(sa.text("DROP TABLE workers"))
    told = _told(metrics)
    assert told["sporo_database_up"] == 0
    assert "sporo_queue_length" not in told


def _scraped(api: Api, last: str) -> str:
    """The metrics once they count the last request; its answer may have arrived before."""
    root = f"http://{api.http.base_url.host}:{api.http.base_url.port}"
    return eventually(lambda: text if last in (text := httpx.get(f"{root}/metrics").text) else None)


def test_requests_are_counted_by_the_template_of_their_address(api: Api) -> None:
    job_id = api.submit().json()["job_id"]
    api.job(job_id)
    api.http.get("audio/notes/nonsense")
    scraped = _scraped(api, 'status="400"')
    assert 'sporo_requests_total{method="POST",route="/audio/notes",status="202"} 1.0' in scraped
    assert 'sporo_requests_total{method="GET",route="/audio/notes/{job_id}",status="200"} 1.0' in scraped
    assert 'sporo_requests_total{method="GET",route="/audio/notes/{job_id}",status="400"} 1.0' in scraped
    assert 'sporo_request_seconds_count{method="GET",route="/audio/notes/{job_id}"} 2.0' in scraped


def test_no_label_holds_an_id_or_what_a_stranger_wrote(api: Api) -> None:
    job_id = api.submit().json()["job_id"]
    api.job(job_id)
    for path in (MARK, f"audio/notes/{MARK}", f"templates/community?search={MARK}", f"{MARK}/{MARK}/{MARK}"):
        api.http.get(path)
        api.http.request(MARK.upper(), path)
    scraped = _scraped(api, 'method="other"')
    assert MARK not in scraped.lower()
    assert job_id not in scraped
    assert not re.search(r'"[0-9a-f]{24}"', scraped)


def _request(host: str = "127.0.0.1", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (host, 1), "headers": raw})


@pytest.mark.parametrize(
    ("request_", "token", "may"),
    [
        (_request(), "", True),
        (_request("::1"), "", True),
        (_request("10.0.0.7"), "", False),
        (_request(x_forwarded_for="127.0.0.1"), "", False),
        (_request(forwarded="for=10.0.0.7"), "", False),
        (_request(), "hush", False),
        (_request("10.0.0.7", authorization="Bearer hush"), "hush", True),
        (_request(authorization="Bearer hus"), "hush", False),
        (_request(authorization="hush"), "hush", False),
    ],
)
def test_only_this_machine_or_who_has_the_token_may_scrape(
    request_: Request, token: str, *, may: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = Settings(
        data_dir=tmp_path_factory.getbasetemp(), metrics_token=SecretStr(token) if token else None
    )
    assert may_scrape(request_, settings) is may


def test_who_may_not_scrape_is_told_how(api: Api) -> None:
    root = f"http://{api.http.base_url.host}:{api.http.base_url.port}"
    refused = httpx.get(f"{root}/metrics", headers={"X-Forwarded-For": "10.0.0.7"})
    assert (refused.status_code, "SPORO_METRICS_TOKEN" in refused.text) == (403, True)
    assert "sporo_" not in refused.text
