"""The command line: one text or many, good input or bad."""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sporo_clinical.icd10cm.command import NotCodedError, add_arguments, run
from sporo_clinical.icd10cm.report import FOREIGN, NOTHING, report

NOTE = "Known hypertension. Left knee pain in an unspecified knee. Denies chest pain.\n"


def code(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(list(map(str, arguments))), report)


@pytest.fixture(name="note")
def a_note(tmp_path: Path) -> Path:
    file = tmp_path / "note.txt"
    file.write_bytes(NOTE.encode())
    return file


def test_a_table_shows_codes_with_their_words_and_what_else_there_is(
    note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note.write_bytes(b"Known hypertension. Knee pain. Denies chest pain.")
    assert code(note) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["I10", "Essential", "(primary)", "hypertension", '"hypertension"']
    assert lines[lines.index("Considered, not coded") + 1].split()[-1] == "(denied)"
    assert "M25.569" in lines[lines.index("To check") + 1]
    assert lines[-1] == "ICD-10-CM FY2027, in force from 2026-10-01 to 2027-09-30."


def test_json_has_every_part_and_the_characters_of_each_code(
    note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code(note, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["codes", "considered", "findings", "release", "warnings"]
    assert told["release"] == {"label": "FY2027", "from": "2026-10-01", "to": "2027-09-30"}
    for one in told["codes"] + told["considered"]:
        assert NOTE[one["start"] : one["end"]] == one["evidence"]
    assert [one["reason"] for one in told["considered"]] == ["denied"]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("The train is late.", NOTHING),
        ("Paciente con dolor en el pecho desde hace dos días, sin fiebre.", FOREIGN),
    ],
)
def test_a_text_that_can_not_be_coded_is_said_to_be_one(
    text: str, warning: str, note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note.write_bytes(text.encode())
    assert code(note) == 0
    assert warning in capsys.readouterr().out.splitlines()


def test_control_characters_and_markup_are_text(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note.write_bytes(b"\x00\x1b<b>Known</b> \x07hypertension\r\n</script>")
    assert code(note, "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)["codes"]
    assert (found["icd10_code"], found["evidence"]) == ("I10", "hypertension")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "note.txt can't be read as text: check its path, and that it is UTF-8."),
        (b"\xff\xfe\xff", "note.txt can't be read as text: check its path, and that it is UTF-8."),
        (b" \n\t", "note.txt is blank."),
        (b"", "note.txt is blank."),
    ],
)
def test_bad_input_is_one_sentence_and_code_2(
    content: bytes | None, sentence: str, note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note.unlink()
    if content is not None:
        note.write_bytes(content)
    assert code(note) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"{sentence}\n")


def test_neither_a_file_nor_lines_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        code()
    assert ended.value.code == 2
    assert "FILE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "status", "printed"), [(NOTE.encode(), 0, "I10"), (b"", 2, ""), (b"\xff", 2, "")]
)
def test_a_dash_reads_standard_input(given: bytes, status: int, printed: str) -> None:
    command = [sys.executable, "-m", "sporo_clinical", "codes", "-"]
    ended = subprocess.run(command, input=given, capture_output=True, check=False, timeout=60)
    assert ended.returncode == status
    assert ended.stdout.decode()[:3] == printed
    assert ended.stderr.startswith(b"Standard input") == (status == 2)


LINES = [
    json.dumps({"id": "a", "text": "Known hypertension."}),
    "not json",
    "",
    json.dumps(["text"]),
    json.dumps({"id": 7}),
    json.dumps({"id": 8, "text": "  "}),
    json.dumps({"id": 9, "text": None}),
    "[" * 100_000,
    json.dumps({"text": "half a \ud800 character, and gout"}),
]


def many(tmp_path: Path, lines: bytes) -> list[dict[str, Any]]:
    (tmp_path / "in.jsonl").write_bytes(lines)
    assert code("--jsonl", tmp_path / "in.jsonl", tmp_path / "out.jsonl") == 0
    return [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]


def test_a_bad_line_has_an_error_and_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = many(tmp_path, "\n".join(LINES).encode() + b"\n\xff\n")
    assert [one["id"] for one in told] == ["a", None, None, 7, 8, 9, None, None, None]
    assert [one.get("error") for one in told] == [
        None,
        "The line is not JSON.",
        "The line is not an object with `id` and `text`.",
        "There is no `text`.",
        "The text is blank.",
        "There is no `text`.",
        "The line is not JSON.",
        None,
        "The line is not JSON.",
    ]
    assert [one["icd10_code"] for one in told[0]["codes"] + told[7]["codes"]] == ["I10", "M10.9"]
    assert capsys.readouterr().err == "Lines that could not be coded: 7. Each says why in `error`.\n"


def test_lines_that_are_all_good_are_coded_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (told,) = many(tmp_path, LINES[0].encode())
    assert list(told) == ["id", "codes", "considered", "findings", "release", "warnings"]
    assert capsys.readouterr().err == ""


def test_lines_are_not_written_over_themselves(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("--jsonl", note, note) == 2
    assert note.read_text("utf-8") == NOTE
    assert "same file" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["in", "out"])
def test_files_that_can_not_be_opened_are_named(
    missing: str, note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "no" / "file"
    files = (nowhere, tmp_path / "out") if missing == "in" else (note, nowhere)
    assert code("--jsonl", *files) == 2
    assert "can't be opened" in capsys.readouterr().err


def test_the_coders_own_reason_is_the_sentence(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(text: str) -> dict[str, Any]:
        message = f"The coder took none of {len(text)} characters."
        raise NotCodedError(message)

    parser = argparse.ArgumentParser()
    add_arguments(parser)
    assert run(parser.parse_args([str(note)]), refuse) == 2
    assert capsys.readouterr().err == f"The coder took none of {len(NOTE)} characters.\n"
