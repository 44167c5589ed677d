"""Runs the API on a port, alone or with a worker beside it, until it is told to end."""

import signal
from collections.abc import Sequence
from types import FrameType

import uvicorn

from sporo_service.app import create_server
from sporo_service.settings import Settings
from sporo_service.supervisor import PAUSES, Supervisor

PATIENCE = 5
"""Seconds that requests on their way get to end."""


def listen(settings: Settings, host: str, port: int) -> None:
    """Answer requests until Ctrl-C or a polite signal."""
    uvicorn.run(
        create_server(settings),
        host=host,
        port=port,
        log_level="warning",
        timeout_graceful_shutdown=PATIENCE,
    )


def serve(
    settings: Settings, host: str, port: int, worker: Sequence[str], pauses: Sequence[float] = PAUSES
) -> None:
    """Answer requests with the command `worker` kept running beside, and end both together."""
    # uvicorn raises the signal once more after it has ended, which would skip the stop of the worker.
    signal.signal(signal.SIGTERM, _leave)
    supervisor = Supervisor(worker, settings.environment(), pauses)
    supervisor.start()
    try:
        listen(settings, host, port)
    finally:
        supervisor.stop()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
