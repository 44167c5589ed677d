"""The processes that read: each does one task with one file, and nothing of it stays.

They see none of the parent's environment, and what they write to their error stream is dropped.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Any, Protocol
from uuid import uuid4

from sporo_documents import strays
from sporo_documents.problems import CRASHED, UnreadableError

COMMAND = (sys.executable, "-P", "-m", "sporo_documents")

_ROOT = Path(__file__).parent.parent
_KEPT = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""What Python itself needs of the environment on some systems."""


class Child:
    """A reading process that waits for its one request; `UnreadableError` where it can't be started."""

    def __init__(self, command: Sequence[str]) -> None:
        self._mark = uuid4().hex
        self._asked = False
        try:
            self.process = subprocess.Popen(  # noqa: S603 (the command is our own; the file is named in the request)
                list(command),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env=_environment(self._mark),
                start_new_session=True,
            )
        except OSError:  # the system has no room for one more
            raise UnreadableError(CRASHED) from None

    @property
    def lives(self) -> bool:
        """Whether it can still be asked."""
        return self.process.poll() is None

    def ask(self, request: Mapping[str, Any]) -> None:
        """Hand over the request."""
        # The input stays open: when this process dies it closes, and the child ends too.
        self._asked = True
        assert self.process.stdin
        with suppress(BrokenPipeError):  # the child is dead already, which its silence will tell
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()

    def end(self) -> None:
        """Kill it with all that it started, before its process id is given to anybody else."""
        if self.process.returncode is None and sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        strays.kill_marked(self._mark)
        assert self.process.stdin
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        if self.process.stdout and not self._asked:  # else whoever listens to it closes it
            self.process.stdout.close()


class Children(Protocol):
    """Where a child comes from, and where it goes when its file is read."""

    def take(self) -> Child:
        """A child that has seen no file."""
        ...

    def done(self, child: Child) -> None:
        """See that the child ends."""
        ...


class Fresh:
    """Starts a child for each file."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command

    def take(self) -> Child:
        """A child that is just starting."""
        return Child(self._command)

    def done(self, child: Child) -> None:
        """End the child."""
        child.end()


FRESH = Fresh()


class Spare:
    """Keeps one child started, for a start takes longer than to read most files; each still reads one file.

    Nothing is started before the first file. The next child is started when a file is done, beside whatever
    its reader does then, and waits for as long as this process lives.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._waiting: Child | None = None
        self._closed = False
        self._replacing: list[threading.Thread] = []

    def take(self) -> Child:
        """The child that waits, or one that is just starting."""
        with self._lock:
            child, self._waiting = self._waiting, None
        if child is None:
            return Child(self._command)
        if child.lives:
            return child
        child.end()
        return Child(self._command)

    def done(self, child: Child) -> None:
        """End the child and start the next, without keeping anybody waiting for it."""
        thread = threading.Thread(target=self._replace, args=(child,), name="spare", daemon=True)
        with self._lock:
            self._replacing = [*(one for one in self._replacing if one.is_alive()), thread]
            thread.start()

    def close(self) -> None:
        """End the child that waits; there is no other after it."""
        with self._lock:
            self._closed = True
            child, self._waiting = self._waiting, None
        for thread in self._replacing:
            thread.join()
        if child:
            child.end()

    def _replace(self, child: Child) -> None:
        child.end()
        with self._lock:
            if self._closed or self._waiting:
                return
            with suppress(UnreadableError):  # there is no room; the next file tries again
                self._waiting = Child(self._command)


def _environment(mark: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**kept, **one_thread, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", strays.MARK: mark}
