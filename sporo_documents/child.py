"""The reading process: takes one request from its input, answers in lines of JSON, and ends."""

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from sporo_documents.fence import ForbiddenError, confine, memory_ran_out
from sporo_documents.limits import Limits
from sporo_documents.problems import CORRUPT, CRASHED, OUT_OF_MEMORY, UnreadableError

Say = Callable[[Mapping[str, Any]], None]
Task = Callable[..., None]
"""Takes a file, its limits, a way to say what it finds, and what else is asked; raises `UnreadableError`."""


Prepare = Callable[[threading.Event], None]
"""Loads what a task will need; the event says when one is asked for."""


def at_once(_: threading.Event) -> None:
    """Load nothing before it is needed."""


def serve(tasks: Mapping[str, Task], prepare: Prepare = at_once) -> None:
    """Do what the request on the input asks for, within its limits, then end the process.

    `prepare` comes before the request is read.
    """
    say, asked = _private_output(), threading.Event()
    prepare(asked)
    line = sys.stdin.buffer.readline()
    asked.set()
    if not line:  # the parent is gone, or has no file for this process
        os._exit(0)
    request = json.loads(line)
    limits = Limits(**request["limits"])
    confine(limits)
    task = partial(tasks[request["task"]], **request["asked"])
    say(_outcome(task, Path(request["file"]), limits, say))
    # Nothing is left to tidy up, and a library's own farewell can hang or crash.
    os._exit(0)


def _outcome(task: Task, file: Path, limits: Limits, say: Say) -> Mapping[str, Any]:
    try:
        task(file, limits, say)
    except UnreadableError as unreadable:
        return {"error": unreadable.code, "foreign": unreadable.foreign}
    except MemoryError:
        return {"error": OUT_OF_MEMORY}
    except ForbiddenError:
        return {"error": CRASHED}
    except Exception:  # noqa: BLE001 (parsers meet broken files with every kind of error there is)
        return {"error": OUT_OF_MEMORY if memory_ran_out(limits) else CORRUPT}
    return {"done": True}


def _private_output() -> Say:
    """A way to speak that no library can write into: what they print goes nowhere."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", errors="replace")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 (a device, not a path)
        os.dup2(nowhere.fileno(), sys.stdout.fileno())

    written = json.JSONEncoder(ensure_ascii=False).encode

    def say(message: Mapping[str, Any]) -> None:
        output.write(written(message) + "\n")
        output.flush()

    return say
