"""Runs the API on a port, alone or with a worker beside it, until it is told to end."""

import signal
import sys
from collections.abc import Sequence
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from sporo_service.app import API_PATH, create_server
from sporo_service.settings import Settings
from sporo_service.supervisor import PAUSES, Supervisor

PATIENCE = 5
"""Seconds that requests on their way get to end."""


def listen(app: Starlette, host: str, port: int) -> None:
    """Say the API's address, and answer requests until Ctrl-C or a polite signal."""
    sys.stdout.write(f"The Clinical API is at http://{host}:{port}{API_PATH}\n")
    sys.stdout.flush()
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_config=None,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=PATIENCE,
    )


def serve(
    settings: Settings, host: str, port: int, worker: Sequence[str], pauses: Sequence[float] = PAUSES
) -> None:
    """Answer requests with the command `worker` kept running beside, and end both together."""
    # Opened first: where the data can't be, that is said once, and no worker starts to say it again.
    app = create_server(settings)
    # uvicorn raises the signal once more after it has ended, which would skip the stop of the worker.
    signal.signal(signal.SIGTERM, _leave)
    supervisor = Supervisor(worker, settings.environment(), pauses)
    supervisor.start()
    try:
        listen(app, host, port)
    finally:
        supervisor.stop()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
