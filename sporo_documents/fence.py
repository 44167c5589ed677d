"""The limits that a reading process puts on itself before it opens a file.

What it holds differs by system. Linux: memory, processor time, written files, and by audit hook no network
and no other process. macOS: the same, but memory only by watching what is resident. Windows: the hook alone;
the parent's clock holds everywhere.
"""

import os
import sys
import threading
import time

from sporo_documents.limits import Limits
from sporo_documents.memory import most_resident, resident

if sys.platform != "win32":
    import resource
    import select

_MEGABYTE = 1_000_000
_WATCH = 0.2
"""Seconds between two looks at the memory."""
_NEARLY = 0.9
"""The share of the memory from which on a failure counts as one for lack of it: libraries seldom say so."""

TOOK_TOO_MUCH = 9
"""What the process ends with when more memory than allowed is resident."""

_FORBIDDEN = frozenset(
    {"os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system"}
    | {"pty.spawn", "subprocess.Popen"}
    | {"socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
)


class ForbiddenError(Exception):
    """A reader wanted what no reader needs."""


def confine(limits: Limits) -> None:
    """Hold this process to the limits for the rest of its life, and end it when its parent is gone."""
    sys.addaudithook(_refuse)
    if sys.platform != "win32":
        _set_limits(limits)
    threading.Thread(target=_watch, args=(limits.megabytes * _MEGABYTE,), daemon=True).start()


def memory_ran_out(limits: Limits) -> bool:
    """Whether this process has had nearly all the memory that it may have."""
    return most_resident() > _NEARLY * limits.megabytes * _MEGABYTE


def _refuse(event: str, _: object) -> None:
    if event in _FORBIDDEN:
        raise ForbiddenError


if sys.platform != "win32":

    def _set_limits(limits: Limits) -> None:
        # What was used before the file came is not the file's.
        processor_seconds = int(time.process_time() + limits.most_seconds * max(limits.threads, 1)) + 1
        _set(resource.RLIMIT_CORE, 0)
        _set(resource.RLIMIT_CPU, processor_seconds)
        _set(resource.RLIMIT_FSIZE, _MEGABYTE)  # Python may keep a compiled module
        # Of data, not of address space: libraries reserve far more of that than they ever use.
        _set(resource.RLIMIT_DATA, limits.megabytes * _MEGABYTE)

    def _set(kind: int, most: int) -> None:
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(kind, (most, most))

    def _watch(most: int) -> None:
        """End the process when its parent closes the input, or when more memory than allowed is resident."""
        while not select.select([sys.stdin], [], [], _WATCH)[0]:
            if resident() > most:
                os._exit(TOOK_TOO_MUCH)
        os._exit(1)

else:

    def _watch(_: int) -> None:
        """End the process when its parent closes the input."""
        os.read(sys.stdin.fileno(), 1)
        os._exit(1)
