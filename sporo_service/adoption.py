"""Takes over what workers had begun that are gone for good, so that a machine may die and its jobs do not."""

import time
from collections.abc import Callable

from dbos import DBOS, WorkflowStatus

from sporo_service.presence import CHECK_EVERY, Presence

GONE_AFTER = 3 * CHECK_EVERY
"""Seconds without its lock after which a worker is gone: by then one that lost it has ended itself."""


class Adoption:
    """One living worker's look at the others."""

    def __init__(
        self, presence: Presence, worker_id: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._presence = presence
        self._worker_id = worker_id
        self._clock = clock
        self._missed: dict[str, float] = {}

    def look(self) -> None:
        """Put what the gone had begun back into its queue, from which whoever has time takes it."""
        others = {workflow.executor_id or "" for workflow in _begun()} - {self._worker_id}
        self._missed = {worker: since for worker, since in self._missed.items() if worker in others}
        for worker in others:
            with self._presence.instead_of(worker) as absent:
                if self._is_gone(worker, absent=absent):
                    _begin_again(worker)

    def _is_gone(self, worker: str, *, absent: bool) -> bool:
        if not absent:
            self._missed.pop(worker, None)
            return False
        return self._clock() - self._missed.setdefault(worker, self._clock()) >= GONE_AFTER


def _begun(worker: str | None = None) -> list[WorkflowStatus]:
    return DBOS.list_workflows(status="PENDING", executor_id=worker, load_input=False, load_output=False)


def _begin_again(worker: str) -> None:
    # Asked anew: another may have taken it over, and begun it, before the worker's lock was ours.
    for workflow in _begun(worker):
        DBOS.resume_workflow(workflow.workflow_id, queue_name=workflow.queue_name)
