"""Tells the address that came with a job how the job stands: at least once, and in order."""

from collections.abc import Callable, Iterable, Mapping

import httpcore

from sporo_service.addresses import AddressError, AllowedAddresses, GuardedBackend
from sporo_service.store import Store, Webhook

PAUSES = (1.0, 5.0, 30.0, 120.0, 600.0)
"""Seconds between the attempts to deliver one webhook; after the last it is given up."""

EVENT_ID = "X-Sporo-Event-Id"
TIMEOUTS = {"connect": 5.0, "read": 15.0, "write": 15.0, "pool": 5.0}

Post = Callable[[str, Mapping[str, str], bytes], int]
"""Sends a body to an address and gives the status of the answer."""


class Deliveries:
    """Attempts to deliver what the store holds."""

    def __init__(self, store: Store, post: Post) -> None:
        self._store = store
        self._post = post

    def attempt(self, webhook_id: str) -> bool:
        """Try once; True when nothing is left to try: it arrived, or its address is refused for good."""
        webhook = self._store.webhook(webhook_id)
        if webhook is None or webhook.body is None:
            return True
        outcome, settled = self._send(webhook, webhook.body)
        self._store.note_attempt(webhook_id, outcome)
        if settled:
            self._store.settle(webhook_id)
        return settled

    def give_up(self, webhook_id: str) -> None:
        """Try no more."""
        self._store.settle(webhook_id)

    def _send(self, webhook: Webhook, body: str) -> tuple[str, bool]:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "sporo-service",
            EVENT_ID: webhook.id,
        }
        try:
            status = self._post(webhook.url, headers, body.encode())
        except AddressError:
            return "refused", True
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as error:
            return type(error).__name__, False
        except httpcore.UnsupportedProtocol:
            return "refused", True
        return str(status), 200 <= status < 300  # noqa: PLR2004 (the range of success)


def guarded_post(allow: Iterable[str]) -> Post:
    """Posting that connects only where webhooks may go and follows no redirect."""
    backend = GuardedBackend(AllowedAddresses(allow))

    def post(url: str, headers: Mapping[str, str], body: bytes) -> int:
        # The answer's body is never read: nothing of it is wanted, and it may have no end.
        with (
            httpcore.ConnectionPool(network_backend=backend) as pool,
            pool.stream(
                "POST", url, headers=[*headers.items()], content=body, extensions={"timeout": TIMEOUTS}
            ) as answer,
        ):
            return answer.status

    return post
