"""Nothing is lost, and nothing is done twice, when processes are killed at random moments."""

import random
import signal
from collections import Counter
from collections.abc import Iterator

import psutil
import pytest

from sporo_service.settings import Settings
from tests.sporo_service.harness import Receiver, eventually
from tests.sporo_service.kills import Machine, Sender, survive

JOBS = 30


@pytest.fixture
def machine(settings: Settings) -> Iterator[Machine]:
    found = Machine(settings)
    yield found
    found.stop()


@pytest.fixture
def sender(machine: Machine, settings: Settings, receiver: Receiver) -> Iterator[Sender]:
    found = Sender(machine, settings, receiver.url)
    yield found
    found.close()


def test_every_job_completes_once_and_all_webhooks_arrive_through_kills_at_random_moments(
    machine: Machine, sender: Sender, receiver: Receiver
) -> None:
    assert survive(machine, sender, receiver, JOBS, random.Random(20)) == JOBS // 6 + JOBS // 15


def _ended(process: psutil.Process) -> bool:
    # Where no init process collects the dead, one stays behind as a zombie.
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_a_killed_parent_leaves_no_worker_behind(machine: Machine) -> None:
    (worker,) = eventually(machine.workers)
    machine.process.kill()
    machine.process.wait()
    eventually(lambda: _ended(worker), within=10)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_serve_ends_cleanly_and_takes_its_worker_with_it(machine: Machine, told: signal.Signals) -> None:
    (worker,) = eventually(machine.workers)
    machine.process.send_signal(told)
    assert machine.process.wait(timeout=15) == 0
    assert _ended(worker)


def test_a_second_start_answers_after_less_than_five_seconds_of_work(
    machine: Machine, sender: Sender
) -> None:
    machine.kill_all_and_restart()
    # The time on the processor, and not on the wall: other tests may keep this machine busy.
    worked = psutil.Process(machine.process.pid).cpu_times()
    assert worked.user + worked.system <= 5
    sender.send(1)
    eventually(lambda: sender.standing() == Counter(completed=1))
