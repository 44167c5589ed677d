"""What the API does a second, and what an upload costs it: `python -m bench.api`.

Our service and a bare FastAPI app whose one route returns a constant are served by the same server, with the
same settings, and asked by the same load, in turns. Loopback only; the data lies in a temporary folder.
`--database URL` takes an empty PostgreSQL database in place of SQLite.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import psutil
import uvicorn
from fastapi import FastAPI

from bench.load import answers, request
from sporo_service.app import API_PATH
from sporo_service.jobs import AUDIO_NOTE, new_job_id
from sporo_service.keys import Keys
from sporo_service.service import open_service
from sporo_service.settings import Settings
from tests.ports import free_port

ROOT = Path(__file__).parents[1]
CLIP = ROOT / "tests" / "clips" / "short_visit.ogg"
SECONDS = 3.0
CONNECTIONS = 16
ROUNDS = 3
MEGABYTE = 1_000_000
UPLOAD = 199 * MEGABYTE
UNLIMITED = 1_000_000
API = ["sporo_service", "api", "--port"]
LARGE = {
    "file": b"RIFF\xff\xff\xff\x7fWAVEfmt \x10\0\0\0\x01\0\x01\0\x80>\0\0\0}\0\0\x02\0\x10\0"
    b"data\xff\xff\xff\x7f",
    "files": b"%PDF-1.7\n",
}
"""What a large file of each kind begins with; zeros follow."""

NOTE = {
    "transcript": "Patient reports a cough for a week. Lungs are clear. Honey and rest. " * 40,
    "note": "SUBJECTIVE\nCough for a week.\n\nPLAN\nHoney and rest.",
    "sections": [{"title": "SUBJECTIVE", "text": "Cough for a week."}],
    "segments": [{"start": float(n), "end": n + 1.0, "text": "Lungs are clear."} for n in range(40)],
    "uncertain": [],
    "warnings": [],
    "writer": "bench",
}


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bare", type=int, help="serve the bare app on this port (for the bench itself)")
    parser.add_argument("--database", default="", help="the address of an empty PostgreSQL database")
    told = parser.parse_args()
    if told.bare:
        serve_bare(told.bare)
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        Bench(Path(folder), told.database, stack).run()


def serve_bare(port: int) -> None:
    """The constant, served as `api` serves."""
    app = FastAPI(openapi_url=None)

    @app.get("/audio/notes/{job_id}")
    async def constant(job_id: str) -> dict[str, str]:
        return {"job_id": job_id, "status": "queued"}

    uvicorn.run(app, port=port, log_config=None, log_level="warning", access_log=False)


class Server:
    """A server in a process of its own, as it is started in earnest."""

    def __init__(self, command: list[str], settings: Settings, log: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        # The log lines of each request are part of what is measured; they go to a file, as under systemd.
        with log.open("ab") as lines:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command, str(self.port)],
                env=settings.environment(),
                cwd=ROOT,
                stdout=lines,
                stderr=lines,
            )
        while not self._answers():
            time.sleep(0.05)

    def end(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait()

    def _answers(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError("A server ended by itself; its log says why.")
        with suppress(httpx.TransportError):
            return httpx.get(f"{self.url}/healthz").status_code > 0
        return False


class Bench:
    """One run in one folder."""

    def __init__(self, folder: Path, database: str, stack: ExitStack) -> None:
        self._settings = Settings(
            data_dir=folder / "data",
            database_url=database,
            status_reads_per_minute=UNLIMITED,
            audio_submits_per_hour=UNLIMITED,
            icd10_submits_per_hour=UNLIMITED,
        )
        self._log = folder / "log"
        self._stack = stack
        service = open_service(self._settings)
        self._template = service.catalog.templates[0].id
        self._key = Keys(service.store).create("bench")
        key_id = Keys(service.store).owner(self._key) or ""
        asked = {"template_id": self._template, "webhook_url": None}
        self._queued, self._completed = (
            service.jobs.accept(new_job_id(), AUDIO_NOTE, key_id, asked).id for _ in range(2)
        )
        service.jobs.complete(self._completed, NOTE)
        service.close()

    def run(self) -> None:
        """Measure, and print the tables."""
        servers = {"bare": self._serve(["bench.api", "--bare"], "off")}
        servers |= {limits: self._serve(API, limits) for limits in ("off", "on")}
        for job in (self._queued, self._completed):
            print("a job that waits" if job == self._queued else "a completed job, with its note")
            self._read(servers, f"/audio/notes/{job}")
        ours = servers["on"]
        for name, sent in {"audio note": self._audio(ours), "ICD-10": self._text(ours)}.items():
            print(f"{name + ' jobs accepted a second':<34}{self._rate(ours, sent, 202):>9.0f}")
        for path, field in (("audio/notes", "file"), ("upload/", "files")):
            # A process that has just begun: one that worked has memory to spare, which would hide the growth.
            grown, took = self._upload(self._serve(API, "on"), path, field)
            size = UPLOAD // MEGABYTE
            print(f"{path + f', {size} MB':<34}{took:>7.1f} s{grown:>7.1f} MB more memory at most")

    def _read(self, servers: dict[str, Server], path: str) -> None:
        found: dict[str, list[float]] = {name: [] for name in servers}
        for _ in range(ROUNDS):
            for name, server in servers.items():
                base = server.url + ("" if name == "bare" else API_PATH)
                found[name].append(self._rate(server, request("GET", base + path, self._headers()), 200))
        print(f"{'status reads a second':<34}{'median':>9}{'of bare':>9}")
        for name, rates in found.items():
            share = statistics.median(ours / bare for ours, bare in zip(rates, found["bare"], strict=True))
            label = "bare FastAPI" if name == "bare" else f"our service, limits {name}"
            print(f"{label:<34}{statistics.median(rates):>9.0f}{share:>9.0%}")

    def _serve(self, command: list[str], limits: str) -> Server:
        server = Server(command, self._settings.model_copy(update={"rate_limits": limits}), self._log)
        self._stack.callback(server.end)
        return server

    def _rate(self, server: Server, sent: bytes, expected: int) -> float:
        counted = answers(server.url, sent, SECONDS, CONNECTIONS)
        if set(counted) != {expected}:
            raise RuntimeError(f"Not all answers were {expected}: {dict(counted)}")
        return counted.total() / SECONDS

    def _audio(self, server: Server) -> bytes:
        form = httpx.Request(
            "POST",
            f"{server.url}{API_PATH}/audio/notes",
            data={"template_id": self._template},
            files={"file": ("visit.ogg", CLIP.read_bytes())},
        )
        form.read()
        kind = {"Content-Type": form.headers["content-type"]}
        return request("POST", str(form.url), self._headers() | kind, form.content)

    def _text(self, server: Server) -> bytes:
        kind = {"Content-Type": "application/json"}
        body = json.dumps({"text": "Essential hypertension. Type 2 diabetes. " * 50}).encode()
        return request("POST", f"{server.url}{API_PATH}/icd10/text", self._headers() | kind, body)

    def _upload(self, server: Server, path: str, field: str) -> tuple[float, float]:
        """The most megabytes that the process grew by while a large file came in, and the seconds it took."""
        process = psutil.Process(server.process.pid)
        before, most, done = process.memory_info().rss, 0, threading.Event()

        def look() -> None:
            nonlocal most
            while not done.wait(0.01):
                most = max(most, process.memory_info().rss)

        watcher = threading.Thread(target=look)
        watcher.start()
        began = time.monotonic()
        with tempfile.TemporaryFile() as large:
            large.write(LARGE[field])
            large.truncate(UPLOAD)
            large.seek(0)
            answer = httpx.post(
                f"{server.url}{API_PATH}/{path}",
                data={"template_id": self._template} if field == "file" else {},
                files={field: ("large", large)},
                headers=self._headers(),
                timeout=120,
            )
        took = time.monotonic() - began
        done.set()
        watcher.join()
        if not answer.is_success:
            raise RuntimeError(f"The upload was not accepted: {answer.text}")
        return (most - before) / MEGABYTE, took

    def _headers(self) -> dict[str, str]:
        return {"X-API-KEY": self._key}


if __name__ == "__main__":
    main()
