"""The ledger's sending side: who sends what, and what became of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, select, update
from sqlalchemy.orm import Session

from sporo_ui.entries import KeptFile, Kind, Request, State
from sporo_ui.errors import Damaged, SporoError
from sporo_ui.kinds import LOOK, LOST, next_step
from sporo_ui.models import TextSummary
from sporo_ui.pace import FIRST_SEND_WAIT, LONGEST_SEND_WAIT
from sporo_ui.rows import Rows
from sporo_ui.tables import EntryRow, FileRow
from sporo_ui.vault import Vault


@dataclass(frozen=True)
class Parcel:
    """One sending of one entry."""

    entry_id: str
    attempt: int
    began: float
    kind: Kind
    files: tuple[KeptFile, ...]
    request: Request
    template_id: str
    hook: str


class Outbox:
    """Entries that wait to be sent; each is claimed by one sender at a time, in one process or many."""

    def __init__(
        self,
        engine: Engine,
        vault: Vault,
        *,
        patience: float,
        knows_repetitions: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._engine = engine
        self._vault = vault
        self._rows = Rows(vault)
        self._patience = patience
        self._knows_repetitions = knows_repetitions
        self._clock = clock

    def claim(self, seconds: float) -> Parcel | None:
        """The entry that waits longest, ours for so many seconds, or None."""
        return self._claim(seconds, EntryRow.due <= self._clock())

    def claim_entry(self, entry_id: str, seconds: float) -> Parcel | None:
        """This entry, ours for so many seconds, or None where another sender has it."""
        return self._claim(seconds, EntryRow.id == entry_id)

    def leaving(self, parcel: Parcel, seconds: float, *, is_last: bool) -> bool:
        """Whether the next piece may leave: the claim holds on. With the last one, it may have arrived."""
        with Session(self._engine) as session:
            row = self._claimed(session, parcel)
            if row:
                # A service that knows a repetition makes one job of it: sending again can do no harm.
                row.due, row.handed_over = self._clock() + seconds, is_last and not self._knows_repetitions
            session.commit()
            return row is not None

    def accepted(self, parcel: Parcel, job_id: str) -> None:
        """The service took it on, even where the answer comes after the claim was given up."""
        with Session(self._engine) as session:
            row = self._claimed(session, parcel)
            if row:
                row.job_id = job_id
                begin_waiting(row, self._clock())
            session.commit()

    def answered(self, parcel: Parcel, answer: TextSummary) -> None:
        """The service did the work at once."""
        with Session(self._engine) as session:
            row = self._claimed(session, parcel)
            if row:
                row.accepted = parcel.began
                complete(row, answer.model_dump_json(), self._vault, self._clock(), is_empty=answer.is_empty)
            session.commit()

    def put_back(self, parcel: Parcel, error: SporoError | None = None, wait: float = 0.0) -> None:
        """The service certainly did not get it: it is sent again by itself, until patience ends."""
        with Session(self._engine) as session:
            row = self._claimed(session, parcel)
            if row and self._clock() - row.asked > self._patience:
                self._fail(row, error)
            elif row:
                self._wait(row, error, wait)
            session.commit()

    def lost(self, parcel: Parcel, error: SporoError) -> None:
        """No usable answer came: sent again by itself only where not all of it had left."""
        with Session(self._engine) as session:
            row = self._claimed(session, parcel)
            if row and not row.handed_over:
                self._wait(row, error, 0.0)
            elif row:
                self._unconfirmed(row)
            session.commit()

    def refused(self, parcel: Parcel, error: SporoError) -> None:
        """The service will not take it as it is: a person has to decide."""
        with Session(self._engine) as session:
            row = self._claimed(session, parcel)
            if row:
                self._fail(row, error)
            session.commit()

    def expire(self) -> None:
        """Settles what a sender left behind that died or hangs."""
        over = (EntryRow.state == State.SENDING, EntryRow.due <= self._clock())
        with Session(self._engine) as session:
            for row in session.scalars(select(EntryRow).where(*over)):
                if row.handed_over:
                    self._unconfirmed(row)
                else:
                    row.state, row.due = State.UNSENT, 0.0
            session.commit()

    def release(self) -> None:
        """Ends every claim at once: whoever held them is known to be gone."""
        held = update(EntryRow).where(EntryRow.state == State.SENDING).values(due=0.0)
        with self._engine.begin() as connection:
            connection.execute(held)

    def files(self) -> set[str]:
        """Every kept file that an entry needs."""
        with Session(self._engine.execution_options(reads_only=True)) as session:
            return {file for file in session.scalars(select(FileRow.file)) if file}

    def _claim(self, seconds: float, which: ColumnElement[bool]) -> Parcel | None:
        oldest = (
            select(EntryRow).where(EntryRow.state == State.UNSENT, which).order_by(EntryRow.asked).limit(1)
        )
        with Session(self._engine) as session:
            row = session.scalars(oldest.with_for_update(skip_locked=True)).first()
            if row is None:
                return None
            row.state, row.handed_over = State.SENDING, False
            row.due, row.attempts = self._clock() + seconds, row.attempts + 1
            parcel = self._parcel(row)
            session.commit()
            return parcel

    def _parcel(self, row: EntryRow) -> Parcel | None:
        """What is sent; an entry that does not open is failed here, before it holds up all the others."""
        try:
            files, request = self._rows.files(row), self._rows.request(row)
        except Damaged as error:
            self._fail(row, error)
            return None
        return Parcel(
            entry_id=row.id,
            attempt=row.attempts,
            began=self._clock(),
            kind=Kind(row.kind),
            files=files,
            request=request,
            template_id=row.template_id,
            hook=row.hook,
        )

    def _claimed(self, session: Session, parcel: Parcel) -> EntryRow | None:
        """The row of this sending, unless it was discarded or went another way since."""
        mine = (EntryRow.id == parcel.entry_id, EntryRow.attempts == parcel.attempt)
        still = EntryRow.state.in_((State.SENDING, State.UNCONFIRMED))
        return session.scalars(select(EntryRow).where(*mine, still).with_for_update()).one_or_none()

    def _wait(self, row: EntryRow, error: SporoError | None, wait: float) -> None:
        backoff = min(LONGEST_SEND_WAIT, FIRST_SEND_WAIT * 2.0 ** min(row.setbacks, 10)) if error else 0.0
        row.state, row.due = State.UNSENT, self._clock() + max(wait, backoff)
        row.setbacks += 1 if error else 0
        self._say(row, error)

    def _fail(self, row: EntryRow, error: SporoError | None) -> None:
        row.state, row.guard, row.finished = State.FAILED, None, self._clock()
        self._say(row, error)

    def _unconfirmed(self, row: EntryRow) -> None:
        """Known to have arrived where a webhook already named the job; else nobody knows."""
        if row.job_id:
            begin_waiting(row, self._clock())
            return
        row.state = State.UNCONFIRMED
        row.problem = self._vault.seal(LOST[Kind(row.kind)], f"{row.id}/problem")
        row.next_step = LOOK[Kind(row.kind)]

    def _say(self, row: EntryRow, error: SporoError | None) -> None:
        row.problem = self._vault.seal(error.sentence, f"{row.id}/problem") if error else None
        row.next_step = next_step(Kind(row.kind), error) if error else None


def begin_waiting(row: EntryRow, now: float) -> None:
    """The service has it: from here on its job is read."""
    row.state, row.accepted = State.QUEUED, now
    row.due, row.setbacks = 0.0, 0
    row.problem = row.next_step = None


def complete(row: EntryRow, answer: str, vault: Vault, now: float, *, is_empty: bool) -> None:
    """The work is done: what the service answered is kept, sealed."""
    row.state, row.finished, row.progress = State.COMPLETED, now, None
    row.problem = row.next_step = None
    row.result = vault.seal_bytes(answer.encode(), f"{row.id}/result")
    row.empty = is_empty
