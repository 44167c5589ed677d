"""A worker's lock in the database says that it lives."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import sqlalchemy as sa

from sporo_service.presence import Presence
from sporo_service.settings import Settings

Enter = Callable[[str], Presence]


@pytest.fixture
def url(postgres_url: str) -> sa.URL:
    return sa.make_url(Settings(database_url=postgres_url).database)


@pytest.fixture
def enter(url: sa.URL) -> Iterator[Enter]:
    with ExitStack() as stack:

        def enter(worker_id: str) -> Presence:
            presence = Presence(url, worker_id)
            stack.callback(presence.leave)
            return presence

        yield enter


def _absent(seen_by: Presence, worker_id: str) -> bool:
    with seen_by.instead_of(worker_id) as absent:
        return absent


def test_one_that_lives_is_seen_by_the_others_until_it_ends(enter: Enter) -> None:
    first, second = enter("first"), enter("second")
    assert first.take(0)
    assert second.take(0)
    assert not _absent(second, "first")
    first.leave()
    assert _absent(second, "first")


def test_an_id_has_one_worker(enter: Enter) -> None:
    first, copy = enter("first"), enter("first")
    assert first.take(0)
    assert not copy.take(0.3)
    first.leave()
    assert copy.take(0)


def test_who_takes_over_from_the_absent_keeps_them_out_meanwhile(enter: Enter) -> None:
    first, second, third = enter("first"), enter("second"), enter("third")
    with second.instead_of("first") as absent:
        assert absent
        assert not first.take(0)
        assert not _absent(third, "first")
    assert first.take(0)


def test_one_that_lost_its_lock_is_told(enter: Enter, url: sa.URL) -> None:
    first, lost = enter("first"), threading.Event()
    assert first.take(0)
    first.watch(lost.set)
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        connection.execute(
            sa.text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        )
    engine.dispose()
    assert lost.wait(10)
    assert _absent(enter("second"), "first")
