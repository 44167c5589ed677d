"""Who may come in, and how often."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import MovingWindowRateLimiter

from sporo_service.errors import NotAllowed, TooMany
from sporo_service.keys import Keys
from sporo_service.settings import Settings
from sporo_service.store import Store
from sporo_service.windows import DatabaseWindows, MemoryWindows

TRUSTED_FOR = 2.0
"""Seconds in which a key that was let in is let in again unasked: a revoked one may come in for as long."""

MOST_RECENT = 10_000

TRIES = 10
"""How many submissions may be tried for each one that is accepted."""


@dataclass(frozen=True)
class Limits:
    """How often each kind of request may be made with one key."""

    uploads: RateLimitItem
    texts: RateLimitItem
    icd10_submits: RateLimitItem
    audio_submits: RateLimitItem
    status_reads: RateLimitItem


class Gate:
    """Lets known keys in, each as often as its limits allow."""

    def __init__(
        self, keys: Keys, settings: Settings, storage: Storage, clock: Callable[[], float] = time.time
    ) -> None:
        self.limits = Limits(
            uploads=RateLimitItemPerHour(settings.uploads_per_hour),
            texts=RateLimitItemPerHour(settings.texts_per_hour),
            icd10_submits=RateLimitItemPerHour(settings.icd10_submits_per_hour),
            audio_submits=RateLimitItemPerHour(settings.audio_submits_per_hour),
            status_reads=RateLimitItemPerMinute(settings.status_reads_per_minute),
        )
        self._keys = keys
        self._limited = settings.rate_limits == "on"
        self._windows = MovingWindowRateLimiter(storage)
        self._clock = clock
        self._admitted: dict[str, tuple[str, float]] = {}

    def recent(self, key: str | None) -> str | None:
        """The id of a key that was let in a moment ago, without a look into the database."""
        owner, until = self._admitted.get(key or "", ("", 0.0))
        return owner if self._clock() < until else None

    def admit(self, key: str | None) -> str:
        """The id of the key; `NotAllowed` where there is none or it is not known."""
        if not key:
            raise NotAllowed("This request needs a key in the X-API-KEY header.")
        owner = self._keys.owner(key)
        if owner is None:
            raise NotAllowed("This key is not known here, or it was revoked.")
        if len(self._admitted) >= MOST_RECENT:
            self._admitted.clear()
        self._admitted[key] = owner, self._clock() + TRUSTED_FOR
        return owner

    def knock(self, key_id: str, route: str, limit: RateLimitItem) -> None:
        """Count one try to submit, before anything of it is read; `TooMany` when it could not be accepted.

        Whoever sends what can't be used has as many tries as `TRIES` says, and loses no submission by them.
        """
        if self._limited and not self._windows.test(limit, key_id, route):
            raise self._too_many(key_id, route, limit)
        self.spend(key_id, f"{route}_try", type(limit)(limit.amount * TRIES))

    def spend(self, key_id: str, route: str, limit: RateLimitItem) -> None:
        """Count one request with this key; `TooMany` when that is one too many."""
        if self._limited and not self._windows.hit(limit, key_id, route):
            raise self._too_many(key_id, route, limit)

    def _too_many(self, key_id: str, route: str, limit: RateLimitItem) -> TooMany:
        window = limit.GRANULARITY.name
        return TooMany(
            f"Rate limit of {limit.amount} requests per {window} exceeded. "
            f"Please try again after {'an' if window == 'hour' else 'a'} {window}.",
            retry_after=self._wait(key_id, route, limit),
        )

    def _wait(self, key_id: str, route: str, limit: RateLimitItem) -> int:
        """The seconds until the oldest request leaves the window."""
        opens, free = self._windows.get_window_stats(limit, key_id, route)
        # Where room was made since the request was refused, there is no oldest request to wait for.
        return 1 if free else max(1, math.ceil(opens - self._clock()))


def open_gate(store: Store, settings: Settings) -> Gate:
    """The gate of a service: it counts in memory where one process answers alone, as it does on SQLite."""
    alone = store.engine.dialect.name == "sqlite"
    return Gate(Keys(store), settings, MemoryWindows() if alone else DatabaseWindows(store.engine))
