"""What the service keeps: jobs with their files, webhooks, and the workers that were seen."""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock

from sporo_service.crypto import Cipher, decoded_key, new_key, private_folder, secret_in
from sporo_service.database import open_database
from sporo_service.errors import StartError
from sporo_service.outgoing import Outgoing
from sporo_service.seals import check_folder, check_key
from sporo_service.settings import Settings
from sporo_service.tables import jobs, workers

OPEN = ("queued", "processing")
BY_ID = jobs.select().where(jobs.c.id == sa.bindparam("job_id"))
"""Put together once: it is what the service is asked most."""


SILENT_AFTER = timedelta(seconds=15)
"""A worker says that it lives every few seconds; after this it counts as gone."""

BROKEN_KEY = (
    "The file encryption.key holds no key of 32 bytes in base64. "
    "Put back the one that this data was made with."
)

Clock = Callable[[], datetime]
Facts = Mapping[str, Any]
"""A JSON object."""


def utc_now() -> datetime:
    """The time in UTC, without a zone, as the API speaks it."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Job:
    """One job as it stands; `request` is what was asked, `result` what has been found so far."""

    id: str
    kind: str
    key_id: str
    status: str
    created_at: datetime
    updated_at: datetime
    attempts: int
    progress: float | None
    error_code: str | None
    error_message: str | None
    request: Facts
    result: Facts

    @property
    def open(self) -> bool:
        """Whether anything is still to be done for it."""
        return self.status in OPEN


@dataclass(frozen=True)
class Worker:
    """A worker as it was last seen; `problem` says why it lacks an engine."""

    id: str
    seen_at: datetime
    problem: str | None
    engines: frozenset[str]


class Store:
    """The rows, opened with the key; writes take the transaction that they are part of."""

    def __init__(self, engine: sa.Engine, cipher: Cipher, files: Path, clock: Clock = utc_now) -> None:
        self.engine = engine
        self.cipher = cipher
        self.audio = private_folder(files / "audio")
        self.uploads = private_folder(files / "uploads")
        self.outgoing = Outgoing(engine, cipher, clock)
        self.now = clock

    @property
    def is_near(self) -> bool:
        """Whether the database is a file of this machine, which answers in microseconds."""
        return self.engine.dialect.name == "sqlite"

    def begin(self) -> AbstractContextManager[sa.Connection]:
        """One transaction: all of it is kept, or nothing."""
        return self.engine.begin()

    def close(self) -> None:
        """Let go of the database's connections."""
        self.engine.dispose()

    def audio_of(self, job_id: str) -> Path:
        """Where the sealed audio of a job lies while the job is open."""
        return self.audio / f"{job_id}.sealed"

    def upload_of(self, job_id: str) -> Path:
        """The folder of an upload's sealed files, by their number, while the job is open."""
        return self.uploads / job_id

    def add_job(self, tx: sa.Connection, job_id: str, kind: str, key_id: str, request: Facts) -> Job:
        """A new job, queued."""
        now = self.now()
        tx.execute(
            jobs.insert().values(
                id=job_id,
                kind=kind,
                key_id=key_id,
                status="queued",
                created_at=now,
                updated_at=now,
                attempts=0,
                sealed_request=self._seal(request, f"jobs.request:{job_id}"),
            )
        )
        return Job(job_id, kind, key_id, "queued", now, now, 0, None, None, None, request, {})

    def job(self, job_id: str) -> Job | None:
        """The job as it stands."""
        with self.engine.connect() as connection:
            row = connection.execute(BY_ID, {"job_id": job_id}).one_or_none()
        return None if row is None else self._job(row)

    def known_job(self, job_id: str) -> Job:
        """The job, where it is certain that there is one."""
        with self.engine.connect() as connection:
            return self.job_in(connection, job_id)

    def open_jobs(self) -> list[str]:
        """The ids of all jobs that are not at their end, the oldest first."""
        waiting = sa.select(jobs.c.id).where(jobs.c.status.in_(OPEN)).order_by(jobs.c.created_at)
        with self.engine.connect() as connection:
            return list(connection.scalars(waiting))

    def start(self, job_id: str) -> Job | None:
        """The job, now processing and one attempt further; None when it has ended."""
        changed = self._change(job_id, status="processing", attempts=jobs.c.attempts + 1)
        return self.job(job_id) if changed else None

    def keep_result(self, job_id: str, result: Facts, progress: float) -> None:
        """Keep what has been found so far."""
        self._change(job_id, sealed_result=self._seal(result, f"jobs.result:{job_id}"), progress=progress)

    def keep_progress(self, job_id: str, progress: float) -> None:
        """Note how far the work is, between 0 and 1."""
        self._change(job_id, progress=progress)

    def end(self, tx: sa.Connection, job_id: str, status: str, **values: object) -> bool:
        """End the job once; False when it had ended before, and then nothing is changed."""
        return self._change_in(tx, job_id, status=status, **values)

    def sealed_result(self, job_id: str, result: Facts) -> bytes:
        """The result as its column holds it."""
        return self._seal(result, f"jobs.result:{job_id}")

    def job_in(self, tx: sa.Connection, job_id: str) -> Job:
        """The job as the transaction sees it."""
        return self._job(tx.execute(jobs.select().where(jobs.c.id == job_id)).one())

    def see_worker(self, worker_id: str, problem: str | None = None, engines: Iterable[str] = ()) -> None:
        """Note that the worker lives and with which engines, or why it can't work."""
        now = self.now()
        standing = {"seen_at": now, "problem": problem, "engines": " ".join(engines)}
        with self.begin() as tx:
            seen = tx.execute(workers.update().where(workers.c.id == worker_id).values(standing))
            if not seen.rowcount:
                tx.execute(workers.insert().values(id=worker_id, started_at=now, **standing))

    def last_worker(self) -> Worker | None:
        """The worker that was seen last."""
        return next(iter(self._workers()), None)

    def living_workers(self) -> list[Worker]:
        """The workers that said of late that they live, the last one first."""
        late = self.now() - SILENT_AFTER
        return [worker for worker in self._workers() if worker.seen_at > late]

    def _workers(self) -> list[Worker]:
        """Every worker that there ever was, the one that was seen last first."""
        with self.engine.connect() as connection:
            rows = connection.execute(workers.select().order_by(workers.c.seen_at.desc())).all()
        return [
            Worker(row.id, row.seen_at, row.problem, frozenset((row.engines or "").split())) for row in rows
        ]

    def _change(self, job_id: str, **values: object) -> bool:
        with self.begin() as tx:
            return self._change_in(tx, job_id, **values)

    def _change_in(self, tx: sa.Connection, job_id: str, **values: object) -> bool:
        still_open = jobs.c.id == job_id, jobs.c.status.in_(OPEN)
        changed = tx.execute(jobs.update().where(*still_open).values(updated_at=self.now(), **values))
        return changed.rowcount == 1

    def _seal(self, facts: Facts, place: str) -> bytes:
        return self.cipher.seal(json.dumps(facts), place)

    def _job(self, row: sa.Row[Any]) -> Job:
        values = dict(zip(jobs.c.keys(), row, strict=True))
        request = self.cipher.open(values.pop("sealed_request"), f"jobs.request:{row.id}")
        sealed = values.pop("sealed_result")
        result = json.loads(self.cipher.open(sealed, f"jobs.result:{row.id}")) if sealed else {}
        reason = values.pop("error_message") or result.pop("error_message", None)
        return Job(**values, error_message=reason, request=json.loads(request), result=result)


