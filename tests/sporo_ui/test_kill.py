"""The app is killed at random moments while work leaves: none is lost, and none is sent twice unasked."""

import io
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sporo_ui import deps
from sporo_ui.documents import DocumentsRequest
from sporo_ui.entries import LOCAL_PERSON, Entry, Kind, State
from sporo_ui.pace import SENDINGS_AT_ONCE
from sporo_ui.settings import Settings
from sporo_ui.visits import Visit
from tests.sporo_ui.ground import CONSENT, TEMPLATE, report, wav

ROOT = Path(__file__).parents[2]
PATIENTS, KILLS, DEADLINE = 16, 4, 60.0


@dataclass
class Service:
    """A slow Clinical API that remembers whose work arrived whole, and how often."""

    url: str
    arrived: Counter[str] = field(default_factory=Counter)
    chance: random.Random = field(default_factory=lambda: random.Random(7))


@pytest.fixture
def service() -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            patient = re.search(rb"patient (\d+) ", content)
            if patient and content.rstrip().endswith(b"--"):
                found.arrived[patient[1].decode()] += 1
            time.sleep(found.chance.uniform(0, 0.3))
            job_id = f"{patient[1].decode() if patient else 0:0>24}"
            self._say(202, {"job_id": job_id, "upload_id": job_id, "status": "queued"})

        def do_GET(self) -> None:
            job_id = self.path.rpartition("/")[2]
            said = f"PLAN\nSaid in {job_id}."
            self._say(200, {"status": "completed", "transcript": said, "note": said, "response": said})

        def _say(self, status: int, body: object) -> None:
            said = json.dumps(body).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)
            except OSError:
                self.close_connection = True

        def log_message(self, *_parts: object) -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Service(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield found
        server.shutdown()
        thread.join()


@contextmanager
def app(settings: Settings) -> Iterator[None]:
    """The app running as a process of its own; killed at the end."""
    command = [sys.executable, "-m", "tests.sporo_ui.app_process", str(settings.data_dir), settings.api_url]
    told = os.environ | {"SPORO_LEDGER_URL": settings.ledger_url}
    with subprocess.Popen(
        command, cwd=ROOT, env=told, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
            yield
        finally:
            process.kill()


def settled(services: deps.Services) -> list[Entry]:
    """The entries once nothing will happen by itself any more."""
    end = time.monotonic() + DEADLINE
    while services.ledger.any_open(LOCAL_PERSON):
        assert time.monotonic() < end, services.ledger.entries(LOCAL_PERSON)
        time.sleep(0.1)
    return services.ledger.entries(LOCAL_PERSON)


def submit_visit(services: deps.Services, label: str) -> None:
    visit = Visit("visit.wav", TEMPLATE, label, CONSENT)
    services.visits.submit_visit(LOCAL_PERSON, io.BytesIO(wav(4, f"{label} ".encode())), visit)


def submit_documents(services: deps.Services, label: str) -> None:
    pieces = (report(f"{label} ", 2), report("The second part.", 2))
    files = [(f"{place}.txt", io.BytesIO(piece)) for place, piece in enumerate(pieces)]
    services.documents.submit(LOCAL_PERSON, files, DocumentsRequest(label))


def result(services: deps.Services, entry: Entry) -> str:
    if entry.kind is Kind.AUDIO:
        return services.visits.note(LOCAL_PERSON, entry.id).text
    return services.documents.summary(LOCAL_PERSON, entry.id).text


@pytest.mark.parametrize("submit", [submit_visit, submit_documents])
def test_kills_lose_no_work_and_send_none_twice(
    tmp_path: Path, ledger_url: str, service: Service, submit: Callable[[deps.Services, str], None]
) -> None:
    settings = Settings(data_dir=tmp_path, api_url=service.url, ledger_url=ledger_url)
    services = deps.build(settings)
    for number in range(PATIENTS):
        submit(services, f"patient {number}")
    for _ in range(KILLS):
        with app(settings):
            time.sleep(service.chance.uniform(0.05, 0.6))
    with app(settings):
        entries = settled(services)
        assert len(entries) == PATIENTS
        assert {entry.state for entry in entries} <= {State.COMPLETED, State.UNCONFIRMED}
        assert set(service.arrived.values()) == {1}
        unconfirmed = [entry for entry in entries if entry.state == State.UNCONFIRMED]
        assert len(unconfirmed) <= KILLS * SENDINGS_AT_ONCE
        assert len(service.arrived) >= PATIENTS - len(unconfirmed)
        for entry in unconfirmed:
            services.desk(entry.kind).send_again(LOCAL_PERSON, entry.id)
        for entry in settled(services):
            number = int(entry.label.removeprefix("patient "))
            assert result(services, entry) == f"PLAN\nSaid in {number:024}."
    services.stop()
