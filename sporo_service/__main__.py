"""`python -m sporo_service COMMAND`: the service, its parts, its keys, and its engines one by one."""

import argparse
import importlib
import logging
import sys
from collections.abc import Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sporo_service.errors import StartError

COMMANDS = {
    "serve": ("sporo_service.commands.serve", "the API with its worker"),
    "api": ("sporo_service.commands.api", "the API alone; a worker must run too"),
    "worker": ("sporo_service.commands.worker", "the worker alone"),
    "keys": ("sporo_service.commands.keys", "make, list and revoke keys, and show their webhooks' secrets"),
    "webhooks": ("sporo_service.commands.webhooks", "list webhooks and what came of them, and resend one"),
    "transcribe": ("sporo_service.transcribe", "what was said in an audio file"),
    "summarize": ("sporo_service.summarize", "a summary of documents, every line with its source"),
    "codes": ("sporo_service.commands.codes", "the ICD-10-CM codes of a text, each with its evidence"),
    "write-note": ("sporo_service.write_note", "a note of a transcript in a file"),
}
"""Each command's module, with `add_arguments` and `run`, and what it is for."""

WRONG_USE = 2


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    chosen = _chooser().parse_args(arguments[:1]).command
    module, purpose = COMMANDS[chosen]
    # Loaded only now: speech takes seconds to load, and the API must do without it.
    command = importlib.import_module(module)
    parser = argparse.ArgumentParser(prog=f"python -m sporo_service {chosen}", description=purpose)
    command.add_arguments(parser)
    options = parser.parse_args(arguments[1:])
    try:
        code: int = command.run(options)
    except ValidationError as error:
        return _refuse("; ".join(_sentence(fault) for fault in error.errors()))
    except StartError as error:
        return _refuse(str(error))
    return code


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return WRONG_USE


def _sentence(fault: ErrorDetails) -> str:
    return f"SPORO_{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}"


def _chooser() -> argparse.ArgumentParser:
    lines = [f"  {name:<12}{purpose}" for name, (_, purpose) in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="python -m sporo_service",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(["commands:", *lines]),
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    return parser


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
