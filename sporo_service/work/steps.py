"""A step of a durable workflow: nothing leaves it but its outcome, or an error without a patient's words."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from dbos import DBOS, StepOptions
from sqlalchemy.exc import SQLAlchemyError

from sporo_service.engines.base import EngineError
from sporo_service.jobs import Jobs
from sporo_service.logs import logger_of

log = logger_of(__name__)

Outcome = TypeVar("Outcome")

REPORT_EVERY = 1.0
"""Seconds between two notes of progress in the job's row."""

CRASHED = (
    "The worker stopped several times while working on this, so it is not tried again. "
    "Please send it again in another format; if that fails too, ask whoever runs this service."
)


class StepError(Exception):
    """A step could not be done; says which kind of error it was and where, and nothing else."""


def step(name: str, work: Callable[[str], Outcome], subject: str) -> Outcome:
    """Do the work as a step of the workflow that this is called in."""

    def harmless() -> Outcome:
        began = time.monotonic()
        try:
            outcome = work(subject)
        except Exception as error:  # noqa: BLE001 (DBOS keeps and logs whatever leaves a step)
            log.error("step failed", step=name, of=subject, fault=scrubbed(error))  # noqa: TRY400 (a traceback may quote a patient)
            raise StepError(scrubbed(error)) from None
        log.info("step done", step=name, of=subject, duration_ms=round(1000 * (time.monotonic() - began)))
        return outcome

    return DBOS.run_step(StepOptions(name=name, retries_allowed=True, max_attempts=5), harmless)


def begin(jobs: Jobs, job_id: str, attempts: int) -> None:
    """Count an attempt; one too many ends the job, which then takes no other down with it."""
    job = jobs.store.start(job_id)
    if job and job.attempts > attempts:
        jobs.fail(job_id, "worker_crashed", CRASHED)


@contextmanager
def failing(jobs: Jobs, job_id: str, code: str, sentence: str) -> Iterator[None]:
    """Whatever an engine raises ends the job; only a database in trouble lets the step be tried again."""
    try:
        yield
    except SQLAlchemyError:
        raise
    except EngineError as error:
        jobs.fail(job_id, error.code, error.sentence)
    except Exception as error:  # noqa: BLE001 (an engine's fault must end its job, not the worker)
        log.error("job failed", job=job_id, code=code, fault=scrubbed(error))  # noqa: TRY400 (a traceback may quote a patient)
        jobs.fail(job_id, code, sentence)


def reporter(jobs: Jobs, job_id: str) -> Callable[[float], None]:
    """Notes the finished share of a job, not more often than anybody would look."""
    last = time.monotonic()

    def report(share: float) -> None:
        nonlocal last
        if time.monotonic() - last >= REPORT_EVERY:
            last = time.monotonic()
            jobs.store.keep_progress(job_id, share)

    return report


def scrubbed(error: BaseException) -> str:
    """The kind of the error and the place where it was raised, without its message."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "nowhere"
    return f"{type(error).__name__} at {place}"
