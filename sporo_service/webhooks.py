"""Tells the address that came with a job how the job stands: at least once, in order, signed, over a day.

Signed as Standard Webhooks has it, with the secret of the key that the job came with. A receiver that does
not answer is tried again after seconds, then minutes, then hours, and given up after a day.

A `queued` that could not be delivered is dropped once its job has ended. What it says was known from the
answer to the submission, and how the job ended says more: that neither waits for it nor is followed by it.
"""

from dataclasses import replace
from datetime import UTC
from http import HTTPStatus

import httpcore
import sqlalchemy as sa
from standardwebhooks import Webhook as Signer

from sporo_service.addresses import AddressError
from sporo_service.jobs import Jobs
from sporo_service.keys import Keys
from sporo_service.logs import logger_of
from sporo_service.outgoing import ACCEPTED, Attempted, State, Webhook
from sporo_service.posting import Post
from sporo_service.schemas import answer_to
from sporo_service.store import Facts

PAUSES = (1.0, 10.0, 60.0, 300.0, 1800.0, 3600.0, 7200.0, 14400.0, 21600.0, 37800.0)
"""Seconds from one attempt to the next, a day in all; the attempt after the last pause is the last."""

OVERDUE = 600.0
"""Seconds after which an attempt that was due has been lost with its workflow, and is entered again."""

log = logger_of(__name__)


class ResendError(Exception):
    """The webhook can't be sent again; the message is a sentence for whoever asked."""


class Deliveries:
    """Attempts to deliver what the store holds."""

    def __init__(self, jobs: Jobs, post: Post) -> None:
        self._jobs = jobs
        self._store = jobs.store
        self._outgoing = jobs.store.outgoing
        self._keys = Keys(jobs.store)
        self._post = post

    def attempt(self, webhook_id: str, number: int) -> None:
        """Make the attempt of this number, unless it was made before or is no longer wanted."""
        webhook = self._outgoing.get(webhook_id)
        if webhook is None or webhook.body is None or webhook.attempts != number - 1:
            return
        if number > 1 and webhook.event == ACCEPTED and self._outgoing.ended(webhook.job_id):
            self._outgoing.settle(webhook_id, "superseded")
            return
        outcome, state = self._send(webhook, webhook.body)
        self._note(webhook, outcome, "given up" if state == "waiting" and number > len(PAUSES) else state)

    def revive(self) -> None:
        """Enter anew the attempts that were lost with their workflow, as by a database gone for long."""
        for webhook in self._outgoing.overdue(OVERDUE):
            _enter_now(self._jobs, webhook)

    def _note(self, webhook: Webhook, outcome: str, state: State) -> None:
        number = webhook.attempts + 1
        log.info("webhook tried", webhook=webhook.id, attempt=number, outcome=outcome, state=state)
        pause = PAUSES[number - 1] if state == "waiting" else None
        with self._store.begin() as tx:
            noted = self._outgoing.note_attempt(tx, webhook, outcome, state, pause)
            if noted and pause is not None:
                self._jobs.attempts.enter(tx, webhook.id, number + 1, pause)

    def _send(self, webhook: Webhook, body: str) -> tuple[str, State]:
        """What came of it: the status, or the kind of error and nothing of its message."""
        try:
            status = self._post(webhook.url, self._headers(webhook, body), body.encode())
        except (AddressError, httpcore.UnsupportedProtocol):
            return "refused", "refused"
        except sa.exc.SQLAlchemyError:
            raise
        except Exception as error:  # noqa: BLE001 (whatever a stranger's server provokes is its outcome)
            return type(error).__name__, "waiting"
        if status == HTTPStatus.GONE:  # as Standard Webhooks has it: the receiver wants no more
            return str(status), "refused"
        return str(status), "delivered" if HTTPStatus(200) <= status < HTTPStatus(300) else "waiting"

    def _headers(self, webhook: Webhook, body: str) -> dict[str, str]:
        now = self._store.now()
        signer = Signer(self._keys.webhook_secret(self._store.known_job(webhook.job_id).key_id))
        return {
            "Content-Type": "application/json",
            "User-Agent": "sporo-service",
            "webhook-id": webhook.id,
            "webhook-timestamp": str(int(now.replace(tzinfo=UTC).timestamp())),
            "webhook-signature": signer.sign(webhook.id, now, body),
        }


def resend(jobs: Jobs, webhook_id: str) -> None:
    """Let the webhook be tried at once, whatever came of it before; `ResendError` where that makes no sense.

    What it says is told anew from the job, which holds it still.
    """
    outgoing = jobs.store.outgoing
    webhook = outgoing.get(webhook_id)
    if webhook is None:
        raise ResendError("No webhook has this id. `webhooks list` shows them all.")
    job = jobs.store.known_job(webhook.job_id)
    if webhook.event == ACCEPTED and not job.open:
        raise ResendError("Its job has ended since. Send the webhook that says how it ended.")
    _enter_now(jobs, webhook, answer_to(replace(job, status=webhook.event)))


def _enter_now(jobs: Jobs, webhook: Attempted, body: Facts | None = None) -> None:
    with jobs.store.begin() as tx:
        jobs.store.outgoing.reopen(tx, webhook.id, body)
        jobs.attempts.enter_again(tx, webhook.id, webhook.attempts + 1)
