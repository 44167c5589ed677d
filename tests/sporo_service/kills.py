"""A service that is killed at random moments while it is given work of every kind."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from typing import Any

import httpx
import psutil

from sporo_service.app import API_PATH
from sporo_service.keys import embedded_key
from sporo_service.settings import Settings
from tests.ports import free_port
from tests.sporo_service.harness import CLIP, ROOT, Receiver, eventually


class Machine:
    """A `serve` process that can be killed, whole or its worker alone, and started again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        """Start it; returns once it answers."""
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
        """The worker processes that it keeps."""
        return psutil.Process(self.process.pid).children()

    def kill_worker(self) -> None:
        """End the worker as a crash would."""
        for worker in self.workers():
            worker.send_signal(signal.SIGKILL)

    def kill_all_and_restart(self) -> None:
        """End the API as a crash would, and start it anew."""
        self.process.kill()
        self.process.wait()
        self.start()

    def stop(self) -> None:
        """End it politely."""
        self.process.terminate()
        self.process.wait()


class Sender:
    """Gives the service work of each kind in turn, and remembers what it was promised."""

    def __init__(self, machine: Machine, settings: Settings, webhook_url: str) -> None:
        headers = {"X-API-KEY": embedded_key(settings)}
        self._http = httpx.Client(base_url=machine.url + API_PATH, headers=headers, timeout=30)
        self._hook = webhook_url
        self._template = self._http.get("templates/community").json()["data"][0]["_id"]
        self._kinds = (self._audio, self._upload, self._text)
        self.jobs: list[tuple[str, str]] = []
        """The address under which each kind is read, and the job's id."""

    def send(self, count: int) -> None:
        """So many more jobs."""
        for _ in range(count):
            self.jobs.append(self._kinds[len(self.jobs) % len(self._kinds)]())

    def standing(self) -> Counter[str]:
        """How many jobs stand how."""
        return Counter(self._http.get(f"{path}{job_id}").json()["status"] for path, job_id in self.jobs)

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _audio(self) -> tuple[str, str]:
        form = {"template_id": self._template, "webhook_url": self._hook}
        files = {"file": ("visit.ogg", CLIP.read_bytes())}
        return "audio/notes/", self._accepted("audio/notes", "job_id", data=form, files=files)

    def _upload(self) -> tuple[str, str]:
        files = {"files": ("note.txt", b"Cough for three days.")}
        return "", self._accepted("upload/", "upload_id", data={"webhook_url": self._hook}, files=files)

    def _text(self) -> tuple[str, str]:
        asked = {"text": "Essential hypertension.", "webhook_url": self._hook}
        return "icd10/", self._accepted("icd10/text", "job_id", json=asked)

    def _accepted(self, path: str, name: str, **body: Any) -> str:  # noqa: ANN401 (of httpx)
        answer = self._http.post(path, **body)
        assert answer.is_success, answer.text
        job_id: str = answer.json()[name]
        return job_id


def survive(machine: Machine, sender: Sender, receiver: Receiver, jobs: int, chance: random.Random) -> int:
    """Give so many jobs and kill meanwhile; how often. Each is completed once, and told of in order."""
    kills = [machine.kill_worker] * (jobs // 6) + [machine.kill_all_and_restart] * (jobs // 15)
    chance.shuffle(kills)
    sender.send(jobs // 2)
    for left, kill in zip(range(len(kills), 0, -1), kills, strict=True):
        time.sleep(chance.uniform(0.1, 2.5))
        kill()
        sender.send((jobs - len(sender.jobs)) // left)
    ids = [job_id for _, job_id in sender.jobs]
    assert len(set(ids)) == jobs
    eventually(lambda: sender.standing() == {"completed": jobs}, within=120)
    eventually(lambda: len(receiver.event_ids()) == 2 * jobs, within=120)
    assert set(receiver.told()) == {(job_id, told) for job_id in ids for told in ("queued", "completed")}
    for job_id in ids:
        assert next(told for job, told in receiver.told() if job == job_id) == "queued"
    return len(kills)
