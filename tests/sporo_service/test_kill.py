"""Nothing is lost, and nothing is done twice, when processes are killed at random moments."""

import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import httpx
import psutil
import pytest

from sporo_service.app import API_PATH
from sporo_service.keys import embedded_key
from sporo_service.settings import Settings
from tests.sporo_service.harness import CLIP, ROOT, Receiver, eventually

JOBS = 20


class Machine:
    """A `serve` process that can be killed, whole or its worker alone, and started again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.sporo_service.fast_serve", str(self._port), "--seconds", "0.15"],
            env=self._settings.environment(),
            cwd=ROOT,
        )
        eventually(self._answers)

    def _answers(self) -> bool:
        with suppress(httpx.TransportError):
            return httpx.get(self.url + "/healthz").status_code == 200
        return False

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def kill_worker(self) -> None:
        for worker in self.workers():
            worker.send_signal(signal.SIGKILL)

    def kill_all_and_restart(self) -> None:
        self.process.kill()
        self.process.wait()
        self.start()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


@pytest.fixture
def machine(settings: Settings) -> Iterator[Machine]:
    found = Machine(settings)
    yield found
    found.stop()


@pytest.fixture
def client(machine: Machine, settings: Settings) -> Iterator[httpx.Client]:
    headers = {"X-API-KEY": embedded_key(settings)}
    with httpx.Client(base_url=machine.url + API_PATH, headers=headers, timeout=30) as client:
        yield client


def _submit(client: httpx.Client, template_id: str, webhook_url: str) -> str:
    fields = {"template_id": template_id, "webhook_url": webhook_url}
    answer = client.post("audio/notes", data=fields, files={"file": ("visit.ogg", CLIP.read_bytes())})
    assert answer.status_code == 202, answer.text
    job_id: str = answer.json()["job_id"]
    return job_id


def test_twenty_jobs_complete_once_and_forty_webhooks_arrive_through_kills_at_random_moments(
    machine: Machine, client: httpx.Client, receiver: Receiver
) -> None:
    chance = random.Random(20)
    template_id = client.get("templates/community").json()["data"][0]["_id"]
    kills = [machine.kill_worker] * 5 + [machine.kill_all_and_restart] * 2
    chance.shuffle(kills)
    job_ids = [_submit(client, template_id, receiver.url) for _ in range(JOBS // 2)]
    for kill in kills:
        time.sleep(chance.uniform(0.1, 3.5))
        kill()
        job_ids += [_submit(client, template_id, receiver.url) for _ in range(min(2, JOBS - len(job_ids)))]
    assert len(set(job_ids)) == JOBS

    def standing() -> Counter[str]:
        return Counter(client.get(f"audio/notes/{job_id}").json()["status"] for job_id in job_ids)

    eventually(lambda: standing() == {"completed": JOBS}, within=60)
    eventually(lambda: len(receiver.event_ids()) == 2 * JOBS, within=60)
    assert set(receiver.told()) == {(job_id, told) for job_id in job_ids for told in ("queued", "completed")}
    for job_id in job_ids:
        assert next(told for job, told in receiver.told() if job == job_id) == "queued"


def _ended(process: psutil.Process) -> bool:
    # Where no init process collects the dead, one stays behind as a zombie.
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_a_killed_parent_leaves_no_worker_behind(machine: Machine) -> None:
    (worker,) = eventually(machine.workers)
    machine.process.kill()
    machine.process.wait()
    eventually(lambda: _ended(worker), within=10)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_serve_ends_cleanly_and_takes_its_worker_with_it(machine: Machine, told: signal.Signals) -> None:
    (worker,) = eventually(machine.workers)
    machine.process.send_signal(told)
    assert machine.process.wait(timeout=15) == 0
    assert _ended(worker)


def test_a_second_start_answers_after_less_than_five_seconds_of_work(
    machine: Machine, client: httpx.Client
) -> None:
    template_id = client.get("templates/community").json()["data"][0]["_id"]
    machine.process.kill()
    machine.process.wait()
    machine.start()
    # The time on the processor, and not on the wall: other tests may keep this machine busy.
    worked = psutil.Process(machine.process.pid).cpu_times()
    assert worked.user + worked.system <= 5
    job_id = _submit(client, template_id, "")
    eventually(lambda: client.get(f"audio/notes/{job_id}").json()["status"] == "completed")
