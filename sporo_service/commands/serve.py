"""`serve`: answers requests and works on them, with a worker that it keeps running."""

import argparse

from sporo_service.commands.api import add_arguments
from sporo_service.logs import install
from sporo_service.server import serve
from sporo_service.settings import Settings
from sporo_service.supervisor import worker_command

__all__ = ["add_arguments", "run"]


def run(options: argparse.Namespace) -> int:
    """Listen until told to end."""
    settings = Settings()
    install(settings)
    serve(settings, options.host, options.port, worker_command())
    return 0
