"""A duty that one process does at a time, whatever the number of processes on the ledger's database."""

import time
from collections.abc import Callable

from sqlalchemy import Engine, delete, insert, or_, update
from sqlalchemy.exc import IntegrityError

from sporo_ui.tables import LeaseRow


class Lease:
    """Held while it is renewed; who dies or hangs loses it when its time is over."""

    def __init__(
        self,
        engine: Engine,
        duty: str,
        *,
        holder: str,
        seconds: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._engine = engine
        self._duty = duty
        self._holder = holder
        self._seconds = seconds
        self._clock = clock

    def hold(self) -> bool:
        """Whether this process has the duty, taken or renewed now."""
        now = self._clock()
        mine = {"holder": self._holder, "until": now + self._seconds}
        free = or_(LeaseRow.holder == self._holder, LeaseRow.until <= now)
        try:
            with self._engine.begin() as connection:
                asked = update(LeaseRow).where(LeaseRow.duty == self._duty, free).values(**mine)
                if connection.execute(asked).rowcount:
                    return True
                connection.execute(insert(LeaseRow).values(duty=self._duty, **mine))
        except IntegrityError:
            return False
        return True

    def release(self) -> None:
        """Lets another process take the duty at once."""
        held = (LeaseRow.duty == self._duty, LeaseRow.holder == self._holder)
        with self._engine.begin() as connection:
            connection.execute(delete(LeaseRow).where(*held))
