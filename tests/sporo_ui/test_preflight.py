"""What is wrong with a document is said before it is sent, and nothing of it stays behind."""

import io
import stat
from pathlib import Path

import pytest

from sporo_documents.look import Look
from sporo_ui.preflight import Preflight
from tests.pages.papers import pdf


def preflight(folder: Path, limit: int = 1_000_000) -> Preflight:
    return Preflight(folder / "looks", limit=limit)


def test_a_good_file_is_ready(tmp_path: Path) -> None:
    file = io.BytesIO(b"Seen for a cough.")
    file.read(5)
    seen = preflight(tmp_path).inspect(file, "note.txt")
    assert (seen.name, seen.kind, seen.size, seen.problem) == ("note.txt", "text", 17, "")
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty."),
        (bytes(1_000_001), "This file is larger than 1 MB, the most that is taken."),
        (b"%PDF-1.7\nnot a pdf", "This file is damaged or incomplete."),
        (b"MZ\x90\x00" + bytes(100), "This file is a program"),
    ],
    ids=["empty", "too large", "cut", "program"],
)
def test_a_bad_file_says_what_is_wrong_and_what_to_do(tmp_path: Path, content: bytes, said: str) -> None:
    seen = preflight(tmp_path).inspect(io.BytesIO(content), "a.pdf")
    assert seen.problem.startswith(said)
    assert seen.next_step.endswith(".")


def test_the_copy_is_the_owners_alone_and_gone_after_the_look(tmp_path: Path) -> None:
    looked: list[Path] = []

    def look(copy: Path) -> Look:
        looked.append(copy)
        assert copy.read_bytes() == b"Seen for a cough."
        assert not stat.S_IMODE(copy.parent.stat().st_mode) & 0o077
        return Look("text", 1)

    Preflight(tmp_path / "looks", limit=100, look=look).inspect(io.BytesIO(b"Seen for a cough."), "a")
    assert not looked[0].exists()
    assert list((tmp_path / "looks").iterdir()) == []


def test_a_name_is_no_path(tmp_path: Path) -> None:
    seen = preflight(tmp_path).inspect(io.BytesIO(b"Seen."), "../../etc/passwd")
    assert seen.problem == ""
    assert [path.name for path in tmp_path.iterdir()] == ["looks"]


def test_a_disk_that_takes_nothing_is_a_problem_of_the_file_not_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "looks").write_text("in the way")
    seen = preflight(tmp_path).inspect(io.BytesIO(b"Seen."), "a.txt")
    assert seen.problem == "This file could not be looked at on this machine."


def test_what_a_crash_left_behind_is_swept(tmp_path: Path) -> None:
    left = tmp_path / "looks" / "abc" / "document"
    left.parent.mkdir(parents=True)
    left.write_text("a patient")
    preflight(tmp_path).sweep()
    preflight(tmp_path).sweep()
    assert not left.exists()


def test_a_page_is_drawn_from_a_copy_that_is_gone_after_it(tmp_path: Path) -> None:
    drawn = preflight(tmp_path).picture(io.BytesIO(pdf("On lisinopril 20 mg.")), 1, "lisinopril")
    assert drawn.startswith(b"\xff\xd8")
    assert list((tmp_path / "looks").iterdir()) == []


def test_what_has_no_page_to_see_gives_no_picture(tmp_path: Path) -> None:
    assert preflight(tmp_path).picture(io.BytesIO(b"Seen for a cough."), 1, "cough") == b""
    assert preflight(tmp_path).picture(io.BytesIO(pdf("One page.")), 2, "") == b""
