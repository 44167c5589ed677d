"""`api`: answers requests; the work waits for a worker."""

import argparse

from sporo_service.app import create_server
from sporo_service.logs import install
from sporo_service.server import listen
from sporo_service.settings import Settings

PORT = 8600


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=PORT)


def run(options: argparse.Namespace) -> int:
    """Listen until told to end."""
    settings = Settings()
    install(settings)
    listen(create_server(settings), options.host, options.port)
    return 0
