"""Processes that a reader under way has started: it should have none, and none may outlive it.

Read from `/proc`, so only where there is one. A child that left its process group is found by a mark in its
environment, which every process hands on.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MARK = "SPORO_READER"
"""The variable that marks a reader and all that it started."""

_PROC = Path("/proc")
_ROUNDS = 20
"""How often the marked are looked for: whoever forks while others are killed is found the next time."""
_SURE, _PAUSE = 2, 0.005
"""Looks in a row that find none, and seconds between: who is just becoming another program shows nothing."""


def has_company(process: int) -> bool:
    """Whether the leader of a session is not alone in it, or has a child elsewhere."""
    for file in _PROC.glob("[0-9]*/stat"):
        with suppress(OSError):  # the process has just ended
            # After the name, which may hold anything: state, parent, group, session.
            _, parent, _, session, *_ = file.read_bytes().rpartition(b")")[2].split()
            if int(parent) == process or (int(session) == process and file.parent.name != str(process)):
                return True
    return False


def kill_marked(mark: str) -> None:
    """Kill every process whose environment bears the mark."""
    seen_none = 0
    for _ in range(_ROUNDS):
        found = list(_marked(f"{MARK}={mark}".encode()))
        for process in found:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        seen_none = 0 if found else seen_none + 1
        if seen_none == _SURE:
            return
        time.sleep(_PAUSE)


def _marked(entry: bytes) -> Iterator[int]:
    for folder in _PROC.glob("[0-9]*"):
        with suppress(OSError):  # another user's, or gone
            if entry in (folder / "environ").read_bytes():
                yield int(folder.name)
