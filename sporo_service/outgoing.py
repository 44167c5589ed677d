"""The webhooks that the service keeps: what each says, how often it was tried, and what came of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from sporo_service.crypto import Cipher
from sporo_service.tables import webhooks

State = Literal["waiting", "delivered", "superseded", "refused", "given up"]
FAILED = ("refused", "given up")
ACCEPTED = "queued"
"""The event that says only that a job was accepted; all others say how it ended."""


@dataclass(frozen=True)
class Attempted:
    """A webhook as far as it may be shown: nothing of its address or of what it says."""

    id: str
    job_id: str
    event: str
    created_at: datetime
    attempts: int
    state: State
    outcome: str | None
    next_try_at: datetime | None


@dataclass(frozen=True)
class Webhook(Attempted):
    """A webhook with its address and what it says; the latter is forgotten once it is settled."""

    url: str = field(repr=False)
    body: str | None = field(repr=False)


SHOWN = [webhooks.c[name] for name in Attempted.__dataclass_fields__]


class Outgoing:
    """The rows of all webhooks; their addresses and bodies are sealed."""

    def __init__(self, engine: sa.Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._cipher = cipher
        self._now = clock

    def add(self, tx: sa.Connection, job_id: str, event: str, url: str, body: Mapping[str, Any]) -> str:
        """The id of a new webhook about the job, to be delivered."""
        webhook_id, now = f"{job_id}-{event}", self._now()
        tx.execute(
            webhooks.insert().values(
                id=webhook_id,
                job_id=job_id,
                event=event,
                created_at=now,
                next_try_at=now,
                attempts=0,
                state="waiting",
                sealed_url=self._cipher.seal(url, f"webhooks.url:{webhook_id}"),
                sealed_body=self._sealed(webhook_id, body),
            )
        )
        return webhook_id

    def get(self, webhook_id: str) -> Webhook | None:
        """The webhook, what it says too while it is still to be delivered."""
        with self._engine.connect() as connection:
            found = sa.select(*SHOWN, webhooks.c.sealed_url, webhooks.c.sealed_body)
            row = connection.execute(found.where(webhooks.c.id == webhook_id)).mappings().one_or_none()
        if row is None:
            return None
        url = self._cipher.open(row["sealed_url"], f"webhooks.url:{webhook_id}")
        body = row["sealed_body"] and self._cipher.open(row["sealed_body"], f"webhooks.body:{webhook_id}")
        shown = {name: row[name] for name in Attempted.__dataclass_fields__}
        return Webhook(**shown, url=url, body=body)

    def all(self, states: tuple[str, ...] = ()) -> list[Attempted]:
        """Every webhook, or those in these states, the newest first."""
        found = sa.select(*SHOWN).order_by(webhooks.c.created_at.desc(), webhooks.c.id)
        if states:
            found = found.where(webhooks.c.state.in_(states))
        with self._engine.connect() as connection:
            return [Attempted(*row) for row in connection.execute(found)]

    def overdue(self, seconds: float) -> list[Attempted]:
        """The webhooks whose next attempt should have been made so long ago."""
        late = self._now() - timedelta(seconds=seconds)
        return [one for one in self.all(("waiting",)) if one.next_try_at is None or one.next_try_at < late]

    def ended(self, job_id: str) -> bool:
        """Whether a webhook says how the job ended."""
        found = sa.exists().where(webhooks.c.job_id == job_id, webhooks.c.event != ACCEPTED)
        with self._engine.connect() as connection:
            return bool(connection.scalar(sa.select(found)))

    def note_attempt(
        self, tx: sa.Connection, webhook: Attempted, outcome: str, state: State, pause: float | None
    ) -> bool:
        """Note what came of the next attempt; False when somebody else noted it before."""
        known = webhooks.c.id == webhook.id, webhooks.c.attempts == webhook.attempts
        noted = {"attempts": webhook.attempts + 1, "outcome": outcome, **self._standing(state, pause)}
        return tx.execute(webhooks.update().where(*known).values(noted)).rowcount == 1

    def settle(self, webhook_id: str, state: State) -> None:
        """Try no more."""
        with self._engine.begin() as tx:
            tx.execute(
                webhooks.update().where(webhooks.c.id == webhook_id).values(self._standing(state, None))
            )

    def reopen(self, tx: sa.Connection, webhook_id: str, body: Mapping[str, Any] | None) -> None:
        """Let the webhook wait for an attempt at once, to say `body` or what it has said before."""
        again = self._standing("waiting", 0.0)
        if body is not None:
            again["sealed_body"] = self._sealed(webhook_id, body)
        tx.execute(webhooks.update().where(webhooks.c.id == webhook_id).values(again))

    def _standing(self, state: State, pause: float | None) -> dict[str, Any]:
        now = self._now()
        if state == "waiting":
            return {"state": state, "next_try_at": now + timedelta(seconds=pause or 0), "settled_at": None}
        # What it said repeats what the job's row holds.
        return {"state": state, "next_try_at": None, "settled_at": now, "sealed_body": None}

    def _sealed(self, webhook_id: str, body: Mapping[str, Any]) -> bytes:
        return self._cipher.seal(json.dumps(body), f"webhooks.body:{webhook_id}")
