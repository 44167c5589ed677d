"""`api`: answers requests; the work waits for a worker."""

import argparse
import sys

from sporo_service.app import API_PATH
from sporo_service.server import listen
from sporo_service.settings import Settings

PORT = 8600


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=PORT)


def run(options: argparse.Namespace) -> int:
    """Listen until told to end."""
    say_where(options)
    listen(Settings(), options.host, options.port)
    return 0


def say_where(options: argparse.Namespace) -> None:
    """Print the address of the API."""
    sys.stdout.write(f"The Clinical API is at http://{options.host}:{options.port}{API_PATH}\n")
    sys.stdout.flush()
