"""Whether the service lives, whether it can do its work, and how much of it there is."""

from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from sporo_service.figures import Figures, figures
from sporo_service.metrics import metrics_route
from sporo_service.service import Service
from sporo_service.store import Store


def health_routes(service: Service) -> list[Route]:
    """`/healthz`: the process answers. `/readyz`: it can do its work. `/metrics`: for Prometheus."""
    stuck_after = timedelta(seconds=service.settings.stuck_after_seconds)

    def ready(_request: Request) -> JSONResponse:
        report = readiness(service.store, stuck_after)
        return JSONResponse(report, 200 if report["ready"] else 503)

    return [
        Route("/healthz", _alive),
        Route("/readyz", ready),
        metrics_route(service.metrics, service.settings),
    ]


def readiness(store: Store, stuck_after: timedelta) -> dict[str, object]:
    """What works and what does not: database, worker and engines, the longest wait, jobs that are stuck."""
    try:
        found = figures(store, stuck_after)
    except SQLAlchemyError:
        return {"ready": False, "database": "unreachable", "worker": "unknown"}
    worker = _worker(found)
    return {
        "ready": worker == "running" and not found.stuck,
        "database": "ok",
        "worker": worker,
        "engines": sorted({engine for one in found.living for engine in one.engines}),
        "queue_age": found.queue_age,
        "stuck_jobs": found.stuck,
    }


def _worker(found: Figures) -> str:
    """`running` where a worker can work, else why the last one can't, else `absent`."""
    if not found.living:
        return "absent"
    if any(worker.problem is None for worker in found.living):
        return "running"
    return found.living[0].problem or "running"


def _alive(_request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})
