"""Sound is joined and measured in a child process: a poisoned file harms nothing but that."""

import json
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any

from sporo_ui.errors import Unsuitable
from sporo_ui.heard import Heard

COMMAND = (sys.executable, "-P", "-m", "sporo_ui.sound_process")
SECONDS = 600.0
"""An hour that is copied takes about a second, an hour that is encoded anew about half a minute."""

_ROOT = Path(__file__).parent.parent
_NEXT = "Download it, and listen to it on another device; or discard it and record again."


@dataclass(frozen=True)
class Assembled:
    """A recording as one Ogg/Opus file."""

    content: bytes
    seconds: float


def assemble(
    parts: Sequence[bytes], *, command: Sequence[str] = COMMAND, seconds: float = SECONDS
) -> Assembled:
    """The parts in their order as one file; raises `Unsuitable` where nothing of them can be played."""
    told, content = _answer(command, "join", parts, seconds)
    if not content:
        raise Unsuitable("no_sound", "Nothing in this recording can be played.", next_step=_NEXT)
    return Assembled(content, told["seconds"])


def heard_of(parts: Sequence[bytes], *, command: Sequence[str] = COMMAND, seconds: float = SECONDS) -> Heard:
    """What can be measured of the parts; raises `Unsuitable` where the child can't do it."""
    told, _ = _answer(command, "measure", parts, seconds)
    del told["size"]
    return Heard(**told)


def _answer(
    command: Sequence[str], task: str, parts: Sequence[bytes], seconds: float
) -> tuple[dict[str, Any], bytes]:
    """What the child tells and makes; raises `Unsuitable` where it ends badly or takes too long."""
    head = json.dumps({"task": task, "sizes": [len(part) for part in parts]}).encode() + b"\n"
    line, _, content = _said_by(command, (head, *parts), seconds).partition(b"\n")
    told = json.loads(line or b"{}")
    if told.get("size") != len(content):
        raise Unsuitable(
            "not_assembled",
            "This recording could not be put together. It is still kept here.",
            next_step=_NEXT,
        )
    return told, content


def _said_by(command: Sequence[str], asked: Sequence[bytes], seconds: float) -> bytes:
    """All that the child says; what there is of it where it ends badly or takes too long."""
    # Its input stays open: when this process dies it closes, and the child ends too.
    with Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment()) as child:  # noqa: S603 (our own command)
        assert child.stdin
        assert child.stdout
        clock = threading.Timer(seconds, child.kill)
        clock.start()
        try:
            child.stdin.writelines(asked)
            child.stdin.flush()
            return child.stdout.read()
        except BrokenPipeError:
            return b""
        finally:
            clock.cancel()
            child.kill()
            with suppress(BrokenPipeError):
                child.stdin.close()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
