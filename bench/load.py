"""A load on one address: connections that each send the same request again as soon as it is answered."""

import multiprocessing
import selectors
import socket
import time
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

END_OF_HEAD = b"\r\n\r\n"
LENGTH = b"content-length: "


@dataclass
class _Line:
    """One connection; what is still to come of the answer that it waits for."""

    socket: socket.socket
    received: bytearray


def request(method: str, url: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """A request as it goes over the wire."""
    parts = urlsplit(url)
    told = {"Host": parts.netloc, "Content-Length": str(len(body)), **headers}
    lines = [f"{method} {parts.path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join(lines).encode() + END_OF_HEAD + body


def answers(url: str, sent: bytes, seconds: float, connections: int) -> Counter[int]:
    """How many answers of each status came within so many seconds, asked from a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as generator:
        return generator.apply(_ask, (url, sent, seconds, connections))


def _ask(url: str, sent: bytes, seconds: float, connections: int) -> Counter[int]:
    parts, counted = urlsplit(url), Counter[int]()
    with selectors.DefaultSelector() as lines:
        for _ in range(connections):
            line = socket.create_connection((parts.hostname or "", parts.port or 0))
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            lines.register(line, selectors.EVENT_READ, _Line(line, bytearray()))
            line.sendall(sent)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for key, _ in lines.select(timeout=1.0):
                status = _received(key.data)
                if status:
                    counted[status] += 1
                    key.data.socket.sendall(sent)
        for key in list(lines.get_map().values()):
            key.data.socket.close()
    return counted


def _received(line: _Line) -> int:
    """The status of the answer once all of it is here, else 0."""
    data = line.socket.recv(1 << 16)
    if not data:
        raise ConnectionError("The server closed a connection that was to be kept.")
    line.received += data
    head = line.received.find(END_OF_HEAD)
    if head < 0:
        return 0
    start = line.received.lower().find(LENGTH, 0, head) + len(LENGTH)
    length = int(line.received[start : line.received.find(b"\r\n", start)])
    if len(line.received) < head + len(END_OF_HEAD) + length:
        return 0
    status = int(line.received[9:12])
    line.received.clear()
    return status
