"""`python -m sporo_ui.sound_process`: joins or measures sound for the app, held to limits of its own."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

from sporo_documents.fence import confine
from sporo_documents.limits import Limits
from sporo_ui.listening import measure
from sporo_ui.ogg import NoSoundError, join

LIMITS = Limits(seconds=600.0, page_seconds=0.0, megabytes=1500)
"""For hours of sound that have to be encoded anew."""


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Answer the task of the first line, for the parts behind it, with a line and what was made."""
    asked = json.loads(source.readline())
    parts = [source.read(size) for size in asked["sizes"]]
    confine(LIMITS)
    told, content = _DEEDS[asked["task"]](parts)
    target.write(json.dumps(told | {"size": len(content)}).encode() + b"\n" + content)
    target.flush()


def _joined(parts: Sequence[bytes]) -> tuple[dict[str, Any], bytes]:
    try:
        content, seconds = join(parts)
    except NoSoundError:
        return {"seconds": 0.0}, b""
    return {"seconds": seconds}, content


def _measured(parts: Sequence[bytes]) -> tuple[dict[str, Any], bytes]:
    return asdict(measure(parts)), b""


_DEEDS = {"join": _joined, "measure": _measured}

if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
