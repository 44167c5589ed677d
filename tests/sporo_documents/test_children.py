"""A spare child makes reading quicker and changes nothing else: one child a file, and nothing of it stays."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from sporo_documents.children import COMMAND, Spare
from sporo_documents.document import DocumentError
from sporo_documents.limits import Limits
from sporo_documents.reading import read
from tests.sporo_documents.files import LIMITS, pdf_with_text
from tests.sporo_documents.processes import PATIENT, Reader, comes

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf_with_text("Aspirin 81 mg daily."))
    return path


@contextmanager
def _spare_of(reader: Reader) -> Iterator[Spare]:
    spare = Spare(reader.command)
    yield spare
    spare.close()
    assert reader.processes() == []


def _text(file: Path, spare: Spare, limits: Limits = LIMITS) -> str:
    return read(file, file.name, limits, lambda _: None, spare).pages[0].text


def _one_waits(reader: Reader, *gone: int) -> int:
    """The id of the one child that lives, once those that worked are gone."""
    assert comes(lambda: len(ids := _ids(reader)) == 1 and not ids & {*gone})
    (waiting,) = _ids(reader)
    return waiting


def _ids(reader: Reader) -> set[int]:
    return {process.pid for process in reader.processes()}


def test_nothing_is_started_before_the_first_file_and_each_child_reads_one(file: Path) -> None:
    reader = Reader("tells_its_id")
    with _spare_of(reader) as spare:
        assert _ids(reader) == set()
        worked = [int(_text(file, spare))]
        for _ in range(3):
            waiting = _one_waits(reader, *worked)
            worked.append(int(_text(file, spare)))
            assert worked[-1] == waiting
        assert len(set(worked)) == 4


def test_a_child_that_died_while_it_waited_costs_no_file(file: Path) -> None:
    reader = Reader("tells_its_id")
    with _spare_of(reader) as spare:
        waiting = _one_waits(reader, int(_text(file, spare)))
        os.kill(waiting, signal.SIGKILL)
        assert comes(lambda: _ids(reader) == set())
        assert int(_text(file, spare)) != waiting


def test_files_that_are_read_side_by_side_have_a_child_each(file: Path) -> None:
    reader = Reader("tells_its_id")
    told: list[str] = []
    with _spare_of(reader) as spare:
        people = [threading.Thread(target=lambda: told.append(_text(file, spare))) for _ in range(4)]
        for person in people:
            person.start()
        for person in people:
            person.join()
        _one_waits(reader, *map(int, told))
    assert len(set(told)) == 4


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("forks", "reading_crashed"),
        ("starts_a_program", "reading_crashed"),
        ("takes_memory", "out_of_memory"),
        ("shares_memory", "out_of_memory"),
        ("hangs", "reading_timed_out"),
        ("dies", "reading_crashed"),
    ],
)
def test_a_child_that_waited_is_held_to_its_limits_and_the_next_is_another(
    kind: str, code: str, file: Path
) -> None:
    reader = Reader(kind)
    limits = Limits(seconds=3 if kind == "hangs" else PATIENT, megabytes=500)
    gone: list[int] = []
    with _spare_of(reader) as spare:
        for _ in range(2):
            with pytest.raises(DocumentError) as failed:
                _text(file, spare, limits)
            assert failed.value.code == code
            gone.append(_one_waits(reader, *gone))


def test_a_process_that_a_child_leaves_behind_is_soon_ended(file: Path) -> None:
    reader = Reader("leaves_a_process")
    with _spare_of(reader) as spare:
        assert _text(file, spare) == "text"
        assert comes(lambda: len(reader.processes()) == 1)


def test_the_child_that_waits_ends_with_its_parent_however_that_ends(file: Path) -> None:
    reader = Reader("tells_its_id")
    call = "import sys, time; from pathlib import Path; from sporo_documents.children import Spare"
    call += "; from sporo_documents.limits import Limits; from sporo_documents.reading import read"
    call += "; spare = Spare(sys.argv[2:]); read(Path(sys.argv[1]), 'x', Limits(), lambda _: None, spare)"
    call += "; print('read', flush=True); time.sleep(600)"
    command = [sys.executable, "-c", call, str(file), *reader.command]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"read\n"
        # The parent's own command line bears the mark too.
        assert comes(lambda: len(reader.processes()) == 2)
        parent.kill()
    assert comes(lambda: reader.processes() == [])


def test_a_child_that_waited_reads_as_one_that_did_not_and_loads_the_models_before(file: Path) -> None:
    spare = Spare((*COMMAND, "2"))
    try:
        assert _text(file, spare) == "Aspirin 81 mg daily."
        assert comes(lambda: any("onnxruntime" in name for name in _loaded()))
        assert _text(file, spare) == "Aspirin 81 mg daily."
    finally:
        spare.close()


def test_files_that_follow_each_other_at_once_are_all_read(file: Path) -> None:
    spare = Spare((*COMMAND, "2"))
    assert {_text(file, spare) for _ in range(20)} == {"Aspirin 81 mg daily."}
    spare.close()


def _loaded() -> set[str]:
    """The files that children of this process have in memory; one that just ends has none."""
    names: set[str] = set()
    for child in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):
            names |= {Path(part.path).name for part in child.memory_maps()}
    return names


def test_what_the_processor_did_before_the_file_came_is_not_the_files() -> None:
    call = "import time; from sporo_documents.fence import confine; from sporo_documents.limits import Limits"
    call += "\nwhile time.process_time() < 2.5: pass"
    call += "\nconfine(Limits(seconds=0.5, pages=0, threads=1)); print('still here')"
    # Its input stays open until it has spoken: a child whose parent is gone ends at once.
    with subprocess.Popen(
        [sys.executable, "-c", call], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stdout.read() == b"still here\n"
