"""What ties a worker to the process that started it: it says when it is ready, and ends with it."""

import os
import signal
import sys
import threading
from contextlib import suppress

READY = "ready"
"""The line with which a child says on its standard output that it is at work."""

PATIENCE = 2.0
"""Seconds that a process gets to end by itself; jobs are durable and go on at the next start."""


def stop_when_told(*, until_stdin_closes: bool) -> threading.Event:
    """Set when this process must end: at Ctrl-C, at a polite signal and, on request, when the parent is gone.

    A model that is being loaded can't be interrupted: the process ends at the latest after `PATIENCE`.
    """
    stop = threading.Event()

    def end(*_: object) -> None:
        stop.set()
        last_resort = threading.Timer(PATIENCE, os._exit, (0,))
        last_resort.daemon = True
        last_resort.start()

    def watch() -> None:
        # Read without Python's buffer, whose lock would be held when the interpreter ends for another reason.
        while os.read(sys.stdin.fileno(), 1024):
            pass
        end()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    if until_stdin_closes:
        threading.Thread(target=watch, name="parent watch", daemon=True).start()
    return stop


def say_ready() -> None:
    """Tell the supervisor that the work has begun."""
    with suppress(BrokenPipeError):  # the parent may have died meanwhile; then the worker ends in a moment
        print(READY, flush=True)  # noqa: T201 (the line is the message)
