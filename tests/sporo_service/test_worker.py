import os
import signal
from collections.abc import Callable, Iterator, Sequence
from subprocess import Popen

import pytest
from dbos import DBOSClient

from sporo_service.settings import Settings
from sporo_service.supervisor import Supervisor, worker_command
from tests.sporo_service.harness import FAST_WORKER, Api, eventually

Start = Callable[..., Popen[str]]


@pytest.fixture
def supervise() -> Iterator[Callable[..., Supervisor]]:
    started: list[Supervisor] = []

    def start(command: Sequence[str], settings: Settings) -> Supervisor:
        supervisor = Supervisor(command, settings.environment(), pauses=(0.05,))
        started.append(supervisor)
        supervisor.start()
        return supervisor

    yield start
    for supervisor in started:
        supervisor.stop()


@pytest.fixture
def supervised(settings: Settings, supervise: Callable[..., Supervisor]) -> Callable[..., Supervisor]:
    def start(*arguments: str, **more: object) -> Supervisor:
        return supervise([*FAST_WORKER, *arguments], settings.model_copy(update=more))

    return start


def test_a_job_that_takes_the_worker_down_each_time_ends_failed(
    api: Api, supervised: Callable[..., Supervisor]
) -> None:
    supervised("--behaviour", "die", job_attempts=2)
    job = api.ended(api.submit().json()["job_id"])
    assert (job["status"], job["error_code"]) == ("failed", "worker_crashed")
    assert job["error_message"].startswith("The worker stopped several times")


def test_a_job_interrupted_by_a_polite_end_goes_on_with_the_next_worker(
    api: Api, start_worker: Start
) -> None:
    first = start_worker("--seconds", "60")
    job_id = api.submit().json()["job_id"]
    eventually(lambda: api.job(job_id)["status"] == "processing")
    assert first.stdin
    first.stdin.close()
    assert first.wait(timeout=3) == 0
    assert not list((api.service.settings.data_dir / "work").iterdir())
    start_worker()
    assert api.ended(job_id)["status"] == "completed"


def test_progress_is_seen_while_the_work_goes_on(api: Api, start_worker: Start) -> None:
    start_worker("--seconds", "3", "--steps", "6")
    job_id = api.submit().json()["job_id"]
    seen = eventually(lambda: api.job(job_id).get("progress"))
    assert 0 < seen < 1


def test_a_second_worker_on_the_same_data_waits_until_the_first_has_ended(
    api: Api, start_worker: Start, supervised: Callable[..., Supervisor]
) -> None:
    first = start_worker()
    second = supervised()
    api.ended(api.submit().json()["job_id"])
    assert second.state().name == "starting"
    first.send_signal(signal.SIGTERM)
    first.wait(timeout=10)
    eventually(lambda: second.state().name == "running")


def test_a_job_whose_workflow_ended_without_it_is_failed(api: Api, start_worker: Start) -> None:
    job_id = api.submit().json()["job_id"]
    DBOSClient(system_database_engine=api.service.store.engine).cancel_workflow(job_id)
    start_worker()
    job = api.ended(job_id)
    assert (job["status"], job["error_code"]) == ("failed", "internal_error")


def test_what_a_dead_worker_and_a_broken_upload_left_is_removed(
    api: Api, settings: Settings, start_worker: Start
) -> None:
    waiting = api.service.store.audio_of(api.submit().json()["job_id"])
    orphan, plain = api.service.store.audio_of("f" * 24), settings.data_dir / "work" / ("e" * 24)
    plain.parent.mkdir()
    for file in (orphan, plain):
        file.write_bytes(b"left")
    for file in (orphan, waiting):
        os.utime(file, (0, 0))
    start_worker("--seconds", "60")
    eventually(lambda: not orphan.exists())
    assert not plain.exists()
    assert waiting.exists()


def test_the_worker_says_that_it_lives(api: Api, start_worker: Start) -> None:
    assert api.service.store.last_worker() is None
    start_worker()
    first = eventually(api.service.store.last_worker)
    assert first.problem is None
    eventually(lambda: (last := api.service.store.last_worker()) and last.seen_at > first.seen_at)


def test_an_engine_that_cannot_be_had_stops_its_own_kind_of_work_alone(
    api: Api, settings: Settings, supervise: Callable[..., Supervisor]
) -> None:
    supervise(worker_command(), settings.model_copy(update={"whisper_model": "no-such-folder"}))
    worker = eventually(api.service.store.last_worker)
    assert worker.engines == {"writer", "reader", "summarizer", "coder"}
    refusal = api.submit()
    assert refusal.status_code == 503
    assert worker.problem
    assert worker.problem in refusal.json()["detail"]
    coded = api.http.post("icd10/text", json={"text": "Type 2 diabetes mellitus."})
    assert api.ended(coded.json()["job_id"], "icd10/")["status"] == "completed"
    assert api.ended(api.upload().json()["upload_id"], "")["status"] == "completed"
