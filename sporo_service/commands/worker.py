"""`worker`: works on the jobs that wait."""

import argparse

from sporo_service import worker
from sporo_service.engines.proof import prove
from sporo_service.lifeline import say_ready, stop_when_told
from sporo_service.logs import install
from sporo_service.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when the parent does")


def run(options: argparse.Namespace) -> int:
    """Work until told to end, with the engines that can be had; the API says why the others can't."""
    settings = Settings()
    install(settings)
    stop = stop_when_told(until_stdin_closes=options.until_stdin_closes)
    proven = prove(settings)
    worker.run(settings, proven.engines, stop, say_ready, proven.missing)
    return 0
