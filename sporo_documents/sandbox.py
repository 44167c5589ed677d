"""Holds a reading process to its limits, and hands on what it says.

The parent holds the clock: whatever the child does, it and all that it started are gone when time is up, and
when the parent gives up. The child holds itself to the other limits before it opens the file (`fence.py`).
"""

import queue
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType

from sporo_documents import strays
from sporo_documents.children import Children
from sporo_documents.clock import Clock
from sporo_documents.fence import TOOK_TOO_MUCH
from sporo_documents.limits import Limits
from sporo_documents.messages import Message, heard
from sporo_documents.problems import CRASHED, OUT_OF_MEMORY, TIMED_OUT, TOO_LARGE, UnreadableError

Hear = Callable[[Message], None]

WATCH = 0.2
"""Seconds between two looks at what the child is doing."""
LAST = 2.0
"""Seconds that a child has to end once it has closed its output: a busy machine takes its time over it."""

_BYTES_A_CHARACTER = 6
"""The most that a character can take in a message."""
_ROOM = 1_000_000


def converse(  # noqa: PLR0913 (what a child is told, each part named)
    task: str,
    file: Path,
    limits: Limits,
    hear: Hear,
    children: Children,
    *,
    asked: Mapping[str, str | int] = MappingProxyType({}),
) -> None:
    """Set a child to a task with the file and hand each of its messages to `hear`, until it is done.

    `asked` is what the task takes beside the file.
    Raises `UnreadableError` for what the child reports, and where it dies, is too slow or says too much.
    """
    clock = Clock(limits)
    child = children.take()
    try:
        child.ask({"task": task, "file": str(file.resolve()), "limits": asdict(limits), "asked": dict(asked)})
        _listen(child.process, limits, clock, hear)
    except BaseException:
        child.end()  # before anybody hears of it
        raise
    finally:
        children.done(child)


def _listen(child: "subprocess.Popen[bytes]", limits: Limits, clock: Clock, hear: Hear) -> None:
    """Hand on what the child says until it says that it is done."""
    for line in _lines(child, limits, clock):
        message = heard(line)
        clock.hear(message)
        if message.done:
            return
        hear(message)
    raise UnreadableError(_end_of(child))


def _lines(child: "subprocess.Popen[bytes]", limits: Limits, clock: Clock) -> Iterator[bytes]:
    """The child's lines as they come, until it closes its output."""
    said: queue.SimpleQueue[bytes | UnreadableError | None] = queue.SimpleQueue()
    most = limits.characters * _BYTES_A_CHARACTER + _ROOM
    threading.Thread(target=_put_lines, args=(child, most, said), name="reader", daemon=True).start()
    watch = time.monotonic() + WATCH
    while (left := clock.left()) > 0:
        if time.monotonic() > watch:
            _see_that_it_is_alone(child)
            watch = time.monotonic() + WATCH
        try:
            line = said.get(timeout=min(left, WATCH))
        except queue.Empty:
            continue
        if line is None:
            return
        if isinstance(line, UnreadableError):
            raise line
        yield line
    raise UnreadableError(TIMED_OUT)


def _see_that_it_is_alone(child: "subprocess.Popen[bytes]") -> None:
    if strays.has_company(child.pid):
        raise UnreadableError(CRASHED)


def _end_of(child: "subprocess.Popen[bytes]") -> str:
    """What became of a child that ended in the middle of its task."""
    with suppress(subprocess.TimeoutExpired):  # it has closed its output, and may live on
        if child.wait(LAST) == TOOK_TOO_MUCH:
            return OUT_OF_MEMORY
    return CRASHED


def _put_lines(
    child: "subprocess.Popen[bytes]", most: int, said: "queue.SimpleQueue[bytes | UnreadableError | None]"
) -> None:
    """Put each line of the child in the queue, then None; never more than `most` bytes in all."""
    assert child.stdout
    with child.stdout as output:
        while line := output.readline(most + 1):
            most -= len(line)
            if most < 0:
                said.put(UnreadableError(TOO_LARGE))
                return
            said.put(line)
    said.put(None)
