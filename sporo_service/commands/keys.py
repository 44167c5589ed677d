"""`keys create [NAME]`, `keys list`, `keys revoke ID`, `keys secret ID [--renew]`."""

import argparse
import sys

from sporo_service.keys import Key, Keys
from sporo_service.settings import Settings
from sporo_service.store import open_store

UNKNOWN = ["No key has this id. `keys list` shows them all."]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    create = actions.add_parser("create", help="print a new key, once, and below it its webhooks' secret")
    create.add_argument("name", nargs="?", default="unnamed", help="whose key it is")
    create.set_defaults(act=_create)
    actions.add_parser("list", help="every key's id, age, state and name").set_defaults(act=_list)
    revoke = actions.add_parser("revoke", help="let a key in no more")
    revoke.add_argument("id")
    revoke.set_defaults(act=_revoke)
    secret = actions.add_parser("secret", help="print what a key's webhooks are signed with")
    secret.add_argument("id")
    secret.add_argument("--renew", action="store_true", help="make another, which counts from now on")
    secret.set_defaults(act=_secret)


def run(options: argparse.Namespace) -> int:
    """Print what the action has to say; 1 when it could not be done."""
    store = open_store(Settings())
    lines, code = options.act(Keys(store), options)
    store.close()
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return int(code)


def _create(keys: Keys, options: argparse.Namespace) -> tuple[list[str], int]:
    key = keys.create(options.name)
    return [key, keys.webhook_secret(keys.owner(key) or "")], 0


def _list(keys: Keys, _options: argparse.Namespace) -> tuple[list[str], int]:
    return [_line(key) for key in keys.all()], 0


def _revoke(keys: Keys, options: argparse.Namespace) -> tuple[list[str], int]:
    if keys.revoke(options.id):
        return ["Revoked."], 0
    return ["No valid key has this id. `keys list` shows them all."], 1


def _secret(keys: Keys, options: argparse.Namespace) -> tuple[list[str], int]:
    tell = keys.renew_webhook_secret if options.renew else keys.webhook_secret
    try:
        return [tell(options.id)], 0
    except KeyError:
        return UNKNOWN, 1


def _line(key: Key) -> str:
    state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "valid"
    return f"{key.id}  {key.created_at:%Y-%m-%d}  {state}  {key.name}"
