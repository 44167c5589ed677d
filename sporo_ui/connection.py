"""How the service was, the last time that it was asked: ready, partly, slow, down or not asked yet."""

from dataclasses import dataclass
from enum import StrEnum

from sporo_ui.errors import Broken, NotAllowed, SporoError, Unreachable


class Health(StrEnum):
    """What the connection dot says."""

    UNASKED = "unasked"
    READY = "ready"
    PARTLY = "partly"
    """It works, but lacks an engine."""
    SLOW = "slow"
    DOWN = "down"


@dataclass(frozen=True)
class Connection:
    """The dot, and why."""

    health: Health = Health.UNASKED
    why: str = ""


class Watch:
    """Listens to the client's answers; the latest one counts."""

    def __init__(self, slow_seconds: float) -> None:
        self._slow_seconds = slow_seconds
        self.connection = Connection()

    def saw(self, error: SporoError | None, seconds: float | None) -> None:
        """Notes an answer: what went wrong, if anything, and how long a read took."""
        if isinstance(error, Unreachable | Broken | NotAllowed):
            self.connection = Connection(Health.DOWN, error.sentence)
        elif seconds is not None and seconds > self._slow_seconds:
            self.connection = Connection(Health.SLOW, f"The last answer took {seconds:.0f} seconds.")
        else:
            self.connection = Connection(Health.READY)
