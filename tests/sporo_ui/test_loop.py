"""The thread behind sender and poller outlives any trouble and ends when it is told."""

import threading

from structlog.testing import capture_logs

from sporo_ui.loop import Loop


def test_turns_follow_one_another() -> None:
    third, turns = threading.Event(), list[int]()

    def turn() -> float:
        turns.append(1)
        if len(turns) == 3:
            third.set()
        return 0.0

    loop = Loop("test", turn)
    loop.start()
    assert third.wait(5)
    assert loop.stop(5)


def test_a_wake_ends_a_long_wait() -> None:
    turned = threading.Semaphore(0)

    def turn() -> float:
        turned.release()
        return 3600.0

    loop = Loop("test", turn)
    loop.start()
    assert turned.acquire(timeout=5)
    loop.wake()
    assert turned.acquire(timeout=5)
    assert loop.stop(5)


def test_trouble_is_survived_and_logged_without_its_text() -> None:
    turned, turns = threading.Event(), list[int]()

    def turn() -> float:
        turns.append(1)
        if len(turns) > 1:
            turned.set()
            return 3600.0
        raise RuntimeError("John Smith has a cough.")

    loop = Loop("test", turn)
    with capture_logs() as logs:
        loop.start()
        while not turns or not logs:
            turned.wait(0.01)
        loop.wake()
        assert turned.wait(5)
    assert loop.stop(5)
    assert logs == [{"event": "turn_failed", "loop": "test", "trouble": "RuntimeError", "log_level": "error"}]


def test_a_stop_waits_for_the_turn_but_not_for_ever() -> None:
    started, release = threading.Event(), threading.Event()

    def turn() -> float:
        started.set()
        release.wait(5)
        return 0.0

    loop = Loop("test", turn)
    loop.start()
    assert started.wait(5)
    assert not loop.stop(0.01)
    release.set()
    assert loop.stop(5)


def test_stopping_what_never_started_is_fine() -> None:
    assert Loop("test", lambda: 0.0).stop(5)
