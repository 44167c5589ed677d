"""The ledger's hearing side: what webhooks say of entries, by their unguessable addresses."""

import time
from collections.abc import Callable

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from sporo_ui.entries import State
from sporo_ui.outbox import begin_waiting
from sporo_ui.reads import WORKED_ON
from sporo_ui.tables import EntryRow
from sporo_ui.webhook import Hint


class Hints:
    """Takes hints for entries of every kind."""

    def __init__(self, engine: Engine, *, clock: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._clock = clock

    def hear(self, hook: str, hint: Hint) -> bool:
        """Takes a webhook's hint for the entry of this address; answers whether there is one."""
        with Session(self._engine) as session:
            row = session.scalars(select(EntryRow).where(EntryRow.hook == hook)).one_or_none()
            if row is None:
                return False
            if row.job_id is None:
                self._adopt(row, hint)
            if hint.has_ended and row.job_id is not None:
                row.hinted, row.due = True, 0.0 if row.state in WORKED_ON else row.due
            session.commit()
            return True

    def _adopt(self, row: EntryRow, hint: Hint) -> None:
        """The job that a webhook names for an entry whose answer is still out or was lost."""
        if hint.job_id is None or row.state not in {State.SENDING, State.UNCONFIRMED}:
            return
        row.job_id = hint.job_id
        if row.state == State.UNCONFIRMED:
            begin_waiting(row, self._clock())
