"""A language model's endpoint on a real socket, which does what a test wants of it."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import SecretStr

from sporo_service.settings import Settings

KEY = "sk-a-key-that-nobody-may-see"

Behavior = Callable[["Call"], None]


@dataclass
class Call:
    """A request, and the way to answer it."""

    path: str
    key: str | None
    body: dict[str, Any]
    handler: BaseHTTPRequestHandler
    ended: threading.Event
    """Set when the test is over."""

    @property
    def question(self) -> dict[str, Any]:
        """What the model is asked, from the JSON of the user's message."""
        asked: dict[str, Any] = json.loads(self.body["messages"][1]["content"])
        return asked

    def begin(self, status: int = 200, length: int | None = None, **headers: str) -> None:
        """Send the head of an answer."""
        self.handler.send_response(status)
        self.handler.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.handler.send_header(name, value)
        if length is not None:
            self.handler.send_header("Content-Length", str(length))
        self.handler.end_headers()

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Send a whole answer."""
        self.begin(status, len(body), **headers)
        self.handler.wfile.write(body)


@dataclass
class Model:
    """The running endpoint and what it was asked."""

    url: str
    calls: list[Call] = field(default_factory=list)

    def settings(self, **others: Any) -> Settings:  # noqa: ANN401 (whatever settings take)
        """Settings that name this model."""
        return Settings(llm_url=self.url, llm_key=SecretStr(KEY), llm_model="small", **others)


@contextmanager
def model(behavior: Behavior) -> Iterator[Model]:
    """An endpoint that meets every request in this way; whoever still waits at the end is let go."""
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            call = Call(self.path, self.headers["Authorization"], body, self, ended)
            running.calls.append(call)
            with suppress(ConnectionError):
                behavior(call)

        def log_message(self, *_: object) -> None:
            """Tests are silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        running = Model(f"http://127.0.0.1:{server.server_port}/v1")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield running
        finally:
            ended.set()
            server.shutdown()
            thread.join()


def says(content: str | None, reason: str = "stop", refusal: str | None = None) -> Behavior:
    """Answers with this message."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    completion = {"choices": [{"index": 0, "message": message, "finish_reason": reason}]}
    return sends(json.dumps(completion).encode())


def sends(body: bytes, status: int = 200, **headers: str) -> Behavior:
    """Answers with this body."""
    return lambda call: call.send(body, status, **headers)


def stays_silent(call: Call) -> None:
    """Takes the request and never answers."""
    call.ended.wait()


def drips(call: Call) -> None:
    """Begins an answer, and sends a byte of it now and then."""
    call.begin()
    while not call.ended.wait(0.02):
        call.handler.wfile.write(b" ")


def hangs_up(call: Call) -> None:
    """Closes the connection in the middle of an answer."""
    call.begin(length=1000)
    call.handler.wfile.write(b'{"choices": [')
