"""The queue of webhooks: every attempt to deliver one is a workflow of its own.

An attempt that is due later waits as a row and holds neither a thread nor a place in the queue, so a receiver
that is dead for a day keeps nobody waiting. The attempts for one job run one after the other.
"""

import secrets

import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions

WORKFLOW = "deliver_webhook"
QUEUE = "webhooks"
AT_ONCE = 16
"""Attempts that a worker makes side by side; none of them lasts longer than `addresses.PATIENCE`."""

FIRST, SECOND = 1, 2
"""The order in which a job's webhooks are delivered."""


class Attempts:
    """Enters attempts into the queue."""

    def __init__(self, client: DBOSClient, version: str) -> None:
        self._client = client
        self._version = version

    def enter(self, tx: sa.Connection, webhook_id: str, number: int = 1, after: float | None = None) -> None:
        """The attempt of this number, to be made after so many seconds, once the transaction stands."""
        self._enter(tx, f"{webhook_id}-{number}", webhook_id, number, after)

    def enter_again(self, tx: sa.Connection, webhook_id: str, number: int) -> None:
        """The same attempt at once, though it may wait for its time: only the first to come is made."""
        self._enter(tx, f"{webhook_id}-{number}-{secrets.token_hex(4)}", webhook_id, number, None)

    def register_queue(self, poll_seconds: float) -> None:
        """Set the queue up."""
        self._client.register_queue(
            QUEUE, partition_concurrency=1, worker_concurrency=AT_ONCE, polling_interval_sec=poll_seconds
        )

    def _enter(
        self, tx: sa.Connection, workflow_id: str, webhook_id: str, number: int, after: float | None
    ) -> None:
        job_id, _, event = webhook_id.partition("-")
        options = EnqueueOptions(
            workflow_name=WORKFLOW,
            queue_name=QUEUE,
            workflow_id=workflow_id,
            app_version=self._version,
            queue_partition_key=job_id,
            # Times in the queue may be whole seconds: what was accepted must be told before how it ended.
            priority=FIRST if event == "queued" else SECOND,
        )
        if after is not None:
            options["delay_seconds"] = after
        self._client.enqueue_in_transaction(tx, options, webhook_id, number)
