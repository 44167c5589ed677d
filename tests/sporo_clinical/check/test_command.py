import json
from pathlib import Path

import pytest

from sporo_clinical.__main__ import main

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "said.txt").write_text("I take lisinopril 10 milligrams a day.\n", "utf-8")
    (tmp_path / "note.txt").write_text("Lisinopril 20 mg daily.\n", "utf-8")
    return tmp_path


def test_the_flags_of_a_note_are_printed_as_json(folder: Path, capsys: Printed) -> None:
    assert main(["check", str(folder / "said.txt"), str(folder / "note.txt"), "--json"]) == 0
    (flag,) = json.loads(capsys.readouterr().out)
    assert (flag["kind"], flag["severity"], flag["direction"]) == ("dose", "high", "unsupported")
    assert (flag["note_start"], flag["note_end"]) == (11, 16)


def test_the_flags_of_a_note_are_printed_to_be_read(folder: Path, capsys: Printed) -> None:
    assert main(["check", str(folder / "said.txt"), str(folder / "note.txt")]) == 0
    assert capsys.readouterr().out.startswith("high   dose       The note says “20 mg”")


def test_a_note_without_flags_is_not_called_right(folder: Path, capsys: Printed) -> None:
    assert main(["check", str(folder / "said.txt"), str(folder / "said.txt")]) == 0
    assert "does not prove" in capsys.readouterr().out


def test_many_notes_are_checked_line_by_line_and_each_fault_is_told(folder: Path, capsys: Printed) -> None:
    lines = [
        {"id": 1, "transcript": "I take lisinopril 10 milligrams.", "note": "Lisinopril 20 mg."},
        {"id": 2, "transcript": "Cough.", "note": " "},
    ]
    (folder / "in").write_text("\n".join([*map(json.dumps, lines), "{"]), "utf-8")
    assert main(["check", "--jsonl", str(folder / "in"), str(folder / "out")]) == 0
    first, second, third = map(json.loads, (folder / "out").read_text("utf-8").splitlines())
    assert (first["id"], [flag["kind"] for flag in first["flags"]]) == (1, ["dose"])
    assert second == {"id": 2, "error": "The note is blank."}
    assert third["error"] == "The line is not JSON."
    assert capsys.readouterr().err.startswith("Lines that could not be checked: 2.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no.txt", "no.txt"], "no.txt can't be read"),
        (["no.txt"], "Give either a transcript and its note"),
        (["-", "-"], "Only one of both"),
        (["--jsonl", "no.jsonl", "out"], "no.jsonl can't be opened"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(arguments: list[str], told: str, capsys: Printed) -> None:
    assert main(["check", *arguments]) == 2
    assert capsys.readouterr().err.startswith(told)
