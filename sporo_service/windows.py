"""The moving windows of the limits: in memory, or where every process of the service counts in them."""

import json
import time
from collections import defaultdict, deque
from collections.abc import Callable
from threading import Lock
from typing import NoReturn

import sqlalchemy as sa
from limits.storage import MovingWindowSupport, Storage
from sqlalchemy.dialects import postgresql, sqlite

from sporo_service.tables import rate_windows

ONLY_MOVING = "The service keeps moving windows, and no other kind."


class Windows(Storage, MovingWindowSupport):
    """What both places have in common: they are handed in, and keep no fixed windows."""

    STORAGE_SCHEME = None  # else they could be found by an address

    def incr(self, key: str, expiry: int, amount: int = 1) -> NoReturn:
        """Fixed windows are not kept."""
        raise NotImplementedError(ONLY_MOVING)

    def get(self, key: str) -> NoReturn:
        """Fixed windows are not kept."""
        raise NotImplementedError(ONLY_MOVING)

    def get_expiry(self, key: str) -> NoReturn:
        """Fixed windows are not kept."""
        raise NotImplementedError(ONLY_MOVING)


class MemoryWindows(Windows):
    """Windows as lists of the times of their hits.

    The library's own storage starts a thread at every few hits to forget old ones. Here a window forgets its
    own when it is hit; that of a key that never comes again stays, and is as short as its limit.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._clock = clock
        self._lock = Lock()
        self._hits: defaultdict[str, deque[float]] = defaultdict(deque)

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """Nothing can go wrong here."""
        return ()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count a hit where the window has room for it."""
        with self._lock:
            now = self._clock()
            hits = self._inside(key, now - expiry)
            if len(hits) + amount > limit:
                return False
            hits.extend([now] * amount)
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """The time of the oldest hit that counts against the limit, and how many do."""
        with self._lock:
            now = self._clock()
            hits = self._inside(key, now - expiry)
            count = min(len(hits), limit)
            return (hits[-count], count) if count else (now, 0)

    def _inside(self, key: str, closed: float) -> deque[float]:
        hits = self._hits[key]
        while hits and hits[0] <= closed:
            hits.popleft()
        return hits

    def check(self) -> bool:
        """Memory always answers."""
        return True

    def clear(self, key: str) -> None:
        """Forget the hits of one window."""
        self._hits.pop(key, None)

    def reset(self) -> int:
        """Forget all hits; how many windows there were."""
        count = len(self._hits)
        self._hits.clear()
        return count


class DatabaseWindows(Windows):
    """Windows as rows: one row holds the times of the hits of one key on one route.

    A hit locks its row, so that of two processes which want the last hit of a window one gets it.
    """

    def __init__(self, engine: sa.Engine, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._engine = engine
        self._clock = clock
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the database raises."""
        return sa.exc.SQLAlchemyError

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count a hit where the window has room for it."""
        with self._engine.begin() as tx:
            hits = self._open(tx, key)
            now = self._clock()
            inside = [at for at in hits if at > now - expiry]
            if len(inside) + amount > limit:
                return False
            kept = {"hits": json.dumps([*inside, *[now] * amount]), "closes_at": now + expiry}
            tx.execute(rate_windows.update().where(rate_windows.c.name == key).values(kept))
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """The time of the oldest hit that counts against the limit, and how many do."""
        now = self._clock()
        with self._engine.connect() as connection:
            kept = connection.scalar(sa.select(rate_windows.c.hits).where(rate_windows.c.name == key))
        inside = [at for at in json.loads(kept or "[]") if at > now - expiry][-limit:]
        return (inside[0], len(inside)) if inside else (now, 0)

    def forget_closed(self) -> None:
        """Remove the windows that hold no hit any more."""
        with self._engine.begin() as tx:
            tx.execute(rate_windows.delete().where(rate_windows.c.closes_at < self._clock()))

    def _open(self, tx: sa.Connection, key: str) -> list[float]:
        """The hits of the window, which is made where there is none and is this transaction's alone."""
        fresh = self._insert(rate_windows).values(name=key, hits="[]", closes_at=self._clock())
        tx.execute(fresh.on_conflict_do_nothing())
        locked = sa.select(rate_windows.c.hits).where(rate_windows.c.name == key).with_for_update()
        hits: list[float] = json.loads(tx.execute(locked).scalar_one())
        return hits

    def check(self) -> bool:
        """Whether the database answers."""
        with self._engine.connect() as connection:
            return connection.scalar(sa.select(1)) == 1

    def clear(self, key: str) -> None:
        """Forget the hits of one window."""
        with self._engine.begin() as tx:
            tx.execute(rate_windows.delete().where(rate_windows.c.name == key))

    def reset(self) -> int:
        """Forget all hits; how many windows there were."""
        with self._engine.begin() as tx:
            return tx.execute(rate_windows.delete()).rowcount
