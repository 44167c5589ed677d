import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from sporo_service.database import MIGRATIONS
from sporo_service.service import Service
from sporo_service.store import utc_now

SETTLED = {"delivered": "204", "refused": "refused", "given up": "500"}


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def test_webhooks_of_before_are_given_the_state_that_they_were_in(service: Service) -> None:
    engine, now = service.store.engine, utc_now()
    with engine.begin() as tx:
        command.downgrade(_config(tx), "0003")
    old = sa.Table("webhooks", sa.MetaData(), autoload_with=engine)
    row = {"job_id": "f" * 24, "event": "queued", "created_at": now, "attempts": 1, "sealed_url": b""}
    with engine.begin() as tx:
        tx.execute(old.insert().values(id="waiting", outcome="500", settled_at=None, **row))
        for state, outcome in SETTLED.items():
            tx.execute(old.insert().values(id=state, outcome=outcome, settled_at=now, **row))
    with engine.begin() as tx:
        command.upgrade(_config(tx), "0004")
    kept = {one.id: one.state for one in service.store.outgoing.all()}
    assert kept == {state: state for state in ("waiting", *SETTLED)}


def test_a_webhook_of_before_that_still_waited_is_tried_again(service: Service) -> None:
    with service.store.begin() as tx:
        service.store.outgoing.add(tx, "f" * 24, "queued", "https://hook.example.com", {})
        tx.execute(sa.text("UPDATE webhooks SET next_try_at = NULL"))
    assert [one.id for one in service.store.outgoing.overdue(600)] == [f"{'f' * 24}-queued"]
