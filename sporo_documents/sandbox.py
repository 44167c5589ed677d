"""Runs a reader in a child process with limits, and leaves nothing of it behind.

The parent holds the clock: whatever the child does, it and all that it started are gone when time is up, when
the parent gives up, and at the end. The child holds itself to the other limits before it opens the file
(`fence.py`). It sees none of the parent's environment, and what it writes to its error stream is dropped.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from subprocess import DEVNULL, PIPE
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from sporo_documents import strays
from sporo_documents.clock import Clock
from sporo_documents.fence import TOOK_TOO_MUCH
from sporo_documents.limits import Limits
from sporo_documents.messages import Message, heard
from sporo_documents.problems import CRASHED, OUT_OF_MEMORY, TIMED_OUT, TOO_LARGE, UnreadableError

Hear = Callable[[Message], None]

COMMAND = (sys.executable, "-P", "-m", "sporo_documents")

WATCH = 0.2
"""Seconds between two looks at what the child is doing."""

_BYTES_A_CHARACTER = 6
"""The most that a character can take in a message."""
_ROOM = 1_000_000
_ROOT = Path(__file__).parent.parent
_KEPT = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""What Python itself needs of the environment on some systems."""


def converse(  # noqa: PLR0913 (what a child is told, each part named)
    task: str,
    file: Path,
    limits: Limits,
    hear: Hear,
    command: Sequence[str] = COMMAND,
    *,
    asked: Mapping[str, str | int] = MappingProxyType({}),
) -> None:
    """Set a child to a task with the file and hand each of its messages to `hear`, until it is done.

    `asked` is what the task takes beside the file.
    Raises `UnreadableError` for what the child reports, and where it dies, is too slow or says too much.
    """
    clock = Clock(limits)
    mark = uuid4().hex
    child = _started(command, mark)
    try:
        request = {"task": task, "file": str(file.resolve()), "limits": asdict(limits), "asked": dict(asked)}
        _ask(child, request)
        for line in _lines(child, limits, clock):
            message = heard(line)
            clock.hear(message)
            if message.done:
                return
            hear(message)
        raise UnreadableError(_end_of(child))
    finally:
        _end(child, mark)


def _started(command: Sequence[str], mark: str) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 (the command is our own; the file is named in the request)
            list(command),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=_environment(mark),
            start_new_session=True,
        )
    except OSError:  # the system has no room for one more
        raise UnreadableError(CRASHED) from None


def _environment(mark: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**kept, **one_thread, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", strays.MARK: mark}


def _ask(child: "subprocess.Popen[bytes]", request: Mapping[str, Any]) -> None:
    # The input stays open: when this process dies it closes, and the child ends too.
    assert child.stdin
    with suppress(BrokenPipeError):  # the child is dead already, which its silence will tell
        child.stdin.write(json.dumps(request).encode() + b"\n")
        child.stdin.flush()


def _lines(child: "subprocess.Popen[bytes]", limits: Limits, clock: Clock) -> Iterator[bytes]:
    """The child's lines as they come, until it closes its output."""
    said: queue.SimpleQueue[bytes | UnreadableError | None] = queue.SimpleQueue()
    most = limits.characters * _BYTES_A_CHARACTER + _ROOM
    threading.Thread(target=_listen, args=(child, most, said), name="reader", daemon=True).start()
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
        if child.wait(WATCH) == TOOK_TOO_MUCH:
            return OUT_OF_MEMORY
    return CRASHED


def _listen(
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


def _end(child: "subprocess.Popen[bytes]", mark: str) -> None:
    """Kill the child with all that it started, before its process id is given to anybody else."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    child.wait()
    strays.kill_marked(mark)
    assert child.stdin
    with suppress(BrokenPipeError):
        child.stdin.close()
