"""Several machines on one database: real workers, of which one dies and never comes back."""

from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from sporo_service.crypto import new_key
from sporo_service.settings import Settings
from sporo_service.store import Store
from sporo_service.tables import jobs
from sporo_service.worker import DATABASE_LOST
from tests.sporo_service.harness import Api, Receiver, dbos_table, eventually

JOBS = 10

Start = Callable[..., Popen[str]]


@pytest.fixture
def machine(tmp_path: Path, postgres_url: str) -> Callable[[str], Settings]:
    """The settings of a machine, with a data folder of its own."""
    shared = Settings(
        database_url=postgres_url,
        files_dir=tmp_path / "files",
        encryption_key=SecretStr(new_key()),
        rate_limits="off",
        webhook_allow=("127.0.0.1",),
    )

    def named(name: str) -> Settings:
        (tmp_path / name).mkdir()
        return shared.model_copy(update={"data_dir": tmp_path / name})

    return named


@pytest.fixture
def api(serve: Callable[[Settings], Api], machine: Callable[[str], Settings]) -> Api:
    return serve(machine("api"))


def _workers_at_work(store: Store) -> set[str]:
    """The ids of the workers that have begun a job and not ended it."""
    table = dbos_table(store, "workflow_status", "workflow_uuid", "executor_id", "status", "name")
    at_work = table.c.status == "PENDING", table.c.name == "audio_note"
    # What was only taken from the queue counts as no attempt yet.
    begun = table.c.workflow_uuid.in_(sa.select(jobs.c.id).where(jobs.c.status == "processing"))
    with store.engine.connect() as connection:
        return set(connection.scalars(sa.select(table.c.executor_id).where(*at_work, begun)))


def test_the_jobs_of_a_machine_that_died_for_good_finish_on_the_other(
    api: Api, machine: Callable[[str], Settings], start_worker_with: Start, receiver: Receiver
) -> None:
    one, other = machine("one"), machine("other")
    doomed = start_worker_with(one, "--seconds", "60")
    start_worker_with(other, "--seconds", "0.5")
    job_ids = [api.submit(webhook_url=receiver.url).json()["job_id"] for _ in range(JOBS)]
    both = {(settings.data_dir / "worker.id").read_text() for settings in (one, other)}
    eventually(lambda: _workers_at_work(api.service.store) == both)
    doomed.kill()

    assert [api.ended(job_id)["status"] for job_id in job_ids] == ["completed"] * JOBS

    eventually(lambda: len(receiver.event_ids()) == 2 * JOBS)
    attempts = [api.service.store.known_job(job_id).attempts for job_id in job_ids]
    assert sorted(attempts) == [1] * (JOBS - 1) + [2]
    assert set(receiver.told()) == {(job_id, told) for job_id in job_ids for told in ("queued", "completed")}


def test_a_worker_that_lost_the_database_ends_before_another_takes_its_jobs(
    api: Api, machine: Callable[[str], Settings], start_worker_with: Start
) -> None:
    cut_off = start_worker_with(machine("one"), "--seconds", "60")
    job_id = api.submit().json()["job_id"]
    eventually(lambda: _workers_at_work(api.service.store))
    with api.service.store.begin() as tx:
        tx.execute(sa.text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
    assert cut_off.wait(timeout=10) == DATABASE_LOST
    start_worker_with(machine("other"))
    assert api.ended(job_id)["status"] == "completed"
