import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from sporo_service.service import Service
from sporo_service.settings import Settings
from sporo_service.tables import rate_windows
from sporo_service.windows import DatabaseWindows, MemoryWindows, Windows
from tests.sporo_service.harness import ROOT

MINUTE = 60
KEY = "LIMITER/a/audio_status/5/1/minute"


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(service: Service, clock: Clock) -> DatabaseWindows:
    return DatabaseWindows(service.store.engine, clock)


@pytest.fixture(params=["memory", "database"])
def windows(request: pytest.FixtureRequest, kept: DatabaseWindows, clock: Clock) -> Windows:
    return kept if request.param == "database" else MemoryWindows(clock)


def test_a_window_moves_with_each_of_its_hits(windows: Windows, clock: Clock) -> None:
    for second in (0, 10, 20):
        clock.now = 1_000_000.0 + second
        assert windows.acquire_entry(KEY, 3, MINUTE)
    assert not windows.acquire_entry(KEY, 3, MINUTE)
    assert windows.get_moving_window(KEY, 3, MINUTE) == (1_000_000.0, 3)
    clock.now = 1_000_060.0
    assert windows.acquire_entry(KEY, 3, MINUTE)
    assert not windows.acquire_entry(KEY, 3, MINUTE)
    assert windows.get_moving_window(KEY, 3, MINUTE) == (1_000_010.0, 3)


@tried(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(pauses=st.lists(st.floats(0, 40), max_size=20), limit=st.integers(1, 4))
def test_no_stretch_of_a_minute_holds_more_hits_than_the_limit(
    pauses: list[float], limit: int, windows: Windows, clock: Clock
) -> None:
    windows.clear(KEY)
    admitted = []
    for pause in pauses:
        clock.now += pause
        if windows.acquire_entry(KEY, limit, MINUTE):
            admitted.append(clock.now)
        else:
            assert sum(at > clock.now - MINUTE for at in admitted) == limit
    for first in admitted:
        assert sum(first <= at < first + MINUTE for at in admitted) <= limit


def test_a_lowered_limit_counts_from_the_last_hits(windows: Windows, clock: Clock) -> None:
    for second in (0, 10, 20):
        clock.now = 1_000_000.0 + second
        windows.acquire_entry(KEY, 3, MINUTE)
    assert windows.get_moving_window(KEY, 1, MINUTE) == (1_000_020.0, 1)


def test_an_unknown_window_is_empty(windows: Windows, clock: Clock) -> None:
    assert windows.get_moving_window(KEY, 3, MINUTE) == (clock.now, 0)


def test_closed_windows_are_swept_and_open_ones_stay(kept: DatabaseWindows, clock: Clock) -> None:
    kept.acquire_entry("old", 1, MINUTE)
    clock.now += MINUTE + 1
    kept.acquire_entry("new", 1, MINUTE)
    kept.forget_closed()
    with kept._engine.connect() as connection:  # noqa: SLF001 (what is on the disk is the point)
        assert connection.scalars(sa.select(rate_windows.c.name)).all() == ["new"]


def test_windows_are_cleared_one_by_one_or_all_at_once(windows: Windows) -> None:
    for name in ("a", "b", "c"):
        windows.acquire_entry(name, 1, MINUTE)
    windows.clear("a")
    assert windows.acquire_entry("a", 1, MINUTE)
    assert windows.reset() == 3
    assert windows.check()


@pytest.mark.parametrize("ask", ["get", "get_expiry"])
def test_fixed_windows_are_refused(ask: str, windows: Windows) -> None:
    with pytest.raises(NotImplementedError):
        getattr(windows, ask)(KEY)
    with pytest.raises(NotImplementedError):
        windows.incr(KEY, MINUTE)


def test_threads_that_race_for_a_window_get_no_more_than_its_hits(windows: Windows) -> None:
    start = threading.Barrier(8)

    def race(_: int) -> int:
        start.wait()
        return sum(windows.acquire_entry(KEY, 10, MINUTE) for _ in range(5))

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(race, range(8))) == 10


RACE = """
import sys
from sporo_service.settings import Settings
from sporo_service.store import open_store
from sporo_service.windows import DatabaseWindows, MemoryWindows, Windows

store = open_store(Settings())
windows = DatabaseWindows(store.engine)
print("ready", flush=True)
sys.stdin.readline()
print(sum(windows.acquire_entry(sys.argv[1], 10, 60) for _ in range(30)))
store.close()
"""


@pytest.fixture
def racers(kept: DatabaseWindows, settings: Settings) -> Iterator[list["subprocess.Popen[str]"]]:
    """Two processes on the same database, ready to run."""
    assert kept.check()
    started = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, KEY],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=settings.environment(),
            cwd=ROOT,
        )
        for _ in range(2)
    ]
    for racer in started:
        assert racer.stdout
        assert racer.stdout.readline() == "ready\n"
    yield started
    for racer in started:
        racer.kill()
        racer.communicate()


def test_processes_that_race_for_a_window_get_no_more_than_its_hits(
    racers: list["subprocess.Popen[str]"],
) -> None:
    for racer in racers:
        assert racer.stdin
        racer.stdin.write("go\n")
        racer.stdin.flush()
    assert sum(int(racer.communicate(timeout=60)[0]) for racer in racers) == 10
