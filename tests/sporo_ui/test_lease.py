"""A duty that one process does at a time."""

import threading

from sporo_ui.lease import Lease
from tests.sporo_ui.ground import LEASE, Ground


def lease(ground: Ground, holder: str, duty: str = "poller") -> Lease:
    return Lease(ground.engine, duty, holder=holder, seconds=LEASE, clock=ground.clock)


def test_one_holds_it_and_keeps_it_by_renewing(ground: Ground) -> None:
    first, second = lease(ground, "first"), lease(ground, "second")
    assert first.hold()
    for _ in range(5):
        ground.clock.pass_(LEASE - 1)
        assert first.hold()
        assert not second.hold()


def test_who_dies_or_hangs_loses_it(ground: Ground) -> None:
    first, second = lease(ground, "first"), lease(ground, "second")
    assert first.hold()
    ground.clock.pass_(LEASE)
    assert second.hold()
    assert not first.hold()


def test_who_ends_in_order_hands_it_on_at_once(ground: Ground) -> None:
    first, second = lease(ground, "first"), lease(ground, "second")
    assert first.hold()
    second.release()
    assert not second.hold()
    first.release()
    assert second.hold()


def test_duties_are_apart(ground: Ground) -> None:
    assert lease(ground, "first", "one").hold()
    assert lease(ground, "second", "other").hold()


def test_of_many_that_ask_at_once_one_gets_it(ground: Ground) -> None:
    at_once, won = threading.Barrier(8), list[str]()

    def ask(holder: str) -> None:
        at_once.wait()
        if lease(ground, holder).hold():
            won.append(holder)

    threads = [threading.Thread(target=ask, args=(str(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1


def test_a_duty_whose_holder_is_known_to_be_dead_is_free_at_once(ground: Ground) -> None:
    assert lease(ground, "dead").hold()
    lease(ground, "alive").clear()
    assert lease(ground, "alive").hold()
