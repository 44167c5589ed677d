"""The ledger's reading side: jobs under way, the status reads spent on them, and what they answered."""

import time
from collections.abc import Callable

from sqlalchemy import ColumnElement, Engine, delete, select, update
from sqlalchemy.orm import Session

from sporo_ui.entries import Kind, State
from sporo_ui.errors import (
    LONGEST_REASON,
    Busy,
    JobFailed,
    NotAllowed,
    Rejected,
    SporoError,
    Unknown,
    Unreachable,
    plain,
)
from sporo_ui.kinds import next_step
from sporo_ui.models import AudioJob, Icd10Job, JobStatus, UploadJob
from sporo_ui.outbox import complete
from sporo_ui.pace import (
    FIRST_REST,
    LONGEST_REST,
    LONGEST_REST_WHEN_DOWN,
    READ_MISSES,
    READ_WINDOW,
    REST_WHEN_BUSY,
)
from sporo_ui.schedule import Waiting
from sporo_ui.tables import EntryRow, ReadRow, RouteRow
from sporo_ui.vault import Vault

AnyJob = AudioJob | UploadJob | Icd10Job
WORKED_ON = (State.QUEUED, State.PROCESSING)


class Reads:
    """Jobs of one kind, which share one route and its budget across all processes on the ledger."""

    def __init__(
        self,
        engine: Engine,
        vault: Vault,
        kind: Kind,
        *,
        patience: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._engine = engine
        self._vault = vault
        self._kind = kind
        self._patience = patience
        self._clock = clock

    def waiting(self) -> list[Waiting]:
        """Every job that is not finished as far as is known."""
        with self._reading() as session:
            rows = session.scalars(select(EntryRow).where(*self._under_way()))
            return [
                Waiting(row.job_id, row.accepted, row.last_read, row.hinted, row.due)
                for row in rows
                if row.job_id and row.accepted is not None
            ]

    def spent(self) -> list[float]:
        """When the reads of the last minute were made, by whichever process."""
        with self._reading() as session:
            return list(session.scalars(select(ReadRow.at).where(*self._in_window())))

    def spend(self, budget: int) -> int | None:
        """One more read, written down before it is made, or None where the minute has no more."""
        with Session(self._engine) as session:
            old = ReadRow.at <= self._clock() - READ_WINDOW
            session.execute(delete(ReadRow).where(ReadRow.route == self._kind, old))
            if len(session.scalars(select(ReadRow.id).where(*self._in_window())).all()) >= budget:
                return None
            row = ReadRow(route=self._kind, at=self._clock())
            session.add(row)
            session.commit()
            return row.id

    def came_back(self, read: int) -> None:
        """Counts the read from its end: the service may have counted it as late as that."""
        with Session(self._engine) as session:
            session.execute(update(ReadRow).where(ReadRow.id == read).values(at=self._clock()))
            session.commit()

    def rest(self) -> float:
        """For how many seconds more this route is to be left alone."""
        with self._reading() as session:
            route = session.get(RouteRow, self._kind)
            return max(0.0, route.closed_until - self._clock()) if route else 0.0

    def answered(self, job_id: str, job: AnyJob) -> str | None:
        """Writes down how far a job is; answers the recording that is no longer needed, if any."""
        with Session(self._engine) as session:
            session.execute(delete(RouteRow).where(RouteRow.route == self._kind))
            row = self._job(session, job_id)
            let_go = self._take(row, job) if row else None
            session.commit()
            return let_go

    def trouble(self, job_id: str, error: SporoError) -> None:
        """A read that failed: the route rests where the service is to blame, else only this job does."""
        with Session(self._engine) as session:
            if isinstance(error, Busy | NotAllowed | Unreachable):
                self._let_rest(session, error)
            else:
                self._stumble(self._job(session, job_id), error)
            session.commit()

    def _reading(self) -> Session:
        return Session(self._engine.execution_options(reads_only=True))

    def _in_window(self) -> tuple[ColumnElement[bool], ...]:
        return ReadRow.route == self._kind, ReadRow.at > self._clock() - READ_WINDOW

    def _under_way(self) -> tuple[ColumnElement[bool], ...]:
        return EntryRow.kind == self._kind, EntryRow.state.in_(WORKED_ON)

    def _job(self, session: Session, job_id: str) -> EntryRow | None:
        """The job's row, unless it ended or was discarded while it was read."""
        return session.scalars(select(EntryRow).where(*self._under_way(), EntryRow.job_id == job_id)).first()

    def _take(self, row: EntryRow, job: AnyJob) -> str | None:
        now = self._clock()
        row.last_read, row.hinted, row.due, row.setbacks = now, False, 0.0, 0
        row.progress, row.problem, row.next_step = job.progress, None, None
        if job.status == JobStatus.COMPLETED:
            return self._complete(row, job, now)
        if job.status == JobStatus.FAILED:
            self._fail(row, JobFailed(plain(job.error_message or "", LONGEST_REASON)), job.error_code)
        elif self._is_overdue(row):
            self._fail(row, JobFailed("The service did not finish this job in good time."), "overdue")
        else:
            row.state = State(job.status)
        return None

    def _complete(self, row: EntryRow, job: AnyJob, now: float) -> str | None:
        """A recording is let go once transcript and note stand; documents stay, for sources open them."""
        complete(row, job.model_dump_json(), self._vault, now, is_empty=job.is_empty)
        if row.kind != Kind.AUDIO or row.empty:
            return None
        (recording,) = row.files
        let_go, recording.file = recording.file, None
        return let_go

    def _is_overdue(self, row: EntryRow) -> bool:
        return row.accepted is not None and self._clock() - row.accepted > self._patience

    def _fail(self, row: EntryRow, error: SporoError, code: str | None) -> None:
        row.state, row.guard, row.finished, row.progress = State.FAILED, None, self._clock(), None
        row.error_code = code[:64] if code else None
        self._say(row, error)

    def _say(self, row: EntryRow, error: SporoError) -> None:
        row.problem = self._vault.seal(error.sentence, f"{row.id}/problem")
        row.next_step = next_step(self._kind, error)

    def _stumble(self, row: EntryRow | None, error: SporoError) -> None:
        if row is None:
            return
        row.setbacks += 1
        is_unknown = isinstance(error, Unknown | Rejected)
        said = JobFailed("The service does not know this job.") if is_unknown else error
        if is_unknown and row.setbacks >= READ_MISSES:
            self._fail(row, said, "unknown_job")
            return
        if self._is_overdue(row):
            self._fail(row, said, "overdue")
            return
        row.due = self._clock() + min(LONGEST_REST, FIRST_REST * 2.0 ** min(row.setbacks, 10))
        self._say(row, said)

    def _let_rest(self, session: Session, error: SporoError) -> None:
        route = session.get(RouteRow, self._kind) or RouteRow(route=self._kind, setbacks=0)
        asked = error.retry_after if isinstance(error, Busy) else None
        first = REST_WHEN_BUSY if isinstance(error, Busy) else FIRST_REST
        rest = first * 2.0**route.setbacks if asked is None else asked
        longest = LONGEST_REST_WHEN_DOWN if isinstance(error, Unreachable) else LONGEST_REST
        route.closed_until = self._clock() + min(longest, rest)
        route.setbacks = min(route.setbacks + 1, 10)
        session.add(route)
