"""Reading processes of the tests' own, to be found among all others by a mark."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

import psutil

SCRIPT = Path(__file__).parent / "misbehaving.py"
PATIENT = 30.0
"""Seconds after which something that should happen at once has not happened."""


class Reader:
    """A misbehaving reader, to be found among the processes by its mark."""

    def __init__(self, kind: str) -> None:
        self.mark = uuid4().hex
        self.command: Sequence[str] = (sys.executable, str(SCRIPT), self.mark, kind)

    def processes(self) -> list[psutil.Process]:
        """Those that live."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            return self.mark in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return False


def comes(happened: Callable[[], bool]) -> bool:
    """Whether it happens before long."""
    end = time.monotonic() + PATIENT
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
