"""How the service was, the last time that it was asked: ready, slow, down or not asked yet."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """What the connection dot says."""

    UNASKED = "unasked"
    READY = "ready"
    SLOW = "slow"
    DOWN = "down"


@dataclass(frozen=True)
class Connection:
    """The dot, and why."""

    health: Health = Health.UNASKED
    why: str = ""
