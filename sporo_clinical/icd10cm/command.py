"""`codes FILE` and `codes --jsonl IN OUT`: what a text supports, printed, whichever engine reads it."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

Report: TypeAlias = Mapping[str, Any]
"""`codes`, `considered`, `findings`, `release` and `warnings`, as `report` makes them."""

STDIN = Path("-")
WRONG_USE = 2
_WIDTH = 60


class NotCodedError(Exception):
    """What was given can't be coded; the message says why in a sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a clinical text in UTF-8; - reads standard input"
    )
    source.add_argument(
        "--jsonl",
        nargs=2,
        type=Path,
        metavar=("IN", "OUT"),
        help='many texts: one {"id", "text"} a line in, one {"id", "codes", ...} a line out',
    )
    parser.add_argument("--json", action="store_true", help="print codes, findings and the rest as JSON")


def run(options: argparse.Namespace, code: Callable[[str], Report]) -> int:
    """Print what `code` tells of the text, or write it for each line; 2 and a sentence for bad input."""
    try:
        if options.jsonl:
            source, target = options.jsonl
            _many(source, target, code)
        else:
            told = code(_text(options.file))
            lines = [json.dumps(told, ensure_ascii=False)] if options.json else _table(told)
            sys.stdout.writelines(f"{line}\n" for line in lines)
    except NotCodedError as reason:
        sys.stderr.write(f"{reason}\n")
        return WRONG_USE
    return 0


def _text(file: Path) -> str:
    name = "Standard input" if file == STDIN else file.name
    try:
        read = sys.stdin.buffer.read() if file == STDIN else file.read_bytes()
        text = read.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{name} can't be read as text: check its path, and that it is UTF-8."
        raise NotCodedError(message) from error
    if not text.strip():
        message = f"{name} is blank."
        raise NotCodedError(message)
    return text


def _many(source: Path, target: Path, code: Callable[[str], Report]) -> None:
    """One line out for each line in; one that can't be coded has an `error` in place of its codes."""
    try:
        if target.exists() and target.samefile(source):
            message = "IN and OUT are the same file."
            raise NotCodedError(message)
        with source.open("rb") as lines, target.open("w", encoding="utf-8", newline="\n") as out:
            failed = sum(_write(out.write, line, code) for line in lines if line.strip())
    except OSError as error:
        message = f"{error.filename} can't be opened: check its path."
        raise NotCodedError(message) from error
    if failed:
        sys.stderr.write(f"Lines that could not be coded: {failed}. Each says why in `error`.\n")


def _write(write: Callable[[str], object], line: bytes, code: Callable[[str], Report]) -> bool:
    """Write what is told of one line; whether it is an error."""
    identity = None
    try:
        asked = _asked(line)
        identity = asked.get("id")
        told = code(_wanted(asked))
    except NotCodedError as reason:
        told = {"error": str(reason)}
    # Not as UTF-8: a text may hold half a character, which only an escape can write.
    write(json.dumps({"id": identity, **told}) + "\n")
    return "error" in told


def _asked(line: bytes) -> Mapping[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = "The line is not JSON."
        raise NotCodedError(message) from error
    if not isinstance(asked, dict):
        message = "The line is not an object with `id` and `text`."
        raise NotCodedError(message)
    return asked


def _wanted(asked: Mapping[str, Any]) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        message = "There is no `text`."
        raise NotCodedError(message)
    if not text.strip():
        message = "The text is blank."
        raise NotCodedError(message)
    return text


def _table(told: Report) -> Iterator[str]:
    """Codes with their words, then what was considered, what to check, and the release."""
    yield from _rows(told["codes"])
    if told["considered"]:
        yield from ("", "Considered, not coded")
        yield from _rows(told["considered"])
    if told["findings"]:
        yield from ("", "To check")
        yield from (f"  {finding['sentence']} [{finding['source']}]" for finding in told["findings"])
    yield from ("", *told["warnings"]) if told["warnings"] else ()
    release = told["release"]
    yield from ("", f"ICD-10-CM {release['label']}, in force from {release['from']} to {release['to']}.")


def _rows(codes: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for one in codes:
        said = " ".join(one["evidence"].split())
        reason = f"  ({one['reason'].replace('_', ' ')})" if "reason" in one else ""
        yield f'{one["icd10_code"]:<9} {one["name"][:_WIDTH]:<{_WIDTH}} "{said}"{reason}'
