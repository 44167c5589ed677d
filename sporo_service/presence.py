"""Which workers live: each holds a lock of its own in the database that all share, and loses it when it ends.

On PostgreSQL alone: SQLite has one machine, and a lock on a file there says as much.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

CHECK_EVERY = 3.0
LOST_AFTER = 10.0
"""Seconds that the database may take to answer before the lock counts as lost."""

# The server lets go of a machine that is cut off after 30 seconds. The worker there has stopped before.
CUT_OFF = ("tcp_keepalives_idle = 10", "tcp_keepalives_interval = 5", "tcp_keepalives_count = 4")


class Presence:
    """One worker's lock, and a look at those of the others."""

    def __init__(self, url: sa.URL, worker_id: str) -> None:
        self._worker_id = worker_id
        self._engine = sa.create_engine(
            url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True
        )
        self._session: sa.Connection | None = None

    def take(self, patience: float) -> bool:
        """Whether the lock is ours, for as long as this process lives; another may keep it for a while."""
        end = time.monotonic() + patience
        session = self._engine.connect()
        for setting in CUT_OFF:
            session.exec_driver_sql(f"SET {setting}")
        while not _lock(session, self._worker_id):
            if time.monotonic() > end:
                session.close()
                return False
            time.sleep(0.2)
        self._session = session
        return True

    def watch(self, lost: Callable[[], None]) -> None:
        """Call `lost`, from a thread, once the lock may be another's: what runs here may run there too."""
        threading.Thread(target=self._keep_asking, args=(lost,), name="presence", daemon=True).start()

    def leave(self) -> None:
        """Let go of the lock."""
        if self._session:
            self._session.close()
            self._session = None

    @contextmanager
    def instead_of(self, worker_id: str) -> Iterator[bool]:
        """Whether that worker is gone; it can't come back, and no other can take its place, meanwhile."""
        with self._engine.connect() as session:
            yield _lock(session, worker_id)

    def _keep_asking(self, lost: Callable[[], None]) -> None:
        while self._session:
            # A connection that is cut off does not fail, it says nothing.
            last_resort = threading.Timer(LOST_AFTER, lost)
            last_resort.daemon = True
            last_resort.start()
            try:
                self._session.exec_driver_sql("SELECT 1")
            except sa.exc.SQLAlchemyError:
                lost()
                return
            finally:
                last_resort.cancel()
            time.sleep(CHECK_EVERY)


def _lock(session: sa.Connection, worker_id: str) -> bool:
    """Whether the session now holds the worker's lock; it does until it ends."""
    number = int.from_bytes(hashlib.sha256(f"sporo worker {worker_id}".encode()).digest()[:8], signed=True)
    return bool(session.scalar(sa.select(sa.func.pg_try_advisory_lock(number))))
