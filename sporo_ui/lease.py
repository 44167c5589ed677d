"""A duty that one process does at a time, whatever the number of processes on the ledger's database."""

import time
from collections.abc import Callable

from sqlalchemy import ColumnElement, Engine, delete, insert, or_, true, update
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
        self._end(LeaseRow.holder == self._holder)

    def clear(self) -> None:
        """Takes the duty from whoever held it: they are known to be gone."""
        self._end(true())

    def _end(self, whose: ColumnElement[bool]) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(LeaseRow).where(LeaseRow.duty == self._duty, whose))
