"""What the service's tests stand on: a server on a real socket, and a receiver for webhooks."""

import json
import resource
import select
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

import httpx
import sqlalchemy as sa
import uvicorn

from sporo_service.app import create_server
from sporo_service.engines.base import Summarizer
from sporo_service.outgoing import Webhook
from sporo_service.service import Service
from sporo_service.settings import Settings
from sporo_service.store import Store
from tests.sporo_service.fast_worker import FastSummarizer

ROOT = Path(__file__).parents[2]
CLIP = ROOT / "tests" / "clips" / "visit.ogg"
FAST_WORKER = [sys.executable, "-m", "tests.sporo_service.fast_worker"]
DEADLINE = 30.0

Found = TypeVar("Found")


def eventually(look: Callable[[], Found | None], within: float = DEADLINE) -> Found:
    """What `look` finds once it finds anything true."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"Nothing was found within {within} seconds.")


def dbos_table(store: Store, name: str, *columns: str) -> sa.TableClause:
    """A table of DBOS, which has a schema of its own on PostgreSQL."""
    schema = None if store.engine.dialect.name == "sqlite" else "dbos"
    return sa.table(name, *map(sa.column, columns), schema=schema)


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """A disk that takes no more, as far as one file can see."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@dataclass
class Api:
    """A running service as somebody with a key sees it."""

    service: Service
    http: httpx.Client
    key: str

    def submit(self, *, sending: str = "", **fields: str) -> httpx.Response:
        """Send the clip with the first template, or what is given; `sending` names it."""
        headers = {"Idempotency-Key": sending} if sending else {}
        form = {"template_id": self.service.catalog.templates[0].id, **fields}
        clip = {"file": ("visit.ogg", CLIP.read_bytes())}
        return self.http.post("audio/notes", data=form, files=clip, headers=headers)

    @contextmanager
    def sending(self, path: str, *headers: str) -> Iterator[socket.socket]:
        """A connection on which the head of a form's request has been sent."""
        address = self.http.base_url
        assert address.port
        with socket.create_connection((address.host, address.port), timeout=30) as connection:
            head = [f"POST {address.path}{path} HTTP/1.1", f"Host: {address.host}", f"X-API-KEY: {self.key}"]
            head += ["Content-Type: multipart/form-data; boundary=edge", *headers]
            connection.sendall("\r\n".join([*head, "", ""]).encode())
            yield connection

    def upload(
        self, *files: tuple[str, bytes], sending: str = "", **fields: str | list[str]
    ) -> httpx.Response:
        """Send documents, by name and content, or one short note."""
        headers = {"Idempotency-Key": sending} if sending else {}
        documents = [("files", file) for file in files or (("note.txt", b"Cough for three days."),)]
        return self.http.post("upload/", data=fields, files=documents, headers=headers)

    def job(self, job_id: str, path: str = "audio/notes/") -> dict[str, Any]:
        """The job as the API answers it."""
        answer = self.http.get(f"{path}{job_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def ended(self, job_id: str, path: str = "audio/notes/") -> dict[str, Any]:
        """The job once it is completed or failed."""
        return eventually(
            lambda: job if (job := self.job(job_id, path))["status"] in ("completed", "failed") else None
        )


def refused_while_streaming(connection: socket.socket, head: bytes, most: int) -> tuple[bytes, int]:
    """The answer to a file that has no end, and the megabytes that were sent when it came."""
    connection.sendall(_chunk(head))
    sent = 0
    while sent < most and not select.select([connection], [], [], 0)[0]:
        connection.sendall(_chunk(bytes(1_000_000)))
        sent += 1
    return _answer(connection), sent


def _answer(connection: socket.socket) -> bytes:
    """All of an answer in JSON, which may come in pieces."""
    answer = b""
    while not answer.endswith(b"}") and (piece := connection.recv(4096)):
        answer += piece
    return answer


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


class Server:
    """uvicorn on a thread and a free port."""

    def __init__(self, settings: Settings, summarizer: Summarizer | None = None) -> None:
        self._server = uvicorn.Server(
            uvicorn.Config(create_server(settings, summarizer or FastSummarizer()), port=0, log_level="error")
        )
        self._thread = threading.Thread(target=self._server.run)

    def __enter__(self) -> str:
        self._thread.start()
        eventually(lambda: self._server.started)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()


@dataclass
class Receiver:
    """Takes webhooks and remembers them; answers with the next of `statuses`, then with 204."""

    url: str
    statuses: list[int] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)

    def told(self) -> list[tuple[str, str]]:
        """The job and status of each webhook, in the order of arrival."""
        return [(body["job_id"], body["status"]) for body in self.bodies]

    def event_ids(self) -> set[str]:
        """The distinct events that arrived."""
        return {headers["webhook-id"] for headers in list(self.headers)}


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver of webhooks that listens on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            status = found.statuses.pop(0) if found.statuses else 204
            if status < 300:
                found.headers.append(dict(self.headers))
                found.raw.append(raw)
                found.bodies.append(json.loads(raw))
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", found.url + "/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (named by the library)
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Receiver(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield found
        server.shutdown()
        thread.join()


def kept_webhook(service: Service, webhook_id: str) -> Webhook:
    """This webhook as it is stored."""
    webhook = service.store.outgoing.get(webhook_id)
    assert webhook
    return webhook


def waiting_attempts(service: Service) -> dict[str, str]:
    """The state of each attempt in the queue."""
    table = dbos_table(service.store, "workflow_status")
    asked = sa.text(f"SELECT workflow_uuid, status FROM {table} WHERE name = 'deliver_webhook'")  # noqa: S608 (ours)
    with service.store.engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(asked)}
