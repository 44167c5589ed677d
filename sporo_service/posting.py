"""Sends a body to an address that a stranger named: only where webhooks may go, and never further."""

from collections.abc import Callable, Iterable, Mapping

import httpcore

from sporo_service.addresses import PATIENCE, AllowedAddresses, GuardedBackend

TIMEOUTS = {"connect": 5.0, "read": 15.0, "write": 15.0, "pool": 5.0}

Post = Callable[[str, Mapping[str, str], bytes], int]
"""Sends a body to an address and gives the status of the answer."""


def guarded_post(allow: Iterable[str], patience: float = PATIENCE) -> Post:
    """Posting that connects only where webhooks may go, follows no redirect, and ends after `patience`."""
    backend = GuardedBackend(AllowedAddresses(allow), patience)

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
