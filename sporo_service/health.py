"""Whether the service lives, and whether it can do its work."""

from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from sporo_service.store import Store

SILENT_AFTER = timedelta(seconds=15)
"""A worker says that it lives every few seconds; after this it counts as gone."""


def health_routes(store: Store) -> list[Route]:
    """`/healthz` says that the process answers, `/readyz` that database and worker do too."""

    def ready(_request: Request) -> JSONResponse:
        report = readiness(store)
        return JSONResponse(report, 200 if report["ready"] else 503)

    return [Route("/healthz", _alive), Route("/readyz", ready)]


def readiness(store: Store) -> dict[str, object]:
    """What works and what does not: database, worker, and the seconds that the oldest job has waited."""
    try:
        worker, oldest = store.last_worker(), store.oldest_queued()
    except SQLAlchemyError:
        return {"ready": False, "database": "unreachable", "worker": "unknown", "queue_age": None}
    now = store.now()
    state = "absent"
    if worker and now - worker.seen_at < SILENT_AFTER:
        state = worker.problem or "running"
    return {
        "ready": state == "running",
        "database": "ok",
        "worker": state,
        "queue_age": (now - oldest).total_seconds() if oldest else 0,
    }


def _alive(_request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})
