"""The durable workflows: what the worker does for a job, step by step.

DBOS runs each step at least once and keeps its input and outcome: so every step takes an id, keeps what it
finds in the store, is harmless to repeat, and lets no error out that could hold a patient's words.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from dbos import DBOS, StepOptions
from sqlalchemy.exc import SQLAlchemyError

from sporo_service.catalog import Catalog, Template
from sporo_service.crypto import private_folder
from sporo_service.engines.base import EngineError, Engines
from sporo_service.jobs import AUDIO_NOTE, DELIVERY, Jobs
from sporo_service.settings import Settings
from sporo_service.store import Job
from sporo_service.webhooks import PAUSES, Deliveries

log = logging.getLogger(__name__)

Outcome = TypeVar("Outcome")

REPORT_EVERY = 1.0
"""Seconds between two notes of progress in the job's row."""

ORPHANED_AFTER = 3600.0
"""Seconds after which sealed audio without an open job is not an upload on its way."""

TRANSCRIBED = 0.95
"""The share of the work that is done when the transcript stands."""

CRASHED = (
    "The worker stopped several times while working on this recording, so it is not tried again. "
    "Please send it again in another format; if that fails too, ask whoever runs this service."
)
NOT_TRANSCRIBED = (
    "The recording could not be transcribed because of a fault in the service. Please send it again."
)
NOT_WRITTEN = (
    "The note could not be written because of a fault in the service. Please send the recording again."
)


class AudioNotes:
    """The steps from a visit's audio to its note."""

    def __init__(self, jobs: Jobs, catalog: Catalog, engines: Engines, settings: Settings) -> None:
        self._jobs = jobs
        self._store = jobs.store
        self._catalog = catalog
        self._engines = engines
        self._attempts = settings.job_attempts
        self._plain = private_folder(settings.data_dir / "work")

    def forget_orphans(self) -> None:
        """Remove the audio that was left by uploads that never became a job."""
        open_jobs = set(self._store.open_jobs())
        for sealed in self._store.audio.iterdir():
            if sealed.stem not in open_jobs and time.time() - sealed.stat().st_mtime > ORPHANED_AFTER:
                sealed.unlink(missing_ok=True)

    def forget_unsealed(self) -> None:
        """Remove the audio that lies unsealed while it is transcribed."""
        for plain in self._plain.iterdir():
            with suppress(OSError):  # a system may refuse to remove a file that an engine still reads
                plain.unlink()

    def begin(self, job_id: str) -> None:
        """Count an attempt; one too many ends the job, which then takes no other down with it."""
        job = self._store.start(job_id)
        if job and job.attempts > self._attempts:
            self._jobs.fail(job_id, "worker_crashed", CRASHED)

    def transcribe(self, job_id: str) -> None:
        """Keep what was said."""
        job = self._store.job(job_id)
        if job is None or not job.open or job.result:
            return
        with self._failing(job_id, "transcription_failed", NOT_TRANSCRIBED), self._unsealed(job_id) as audio:
            template = self._template(job)
            heard = self._engines.transcriber.transcribe(audio, template, self._reporter(job_id))
            found = asdict(heard)
            self._store.keep_result(job_id, {"transcript": found.pop("text"), **found}, TRANSCRIBED)

    def write(self, job_id: str) -> None:
        """Complete the job with the note."""
        job = self._store.job(job_id)
        if job is None or not job.open:
            return
        with self._failing(job_id, "note_failed", NOT_WRITTEN):
            note = self._engines.writer.write(job.result["transcript"], self._template(job))
            self._jobs.complete(job_id, {**job.result, "note": note.text, **asdict(note)})

    def forget_audio(self, job_id: str) -> None:
        """Remove the audio: once a job has ended, nobody needs it here."""
        self._store.audio_of(job_id).unlink(missing_ok=True)

    def _template(self, job: Job) -> Template:
        template = self._catalog.get(job.request["template_id"])
        if template is None:
            raise EngineError(
                "template_missing", "The template was removed. Choose another and send it again."
            )
        return template

    @contextmanager
    def _unsealed(self, job_id: str) -> Iterator[Path]:
        plain = self._plain / job_id
        try:
            self._store.cipher.unseal(self._store.audio_of(job_id), plain)
            yield plain
        finally:
            plain.unlink(missing_ok=True)

    @contextmanager
    def _failing(self, job_id: str, code: str, sentence: str) -> Iterator[None]:
        """Whatever an engine raises ends the job; only a database in trouble lets the step be tried again."""
        try:
            yield
        except SQLAlchemyError:
            raise
        except EngineError as error:
            self._jobs.fail(job_id, error.code, error.sentence)
        except Exception as error:  # noqa: BLE001 (an engine's fault must end its job, not the worker)
            log.error("Job %s: %s: %s", job_id, code, scrubbed(error))  # noqa: TRY400 (a traceback may quote a patient)
            self._jobs.fail(job_id, code, sentence)

    def _reporter(self, job_id: str) -> Callable[[float], None]:
        last = time.monotonic()

        def report(share: float) -> None:
            nonlocal last
            if time.monotonic() - last >= REPORT_EVERY:
                last = time.monotonic()
                self._store.keep_progress(job_id, share * TRANSCRIBED)

        return report


class StepError(Exception):
    """A step could not be done; says which kind of error it was and where, and nothing else."""


def scrubbed(error: BaseException) -> str:
    """The kind of the error and the place where it was raised, without its message."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "nowhere"
    return f"{type(error).__name__} at {place}"


def register(audio_notes: AudioNotes, deliveries: Deliveries) -> None:
    """Make the workflows known to DBOS, before it is launched."""

    @DBOS.workflow(name=AUDIO_NOTE)
    def audio_note(job_id: str) -> None:
        # Not a step: it counts every beginning, also those of a job that is taken up again.
        audio_notes.begin(job_id)
        _step("transcribe", audio_notes.transcribe, job_id)
        _step("write", audio_notes.write, job_id)
        _step("forget_audio", audio_notes.forget_audio, job_id)

    @DBOS.workflow(name=DELIVERY)
    def deliver_webhook(webhook_id: str) -> None:
        for pause in PAUSES:
            if _step("attempt", deliveries.attempt, webhook_id):
                return
            DBOS.sleep(pause)
        if not _step("attempt", deliveries.attempt, webhook_id):
            _step("give_up", deliveries.give_up, webhook_id)


def _step(name: str, work: Callable[[str], Outcome], subject: str) -> Outcome:
    def harmless() -> Outcome:
        try:
            return work(subject)
        except Exception as error:  # noqa: BLE001 (DBOS keeps and logs whatever leaves a step)
            raise StepError(scrubbed(error)) from None

    return DBOS.run_step(StepOptions(name=name, retries_allowed=True, max_attempts=5), harmless)
