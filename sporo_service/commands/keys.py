"""`keys create [NAME]`, `keys list`, `keys revoke ID`."""

import argparse
import sys

from sporo_service.keys import Key, Keys
from sporo_service.settings import Settings
from sporo_service.store import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    create = actions.add_parser("create", help="print a new key, once")
    create.add_argument("name", nargs="?", default="unnamed", help="whose key it is")
    create.set_defaults(act=_create)
    actions.add_parser("list", help="every key's id, age, state and name").set_defaults(act=_list)
    revoke = actions.add_parser("revoke", help="let a key in no more")
    revoke.add_argument("id")
    revoke.set_defaults(act=_revoke)


def run(options: argparse.Namespace) -> int:
    """Print what the action has to say; 1 when it could not be done."""
    store = open_store(Settings())
    lines, code = options.act(Keys(store), options)
    store.close()
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return int(code)


def _create(keys: Keys, options: argparse.Namespace) -> tuple[list[str], int]:
    return [keys.create(options.name)], 0


def _list(keys: Keys, _options: argparse.Namespace) -> tuple[list[str], int]:
    return [_line(key) for key in keys.all()], 0


def _revoke(keys: Keys, options: argparse.Namespace) -> tuple[list[str], int]:
    if keys.revoke(options.id):
        return ["Revoked."], 0
    return ["No valid key has this id. `keys list` shows them all."], 1


def _line(key: Key) -> str:
    state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "valid"
    return f"{key.id}  {key.created_at:%Y-%m-%d}  {state}  {key.name}"
