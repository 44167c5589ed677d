import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from sporo_service.settings import Settings
from sporo_service.supervisor import Supervisor
from tests.sporo_service.harness import eventually

LIVES = "import sys; print('ready', flush=True); sys.stdin.read()"
DIES = "print('ready', flush=True)"
STUBBORN = "import time; print('ready', flush=True); time.sleep(600)"


@pytest.fixture
def run() -> Iterator[Callable[[str], Supervisor]]:
    started: list[Supervisor] = []

    def start(script: str) -> Supervisor:
        supervisor = Supervisor([sys.executable, "-c", script], pauses=(0.02,), patience=0.5)
        started.append(supervisor)
        supervisor.start()
        return supervisor

    yield start
    for supervisor in started:
        supervisor.stop()


def test_a_child_is_starting_until_it_says_that_it_is_ready(run: Callable[[str], Supervisor]) -> None:
    silent = run("import sys; sys.stdin.read()")
    eventually(silent.child_id)
    assert silent.state().name == "starting"
    living = run(LIVES)
    eventually(lambda: living.state().name == "running")


def test_a_child_that_dies_is_started_again(run: Callable[[str], Supervisor]) -> None:
    supervisor = run(LIVES)
    first = eventually(supervisor.child_id)
    psutil.Process(first).kill()
    second = eventually(lambda: pid if (pid := supervisor.child_id()) not in (None, first) else None)
    assert second != first
    eventually(lambda: supervisor.state().name == "running")


def test_a_child_that_keeps_dying_is_said_to_be_failing(run: Callable[[str], Supervisor]) -> None:
    supervisor = run("raise SystemExit(1)")
    eventually(lambda: supervisor.state().name == "failing")
    assert supervisor.state().sentence.startswith("The worker keeps stopping.")


def test_to_be_ready_and_die_at_once_is_failing_too(run: Callable[[str], Supervisor]) -> None:
    supervisor = run(DIES)
    eventually(lambda: supervisor.state().name == "failing")


@pytest.mark.parametrize("script", [LIVES, STUBBORN])
def test_stopping_ends_the_child_by_force_if_need_be(script: str, run: Callable[[str], Supervisor]) -> None:
    supervisor = run(script)
    eventually(lambda: supervisor.state().name == "running")
    child = psutil.Process(eventually(supervisor.child_id))
    supervisor.stop()
    assert not child.is_running()
    assert supervisor.state().name == "stopped"


def test_a_command_that_is_not_there_is_failing_and_not_a_silent_end() -> None:
    supervisor = Supervisor(["/no/such/program"], pauses=(0.02,))
    supervisor.start()
    eventually(lambda: supervisor.state().name == "failing")
    supervisor.stop()


def test_a_child_works_in_the_folder_of_its_parent_that_relative_paths_begin_at(
    run: Callable[[str], Supervisor], tmp_path: Path
) -> None:
    told = tmp_path / "told"
    run(f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(os.getcwd())")
    assert eventually(lambda: told.exists() and told.read_text()) == str(Path.cwd())


def test_a_worker_finds_its_code_from_any_folder(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "sporo_service", "--help"]
    environment = Settings(data_dir=tmp_path).environment()
    assert (
        subprocess.run(asked, env=environment, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    )
