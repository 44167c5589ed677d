"""The worker: the one process of a machine that runs the durable workflows."""

import itertools
import logging
import os
import threading
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from types import MappingProxyType

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer
from filelock import FileLock, Timeout

from sporo_service.adoption import Adoption
from sporo_service.attempts import QUEUE
from sporo_service.catalog import load_catalog
from sporo_service.crypto import secret_in
from sporo_service.engines.base import Engines
from sporo_service.errors import StartError
from sporo_service.jobs import APPLICATION, AUDIO_NOTE, ICD10, QUEUE_OF, UPLOAD, VERSION, Jobs, open_jobs
from sporo_service.posting import guarded_post
from sporo_service.presence import Presence
from sporo_service.settings import Settings
from sporo_service.store import Store, open_store
from sporo_service.webhooks import Deliveries
from sporo_service.windows import DatabaseWindows
from sporo_service.work import deliveries
from sporo_service.workflows import Workflows

log = logging.getLogger(__name__)

HEARTBEAT = 3.0
DATABASE_LOST = 4
"""The exit code of a worker whose jobs may be another's."""

SWEEP_EVERY = 20
"""Heartbeats from one look for abandoned jobs to the next."""

ENGINES_OF = {AUDIO_NOTE: {"transcriber", "writer"}, UPLOAD: {"reader", "summarizer"}, ICD10: {"coder"}}
"""What the jobs of each kind need."""

DEAD = ("ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
ABANDONED = "The service could not finish this job. Please send it again."
POLL = 0.2
WAIT_FOR_ANOTHER = 30.0
"""Seconds that a new worker waits for the one before it to end."""


def run(
    settings: Settings,
    engines: Engines,
    stop: threading.Event,
    ready: Callable[[], None] = lambda: None,
    missing: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Work on jobs until `stop` is set, and then end the process; `ready` is called once the work can begin.

    Jobs that need an engine of `missing`, which says why it lacks, wait for a worker that has it.
    Nothing is waited for at the end: what runs is durable, and the next worker takes it up.
    """
    jobs = open_jobs(open_store(settings))
    # Two workers with one id would take each other's running jobs for those of the dead.
    with _alone(settings):
        worker_id = _worker_id(settings)
        look_at_others = _join(jobs.store, worker_id)
        workflows = Workflows(jobs, load_catalog(settings.templates_dir), engines, settings)
        workflows.forget_unsealed()  # left by a worker that died at work
        webhooks = Deliveries(jobs, guarded_post(settings.webhook_allow))
        deliveries.register(webhooks)
        loaded = {engine.name for engine in fields(engines)} - set(missing)
        problem = " ".join(dict.fromkeys(missing.values())) or None
        _launch(settings, workflows, jobs, worker_id, loaded)
        jobs.store.see_worker(worker_id, problem, sorted(loaded))
        ready()
        for beat in itertools.count():
            if beat % SWEEP_EVERY == 0:
                _fail_abandoned(jobs)
                workflows.forget_orphans()
                webhooks.revive()
                DatabaseWindows(jobs.store.engine).forget_closed()
            look_at_others()
            if stop.wait(HEARTBEAT):
                break
            jobs.store.see_worker(worker_id, problem, sorted(loaded))
        workflows.forget_unsealed()
        os._exit(0)


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Keeps a second worker out; `StartError` in the second."""
    lock = FileLock(settings.data_dir / "worker.lock")
    try:
        lock.acquire(timeout=WAIT_FOR_ANOTHER)
    except Timeout as error:
        raise StartError(
            "Another worker is at work on this data, and one is all that a machine needs."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _join(store: Store, worker_id: str) -> Callable[[], None]:
    """Be seen by the workers of other machines; gives the look at them, which on SQLite there are none of."""
    if store.engine.dialect.name != "postgresql":
        return lambda: None
    presence = Presence(store.engine.url, worker_id)
    if not presence.take(WAIT_FOR_ANOTHER):
        raise StartError(
            "Another machine's worker has the id of this one. "
            "Where this data folder is a copy of that machine's, remove the file worker.id in it."
        )
    presence.watch(_leave)
    return Adoption(presence, worker_id).look


def _leave() -> None:
    """End at once: what is under way here is, or soon will be, under way elsewhere."""
    log.error("The database was lost for a while. This worker ends; what it was doing goes on with the next.")
    os._exit(DATABASE_LOST)


def _launch(
    settings: Settings, workflows: Workflows, jobs: Jobs, worker_id: str, loaded: Collection[str]
) -> None:
    workflows.register()
    DBOS(
        config=DBOSConfig(
            name=APPLICATION,
            system_database_engine=jobs.store.engine,
            application_version=VERSION,
            executor_id=worker_id,
            serializer=DBOSPortableJSONSerializer(),
            log_level="WARNING",
        )
    )
    jobs.register_queues(settings.jobs_at_once, POLL)
    able = [kind for kind, needed in ENGINES_OF.items() if needed <= set(loaded)]
    DBOS.listen_queues([QUEUE, *(QUEUE_OF[kind] for kind in able)])
    DBOS.launch()


def _fail_abandoned(jobs: Jobs) -> None:
    """End the jobs whose workflow has ended without ending them, so that none waits forever."""
    for job_id in jobs.store.open_jobs():
        workflow = DBOS.get_workflow_status(job_id)
        if workflow is None or workflow.status in DEAD:
            jobs.fail(job_id, "internal_error", ABANDONED)


def _worker_id(settings: Settings) -> str:
    """The same id at every start on this machine: a new worker takes up the jobs of the one that died."""
    return secret_in(settings.data_dir / "worker.id", uuid.uuid4().hex)
