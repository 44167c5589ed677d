"""`check TRANSCRIPT NOTE` and `check --jsonl IN OUT`: what to look at before a note is signed, printed."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sporo_clinical.check import Flag, check

STDIN = Path("-")
WRONG_USE = 2


class NotCheckedError(Exception):
    """What was given can't be checked; the message says why in a sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("files", nargs="*", type=Path, metavar="TRANSCRIPT NOTE", help="texts in UTF-8")
    parser.add_argument(
        "--jsonl",
        nargs=2,
        type=Path,
        metavar=("IN", "OUT"),
        help='many notes: one {"id", "transcript", "note"} a line in, one {"id", "flags"} a line out',
    )
    parser.add_argument("--json", action="store_true", help="print the flags as a JSON list")


def run(options: argparse.Namespace) -> int:
    """Print the flags of a note, or write those of each line; 2 and a sentence for bad input."""
    try:
        if options.jsonl and not options.files:
            _many(*options.jsonl)
        else:
            files = () if options.jsonl else options.files
            sys.stdout.writelines(f"{line}\n" for line in _one(files, as_json=options.json))
    except NotCheckedError as reason:
        sys.stderr.write(f"{reason}\n")
        return WRONG_USE
    return 0


def _one(files: Sequence[Path], *, as_json: bool) -> Iterator[str]:
    if len(files) != 2:  # noqa: PLR2004 - a transcript and its note
        raise NotCheckedError("Give either a transcript and its note, or --jsonl IN OUT.")
    if all(file == STDIN for file in files):
        raise NotCheckedError("Only one of both can be standard input.")
    transcript, note = map(_text, files)
    flags = check(transcript, note)
    if as_json:
        yield json.dumps([asdict(flag) for flag in flags], ensure_ascii=False)
        return
    yield from _table(flags)


def _table(flags: Sequence[Flag]) -> Iterator[str]:
    if not flags:
        yield "Nothing to check was found. That does not prove the note right."
    for flag in flags:
        yield f"{flag.severity:<7}{flag.kind.replace('_', ' '):<11}{flag.message}"


def _text(file: Path) -> str:
    name = "Standard input" if file == STDIN else file.name
    try:
        read = sys.stdin.buffer.read() if file == STDIN else file.read_bytes()
        text = read.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NotCheckedError(
            f"{name} can't be read as text: check its path, and that it is UTF-8."
        ) from error
    if not text.strip():
        raise NotCheckedError(f"{name} is blank.")
    return text


def _many(source: Path, target: Path) -> None:
    """One line out for each line in; one that can't be checked has an `error` in place of its flags."""
    try:
        if target.exists() and target.samefile(source):
            raise NotCheckedError("IN and OUT are the same file.")
        with source.open("rb") as lines, target.open("w", encoding="utf-8", newline="\n") as out:
            failed = sum(_write(out.write, line) for line in lines if line.strip())
    except OSError as error:
        raise NotCheckedError(f"{error.filename} can't be opened: check its path.") from error
    if failed:
        sys.stderr.write(f"Lines that could not be checked: {failed}. Each says why in `error`.\n")


def _write(write: Callable[[str], object], line: bytes) -> bool:
    """Write what is told of one line; whether it is an error."""
    identity = None
    told: dict[str, Any]
    try:
        asked = _asked(line)
        identity = asked.get("id")
        flags = check(_wanted(asked, "transcript"), _wanted(asked, "note"))
        told = {"flags": [asdict(flag) for flag in flags]}
    except NotCheckedError as reason:
        told = {"error": str(reason)}
    # Not as UTF-8: a text may hold half a character, which only an escape can write.
    write(json.dumps({"id": identity, **told}) + "\n")
    return "error" in told


def _asked(line: bytes) -> Mapping[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotCheckedError("The line is not JSON.") from error
    if not isinstance(asked, dict):
        raise NotCheckedError("The line is not an object with `id`, `transcript` and `note`.")
    return asked


def _wanted(asked: Mapping[str, Any], name: str) -> str:
    text = asked.get(name)
    if not isinstance(text, str):
        raise NotCheckedError(f"There is no `{name}`.")
    if not text.strip():
        raise NotCheckedError(f"The {name} is blank.")
    return text
