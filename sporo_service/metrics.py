"""Figures for Prometheus: requests as this process answered them, and jobs as the database holds them.

Jobs, webhooks and workers are counted when somebody scrapes: they are right whichever process did the work.
No label holds an id or anything that a stranger wrote.
"""

import secrets
from collections.abc import Iterator
from datetime import UTC, timedelta

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sporo_service.figures import figures
from sporo_service.outgoing import FAILED
from sporo_service.settings import Settings
from sporo_service.store import Store

THIS_MACHINE = ("127.0.0.1", "::1")
BY_A_PROXY = ("forwarded", "x-forwarded-for", "x-real-ip")
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds: a status read takes milliseconds, a recording over a slow line minutes."""

REFUSED = "Metrics are read on the machine itself, or with the token in SPORO_METRICS_TOKEN."


class Metrics:
    """What there is to scrape."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "sporo_requests",
            "Requests to the Clinical API.",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "sporo_request_seconds",
            "How long requests to the Clinical API took.",
            ["method", "route"],
            registry=self._registry,
            buckets=BUCKETS,
        )
        self._registry.register(_Database(store, timedelta(seconds=settings.stuck_after_seconds)))

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Add one request; `route` is the template of its address."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(method, route).observe(seconds)

    def text(self) -> bytes:
        """All figures as Prometheus reads them."""
        return generate_latest(self._registry)


class _Database(Collector):
    """The figures that are counted at the scrape."""

    def __init__(self, store: Store, stuck_after: timedelta) -> None:
        self._store = store
        self._stuck_after = stuck_after

    def describe(self) -> list[Metric]:
        """Nothing: what there is to tell is known at the scrape."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Every figure; only that the database is down, where it is."""
        up = "Whether the database answers."
        try:
            found = figures(self._store, self._stuck_after)
        except SQLAlchemyError:
            yield GaugeMetricFamily("sporo_database_up", up, 0)
            return
        yield GaugeMetricFamily("sporo_database_up", up, 1)
        kinds = GaugeMetricFamily("sporo_jobs", "Jobs by kind and status.", labels=["kind", "status"])
        for labels, count in found.jobs.items():
            kinds.add_metric(labels, count)
        yield kinds
        waiting = sum(count for (_, status), count in found.jobs.items() if status == "queued")
        failed = sum(found.webhooks.get(state, 0) for state in FAILED)
        seen = found.worker_seen_at.replace(tzinfo=UTC).timestamp() if found.worker_seen_at else 0
        for name, means, value in (
            ("sporo_queue_length", "Jobs that wait for a worker.", waiting),
            ("sporo_queue_oldest_seconds", "How long the oldest of them has waited.", found.queue_age),
            ("sporo_jobs_stuck", "Jobs that have not moved for too long.", found.stuck),
            ("sporo_webhooks_pending", "Webhooks still to be delivered.", found.webhooks.get("waiting", 0)),
            ("sporo_webhooks_failed", "Webhooks that were refused or given up.", failed),
            (
                "sporo_workers",
                "Workers that live and can work.",
                sum(not one.problem for one in found.living),
            ),
            ("sporo_worker_last_seen_timestamp_seconds", "When a worker was seen last; 0 for never.", seen),
        ):
            yield GaugeMetricFamily(name, means, value)


def metrics_route(metrics: Metrics, settings: Settings) -> Route:
    """`/metrics`, for this machine and for whoever has the token."""

    def scrape(request: Request) -> Response:
        if not may_scrape(request, settings):
            return PlainTextResponse(REFUSED, 403)
        return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return Route("/metrics", scrape)


def may_scrape(request: Request, settings: Settings) -> bool:
    """Whether it shows the token or, where none is set, comes from this machine and from no proxy on it."""
    if settings.metrics_token:
        shown = request.headers.get("authorization", "").encode()
        return secrets.compare_digest(shown, b"Bearer " + settings.metrics_token.get_secret_value().encode())
    if any(name in request.headers for name in BY_A_PROXY):
        return False
    return request.client is not None and request.client.host in THIS_MACHINE
