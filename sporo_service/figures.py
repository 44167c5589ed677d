"""What the database says of jobs, webhooks and workers: the same whichever process asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from sporo_service.store import SILENT_AFTER, Store
from sporo_service.tables import jobs, webhooks, workers


@dataclass(frozen=True)
class Standing:
    """A worker as it was last seen."""

    seen_at: datetime
    problem: str | None
    engines: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """How the service stands."""

    jobs: Mapping[tuple[str, str], int]
    """How many there are of each kind and status."""

    webhooks: Mapping[str, int]
    """How many there are in each state."""

    queue_age: float
    """Seconds since the job that waits longest was accepted; 0 where none waits."""

    stuck: int
    """Jobs that have not moved for too long."""

    living: list[Standing]
    """The workers that said so of late, the last one first."""

    worker_seen_at: datetime | None
    """When any worker was seen last."""


def figures(store: Store, stuck_after: timedelta) -> Figures:
    """How the service stands now; `SQLAlchemyError` where the database does not answer."""
    now = store.now()
    with store.engine.connect() as connection:
        seen = _workers(connection)
        oldest = connection.scalar(sa.select(sa.func.min(jobs.c.created_at)).where(jobs.c.status == "queued"))
        return Figures(
            jobs={
                (kind, status): count
                for (kind, status), count in _counted(connection, jobs.c.kind, jobs.c.status)
            },
            webhooks={state: count for (state,), count in _counted(connection, webhooks.c.state)},
            queue_age=(now - oldest).total_seconds() if oldest else 0.0,
            stuck=_stuck(connection, now - stuck_after),
            living=[worker for worker in seen if now - worker.seen_at < SILENT_AFTER],
            worker_seen_at=seen[0].seen_at if seen else None,
        )


def _counted(connection: sa.Connection, *columns: sa.Column[str]) -> list[tuple[tuple[str, ...], int]]:
    """How many rows have the same values in these columns."""
    rows = connection.execute(sa.select(*columns, sa.func.count()).group_by(*columns))
    return [(tuple(values), count) for *values, count in rows]


def _workers(connection: sa.Connection) -> list[Standing]:
    columns = workers.c.seen_at, workers.c.problem, workers.c.engines
    rows = connection.execute(sa.select(*columns).order_by(workers.c.seen_at.desc()))
    return [Standing(row.seen_at, row.problem, tuple((row.engines or "").split())) for row in rows]


def _stuck(connection: sa.Connection, late: datetime) -> int:
    """Jobs at work unchanged since `late`, and jobs that wait since then while none of their kind moved.

    A job that waits behind others which are worked on is not stuck, however long the queue.
    """
    other = jobs.alias()
    kind_moves = sa.exists().where(
        other.c.kind == jobs.c.kind, other.c.updated_at >= late, other.c.updated_at > other.c.created_at
    )
    at_work = sa.and_(jobs.c.status == "processing", jobs.c.updated_at < late)
    waiting = sa.and_(jobs.c.status == "queued", jobs.c.created_at < late, ~kind_moves)
    counted = sa.select(sa.func.count()).select_from(jobs).where(sa.or_(at_work, waiting))
    return connection.scalar(counted) or 0
