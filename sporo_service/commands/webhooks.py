"""`webhooks list [--failed]`, `webhooks resend ID`."""

import argparse
import sys
from contextlib import closing

from sporo_service.jobs import Jobs, open_jobs
from sporo_service.outgoing import FAILED, Attempted
from sporo_service.settings import Settings
from sporo_service.store import open_store
from sporo_service.webhooks import ResendError, resend


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="every webhook's id, state, attempts and last outcome")
    listing.add_argument("--failed", action="store_true", help="only those that were refused or given up")
    listing.set_defaults(act=_list)
    again = actions.add_parser("resend", help="let the worker send one again now")
    again.add_argument("id")
    again.set_defaults(act=_resend)


def run(options: argparse.Namespace) -> int:
    """Print what the action has to say; 1 when it could not be done."""
    with closing(open_jobs(open_store(Settings()))) as jobs:
        lines, code = options.act(jobs, options)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return int(code)


def _list(jobs: Jobs, options: argparse.Namespace) -> tuple[list[str], int]:
    return [_line(one) for one in jobs.store.outgoing.all(FAILED if options.failed else ())], 0


def _resend(jobs: Jobs, options: argparse.Namespace) -> tuple[list[str], int]:
    try:
        resend(jobs, options.id)
    except ResendError as reason:
        return [str(reason)], 1
    return ["The worker sends it now; `webhooks list` shows what comes of it."], 0


def _line(one: Attempted) -> str:
    """Everything but the address, which may hold a secret of its owner, and what it says."""
    after = f"{one.outcome or 'not tried yet'} after {one.attempts}"
    due = f"  next {one.next_try_at:%Y-%m-%d %H:%M:%S}" if one.next_try_at else ""
    return f"{one.id}  {one.created_at:%Y-%m-%d %H:%M:%S}  {one.state}  {after}{due}"
