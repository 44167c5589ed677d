"""Whatever a reader does, it fails its own file and nothing else, and nothing of it stays."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sporo_documents.children import Fresh
from sporo_documents.document import DocumentError
from sporo_documents.limits import Limits
from sporo_documents.reading import read
from tests.sporo_documents.files import read_file
from tests.sporo_documents.processes import PATIENT, Reader, comes


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"content")
    return path


def code_of(reader: Reader, file: Path, limits: Limits) -> str:
    with pytest.raises(DocumentError) as failed:
        read_file(file, limits, reader.command)
    return failed.value.code


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("starts_a_program", "reading_crashed"),
        ("calls_somebody", "reading_crashed"),
        ("takes_memory", "out_of_memory"),
        ("shares_memory", "out_of_memory"),
        ("writes_a_file", "corrupt_file"),
        ("dies", "reading_crashed"),
        ("talks_nonsense", "reading_crashed"),
    ],
)
def test_a_reader_that_does_what_none_should_fails_its_file(kind: str, code: str, file: Path) -> None:
    reader = Reader(kind)
    assert code_of(reader, file, Limits(seconds=PATIENT, megabytes=500)) == code
    assert reader.processes() == []


def test_a_reader_that_forks_is_ended_long_before_its_time_with_all_it_started(file: Path) -> None:
    reader = Reader("forks")
    began = time.monotonic()
    assert code_of(reader, file, Limits(seconds=120)) == "reading_crashed"
    assert time.monotonic() - began < 60
    assert reader.processes() == []


def test_a_process_that_a_reader_leaves_behind_is_found_and_ended(file: Path) -> None:
    reader = Reader("leaves_a_process")
    assert read_file(file, command=reader.command).pages[0].text == "text"
    assert reader.processes() == []


def test_a_reader_that_never_answers_is_ended_when_its_time_is_up(file: Path) -> None:
    reader = Reader("hangs")
    with pytest.raises(DocumentError) as failed:
        read_file(file, Limits(seconds=1), reader.command)
    assert failed.value.code == "reading_timed_out"
    assert failed.value.sentence.startswith("“letter.pdf” took too long to read and was stopped.")
    assert reader.processes() == []


def test_pages_that_are_recognized_have_time_of_their_own(file: Path) -> None:
    limits = Limits(seconds=3, page_seconds=PATIENT)
    assert len(read_file(file, limits, Reader("recognizes_slowly").command).pages) == 5
    assert code_of(Reader("reads_slowly"), file, limits) == "reading_timed_out"


def test_a_page_that_hangs_is_ended_however_many_were_recognized_before(file: Path) -> None:
    reader = Reader("recognizes_and_hangs")
    began = time.monotonic()
    assert code_of(reader, file, Limits(seconds=3, page_seconds=600)) == "reading_timed_out"
    assert time.monotonic() - began < PATIENT
    assert reader.processes() == []


@pytest.mark.parametrize("kind", ["talks_on_and_on", "never_ends_its_line"])
def test_a_reader_that_says_too_much_is_stopped(kind: str, file: Path) -> None:
    reader = Reader(kind)
    assert code_of(reader, file, Limits(seconds=PATIENT, characters=1_000_000)) == "file_too_large"
    assert reader.processes() == []


def test_what_a_library_prints_is_neither_an_answer_nor_in_the_way(
    file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert read_file(file, command=Reader("prints").command).pages[0].text == "text"
    assert capfd.readouterr() == ("", "")


def test_a_reader_sees_nothing_of_the_parents_environment(file: Path) -> None:
    seen = json.loads(read_file(file, command=Reader("tells_its_environment").command).pages[0].text)
    ours = {"PYTHONPATH", "PYTHONUTF8", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "SPORO_READER"}
    of_the_system = {"SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LC_CTYPE", "__CF_USER_TEXT_ENCODING"}
    assert set(seen) <= ours | of_the_system
    assert {name for name in seen if name.startswith("SPORO_")} == {"SPORO_READER"}


def test_giving_up_ends_the_reader_at_once(file: Path) -> None:
    reader = Reader("talks_on_and_on")

    def give_up(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        read(file, "letter.pdf", Limits(), give_up, Fresh(reader.command))
    assert reader.processes() == []


def test_a_reader_ends_with_its_parent_however_that_ends(file: Path) -> None:
    reader = Reader("hangs")
    call = "import sys; from pathlib import Path; from tests.sporo_documents.files import read_file"
    call += "; read_file(Path(sys.argv[1]), command=sys.argv[2:])"
    parent = subprocess.Popen(
        [sys.executable, "-c", call, str(file), *reader.command], cwd=Path(__file__).parents[2]
    )
    # The parent's own command line bears the mark too.
    assert comes(lambda: len(reader.processes()) == 2)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    assert comes(lambda: reader.processes() == [])


def test_a_reader_that_can_not_be_started_is_a_failed_file(file: Path) -> None:
    with pytest.raises(DocumentError) as failed:
        read_file(file, command=(str(file),))
    assert failed.value.code == "reading_crashed"
