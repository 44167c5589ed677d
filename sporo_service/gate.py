"""Who may come in, and how often."""

import math
import time
from dataclasses import dataclass

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from sporo_service.errors import NotAllowed, TooMany
from sporo_service.keys import Keys
from sporo_service.settings import Settings


@dataclass(frozen=True)
class Limits:
    """How often each kind of request may be made with one key."""

    audio_submits: RateLimitItem
    status_reads: RateLimitItem


class Gate:
    """Lets known keys in, each as often as its limits allow; the counts live in this process."""

    def __init__(self, keys: Keys, settings: Settings) -> None:
        self.limits = Limits(
            audio_submits=RateLimitItemPerHour(settings.audio_submits_per_hour),
            status_reads=RateLimitItemPerMinute(settings.status_reads_per_minute),
        )
        self._keys = keys
        self._limited = settings.rate_limits == "on"
        self._windows = MovingWindowRateLimiter(MemoryStorage())

    def admit(self, key: str | None) -> str:
        """The id of the key; `NotAllowed` where there is none or it is not known."""
        if not key:
            raise NotAllowed("This request needs a key in the X-API-KEY header.")
        owner = self._keys.owner(key)
        if owner is None:
            raise NotAllowed("This key is not known here, or it was revoked.")
        return owner

    def spend(self, key_id: str, route: str, limit: RateLimitItem) -> None:
        """Count one request with this key; `TooMany` when that is one too many."""
        if self._limited and not self._windows.hit(limit, key_id, route):
            window = limit.GRANULARITY.name
            opens = self._windows.get_window_stats(limit, key_id, route).reset_time
            raise TooMany(
                f"Rate limit of {limit.amount} requests per {window} exceeded. "
                f"Please try again after {'an' if window == 'hour' else 'a'} {window}.",
                retry_after=max(1, math.ceil(opens - time.time())),
            )
