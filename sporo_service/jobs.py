"""The life of a job: accepted, completed or failed, each told by a webhook, each in one transaction.

The row, the durable workflow and the webhook stand or fall together. Only ids travel through DBOS.
"""

import hashlib
import secrets

import sqlalchemy as sa
from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions

from sporo_service.attempts import Attempts
from sporo_service.logs import logger_of
from sporo_service.schemas import answer_to
from sporo_service.store import Facts, Job, Store

APPLICATION = "sporo"
VERSION = "1"
"""Pinned: a restart after an update goes on with the jobs of the version before."""

AUDIO_NOTE, UPLOAD, ICD10 = "audio_note", "upload", "icd10"
QUEUE_OF = {AUDIO_NOTE: "audio_notes", UPLOAD: "uploads", ICD10: "codes"}
"""The queue on which each kind of workflow waits."""

TEXT_SUMMARY = "text_summary"
"""The kind that is done when it is asked for: it waits on no queue."""

log = logger_of(__name__)


def new_job_id() -> str:
    """A fresh id of 24 hex characters."""
    return secrets.token_hex(12)


def job_id_of(kind: str, key_id: str, sending: str | None) -> str:
    """The id of the one job that a key's sending of this name becomes, however often it arrives."""
    if not sending:
        return new_job_id()
    return hashlib.sha256(f"{kind}/{key_id}/{sending}".encode()).hexdigest()[:24]


class Jobs:
    """Accepts jobs and ends them."""

    def __init__(self, store: Store, client: DBOSClient) -> None:
        self.store = store
        self.attempts = Attempts(client, VERSION)
        self._client = client

    def accept(self, job_id: str, kind: str, key_id: str, request: Facts) -> Job:
        """A new job, queued for the worker, or the one with this id; `request` may name a `webhook_url`."""
        try:
            with self.store.begin() as tx:
                job = self.store.add_job(tx, job_id, kind, key_id, request)
                self._client.enqueue_in_transaction(tx, _options(kind, job_id), job_id)
                self._announce(tx, job)
        except sa.exc.IntegrityError:
            # The same sending arrived twice at once, and the other was faster.
            return self.store.known_job(job_id)
        log.info("job accepted", job=job_id, kind=kind, key=key_id)
        return job

    def record(self, job_id: str, kind: str, key_id: str, request: Facts, result: Facts) -> Job:
        """A job that was done at once, completed, or the one with this id."""
        try:
            with self.store.begin() as tx:
                self.store.add_job(tx, job_id, kind, key_id, request)
                sealed = self.store.sealed_result(job_id, result)
                self.store.end(tx, job_id, "completed", progress=1.0, sealed_result=sealed)
                job = self.store.job_in(tx, job_id)
                self._announce(tx, job)
        except sa.exc.IntegrityError:
            return self.store.known_job(job_id)
        _tell_end(job)
        return job

    def complete(self, job_id: str, result: Facts) -> None:
        """End the job with its result; nothing happens when it has ended before."""
        self._end(job_id, "completed", progress=1.0, sealed_result=self.store.sealed_result(job_id, result))

    def fail(self, job_id: str, code: str, sentence: str) -> None:
        """End the job with the reason; nothing happens when it has ended before."""
        # The sentence may name a file, and a file may be named after its patient: it is sealed like a result.
        reason = self.store.sealed_result(job_id, {"error_message": sentence})
        self._end(job_id, "failed", error_code=code, sealed_result=reason)

    def register_queues(self, jobs_at_once: int, poll_seconds: float) -> None:
        """Set up the queues: so many jobs of a kind at once, and the webhooks beside them."""
        for queue in QUEUE_OF.values():
            self._client.register_queue(
                queue, worker_concurrency=jobs_at_once, polling_interval_sec=poll_seconds
            )
        self.attempts.register_queue(poll_seconds)

    def close(self) -> None:
        """Let go of the queue and the store."""
        self._client.destroy()
        self.store.close()

    def _end(self, job_id: str, status: str, **values: object) -> None:
        with self.store.begin() as tx:
            if not self.store.end(tx, job_id, status, **values):
                return
            job = self.store.job_in(tx, job_id)
            self._announce(tx, job)
        _tell_end(job)

    def _announce(self, tx: sa.Connection, job: Job) -> None:
        url = job.request.get("webhook_url")
        if url:
            webhook_id = self.store.outgoing.add(tx, job.id, job.status, url, answer_to(job))
            self.attempts.enter(tx, webhook_id)


def _tell_end(job: Job) -> None:
    took = round(1000 * (job.updated_at - job.created_at).total_seconds())
    code = {"code": job.error_code} if job.error_code else {}
    log.info("job ended", job=job.id, kind=job.kind, status=job.status, duration_ms=took, **code)


def _options(workflow: str, workflow_id: str) -> EnqueueOptions:
    return EnqueueOptions(
        workflow_name=workflow, queue_name=QUEUE_OF[workflow], workflow_id=workflow_id, app_version=VERSION
    )


def open_jobs(store: Store) -> Jobs:
    """The jobs of this store; it holds a client of the queue, and runs nothing itself."""
    client = DBOSClient(
        system_database_engine=store.engine,
        application_name=APPLICATION,
        serializer=DBOSPortableJSONSerializer(),
        lazy=True,
    )
    return Jobs(store, client)
