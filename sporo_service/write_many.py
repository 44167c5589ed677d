"""`write-note --jsonl IN OUT`: notes of many transcripts, one line each."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Write = Callable[[str, str], Mapping[str, Any]]
"""The note of a transcript with the template of this name; raises `NoNoteError`."""


class NoNoteError(Exception):
    """No note can be written of what was given; the message says why in a sentence."""


def write_many(source: Path, target: Path, write: Write, template: str) -> int:
    """One line out for each line in, in order; how many have an `error` in place of a note.

    A line's own `template` goes before the given one. Raises `NoNoteError` where a file can't be opened.
    """
    try:
        if target.exists() and target.samefile(source):
            message = "IN and OUT are the same file."
            raise NoNoteError(message)
        with source.open("rb") as lines, target.open("w", encoding="utf-8", newline="\n") as out:
            failed = 0
            for line in lines:
                if line.strip():
                    told = _told(line, write, template)
                    failed += "error" in told
                    out.write(f"{json.dumps(told)}\n")
            return failed
    except OSError as error:
        message = f"{error.filename} can't be opened: check its path."
        raise NoNoteError(message) from error


def _told(line: bytes, write: Write, template: str) -> Mapping[str, Any]:
    identity = None
    try:
        asked = _asked(line)
        identity = asked.get("id")
        return {"id": identity, **write(_transcript(asked), str(asked.get("template") or template))}
    except NoNoteError as reason:
        return {"id": identity, "error": str(reason)}


def _asked(line: bytes) -> Mapping[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = "The line is not JSON."
        raise NoNoteError(message) from error
    if not isinstance(asked, dict):
        message = "The line is not an object with `id` and `transcript`."
        raise NoNoteError(message)
    return asked


def _transcript(asked: Mapping[str, Any]) -> str:
    transcript = asked.get("transcript")
    if not isinstance(transcript, str):
        message = "There is no `transcript`."
        raise NoNoteError(message)
    return transcript
