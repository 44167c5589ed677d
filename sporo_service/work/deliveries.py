"""One attempt to tell an address how a job stands; what it enters into the queue is the next."""

from functools import partial

from dbos import DBOS

from sporo_service.attempts import WORKFLOW
from sporo_service.webhooks import Deliveries
from sporo_service.work.steps import step


def register(deliveries: Deliveries) -> None:
    """Make the workflow known to DBOS, before it is launched."""

    @DBOS.workflow(name=WORKFLOW)
    def deliver_webhook(webhook_id: str, number: int = 1) -> None:
        step("attempt", partial(deliveries.attempt, number=number), webhook_id)
