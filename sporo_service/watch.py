"""Watches every request: a line in the log, a count in the metrics, neither with anything that was sent."""

import re
import secrets
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, clear_contextvars

from sporo_service.logs import logger_of
from sporo_service.metrics import Metrics

REQUEST_ID = "X-Request-ID"
UNMATCHED = "unmatched"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
JOB_ID = re.compile(r"[0-9a-f]{24}", re.IGNORECASE)

log = logger_of(__name__)


class Watch:
    """Passes requests on; the answer names the request as the log does."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or whatever else a server says to an app."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id, status, began = secrets.token_hex(8), 500, time.perf_counter()
        leads_here = scope.get("route")
        # A server may begin a request where another has just been answered, and so with that one's facts.
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        # What answers an unforeseen error stands outside of this, and reads it here.
        scope.setdefault("state", {})["request_id"] = request_id

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        try:
            await self._app(scope, receive, answer)
        except Exception:
            log.exception("request failed")
            raise
        finally:
            route = scope.get("route")
            template = UNMATCHED if route is leads_here else getattr(route, "path_format", UNMATCHED)
            self._tell(scope, template, status, time.perf_counter() - began)
            clear_contextvars()

    def _tell(self, scope: Scope, route: str, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._metrics.count(method, route, status, seconds)
        ids = {"key": scope.get("state", {}).get("key_id"), "job": _job_id(scope)}
        log.info(
            "request",
            method=method,
            route=route,
            status=status,
            duration_ms=round(seconds * 1000, 1),
            **{name: value for name, value in ids.items() if value},
        )


def _job_id(scope: Scope) -> str | None:
    """The job that the address names, if it is an id: anything else was made up by a stranger."""
    named = [str(value) for value in scope.get("path_params", {}).values()]
    return next((value.lower() for value in named if JOB_ID.fullmatch(value)), None)
