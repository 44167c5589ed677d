"""`worker`: works on the jobs that wait."""

import argparse
import sys

from sporo_service import worker
from sporo_service.engines import build_engines
from sporo_service.engines.base import EngineError
from sporo_service.lifeline import say_ready, stop_when_told
from sporo_service.settings import Settings

ENGINES_MISSING = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when the parent does")


def run(options: argparse.Namespace) -> int:
    """Work until told to end; 3 when an engine can't be had, which the API then says too."""
    settings = Settings()
    stop = stop_when_told(until_stdin_closes=options.until_stdin_closes)
    try:
        engines = build_engines(settings)
    except EngineError as error:
        sys.stderr.write(f"{error.sentence}\n")
        worker.report_problem(settings, error.sentence)
        return ENGINES_MISSING
    worker.run(settings, engines, stop, say_ready)
    return 0