def open_store(settings: Settings) -> Store:
    """The store that the settings name, made where there is none yet; `StartError` where it can't be had."""
    try:
        private_folder(settings.data_dir)
        # The first of several processes that start at once makes what the others then find.
        with FileLock(settings.data_dir / "opening.lock"):
            engine = open_database(settings)
            try:
                return Store(engine, _fitting_cipher(engine, settings), settings.files)
            except BaseException:
                engine.dispose()
                raise
    except OSError as error:
        raise StartError(
            f"The data folder {settings.data_dir} can't be used ({error.strerror}). "
            "Name another with SPORO_DATA_DIR, or make room in this one."
        ) from error
    except sa.exc.SQLAlchemyError as error:
        raise StartError(
            "The database can't be opened. Check SPORO_DATABASE_URL, "
            "and that its server runs or its disk has room."
        ) from error


def _fitting_cipher(engine: sa.Engine, settings: Settings) -> Cipher:
    cipher = Cipher(_encryption_key(settings))
    check_key(engine, cipher)
    check_folder(engine, cipher, settings.files)
    return cipher


def _encryption_key(settings: Settings) -> bytes:
    if settings.encryption_key:
        return decoded_key(settings.encryption_key.get_secret_value())
    kept = secret_in(settings.data_dir / "encryption.key", new_key())
    try:
        return decoded_key(kept)
    except ValueError as error:
        raise StartError(BROKEN_KEY) from error
