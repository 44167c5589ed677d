"""`python -m sporo_service`: the service, its parts, its keys, and its engines one by one.

Each command imports what it needs when it runs: the API must not load speech.
"""
# ruff: noqa: PLC0415 (see above)

import argparse
import logging
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sporo_service.settings import Settings

if TYPE_CHECKING:
    from sporo_service.keys import Keys

PORT = 8600
ENGINES_MISSING = 3

ELSEWHERE = {
    "transcribe": "FILE: what was said in an audio file",
    "write-note": "FILE: a note from a transcript",
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if arguments and arguments[0] == "transcribe":
        from sporo_service.transcribe import main as transcribe

        return transcribe(arguments[1:])
    if arguments and arguments[0] == "write-note":
        from sporo_service.write_note import main as write_note

        return write_note(arguments[1:])
    options = _parser().parse_args(arguments)
    code: int = options.run(options)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sporo_service")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, purpose in (
        ("serve", _serve, "the API with its worker"),
        ("api", _api, "the API alone; a worker must run too"),
    ):
        command = commands.add_parser(name, help=purpose)
        command.add_argument("--host", default="127.0.0.1")
        command.add_argument("--port", type=int, default=PORT)
        command.set_defaults(run=run)
    worker = commands.add_parser("worker", help="the worker alone")
    worker.add_argument("--until-stdin-closes", action="store_true", help="end when the parent does")
    worker.set_defaults(run=_worker)
    _add_keys(commands.add_parser("keys", help="make, list and revoke keys"))
    for name, purpose in ELSEWHERE.items():
        commands.add_parser(name, help=purpose, add_help=False)
    return parser


def _add_keys(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="ACTION")
    create = commands.add_parser("create", help="print a new key, once")
    create.add_argument("name", nargs="?", default="unnamed", help="whose key it is")
    create.set_defaults(run=_create_key)
    commands.add_parser("list", help="every key's id, name and age").set_defaults(run=_list_keys)
    revoke = commands.add_parser("revoke", help="let a key in no more")
    revoke.add_argument("id")
    revoke.set_defaults(run=_revoke_key)


def _serve(options: argparse.Namespace) -> int:
    from sporo_service.server import serve
    from sporo_service.supervisor import worker_command

    _say_where(options)
    serve(Settings(), options.host, options.port, worker_command())
    return 0


def _api(options: argparse.Namespace) -> int:
    from sporo_service.server import listen

    _say_where(options)
    listen(Settings(), options.host, options.port)
    return 0


def _say_where(options: argparse.Namespace) -> None:
    from sporo_service.app import API_PATH

    print(f"The Clinical API is at http://{options.host}:{options.port}{API_PATH}", flush=True)


def _worker(options: argparse.Namespace) -> int:
    from sporo_service import worker
    from sporo_service.engines import build_engines
    from sporo_service.engines.base import EngineError
    from sporo_service.lifeline import say_ready, stop_when_told

    settings = Settings()
    stop = stop_when_told(until_stdin_closes=options.until_stdin_closes)
    try:
        engines = build_engines(settings)
    except EngineError as error:
        print(error.sentence, file=sys.stderr)
        worker.report_problem(settings, error.sentence)
        return ENGINES_MISSING
    worker.run(settings, engines, stop, ready=say_ready)
    return 0


def _create_key(options: argparse.Namespace) -> int:
    print(_keys().create(options.name))
    return 0


def _list_keys(_options: argparse.Namespace) -> int:
    for key in _keys().all():
        state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "valid"
        print(f"{key.id}  {key.created_at:%Y-%m-%d}  {state}  {key.name}")
    return 0


def _revoke_key(options: argparse.Namespace) -> int:
    if _keys().revoke(options.id):
        print("Revoked.")
        return 0
    print("No valid key has this id. `keys list` shows them all.", file=sys.stderr)
    return 1


def _keys() -> "Keys":
    from sporo_service.keys import Keys
    from sporo_service.store import open_store

    return Keys(open_store(Settings()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
