import argparse
import json
from pathlib import Path

import pytest

from sporo_service.write_note import add_arguments, run

SAID = (
    "What brings you in? I've had a cough for three days. Any fever? No. I'll order a chest x-ray. "
    "We'll see. Okay, that sounds good, thank you so much. All right, take care, see you, have a good day. "
    "Thanks, bye. You too. Bye. Thank you. Okay, good. All right. Take care now. Thank you, bye."
)


def write_note(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(arguments))


@pytest.fixture(name="transcript")
def transcript_file(tmp_path: Path) -> str:
    file = tmp_path / "visit.txt"
    file.write_text(SAID, "utf-8")
    return str(file)


def test_the_note_is_printed_as_json(transcript: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_note(transcript, "--template", "soap", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"sections", "note", "writer"}
    assert [section["title"] for section in answer["sections"]] == [
        "Subjective",
        "Objective",
        "Assessment",
        "Plan",
    ]
    assert "Reports a cough for three days." in answer["note"]


def test_the_note_is_printed_as_text_with_the_general_template(
    transcript: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write_note(transcript) == 0
    assert capsys.readouterr().out.startswith("REASON FOR VISIT\nReports a cough for three days.\n")


def test_an_unknown_template_is_one_sentence(transcript: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_note(transcript, "--template", "haiku") == 2
    assert capsys.readouterr().err == "There is no template named 'haiku'.\n"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00\xd8"])
def test_a_file_that_is_missing_or_no_text_is_one_sentence(
    tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "visit.txt"
    if content is not None:
        file.write_bytes(content)
    assert write_note(str(file)) == 2
    assert capsys.readouterr().err == "The transcript can't be read: give the path of a text file in UTF-8.\n"


def test_a_template_that_is_no_good_is_one_sentence_with_its_file(
    transcript: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.toml").write_text("name = 3", "utf-8")
    assert write_note(transcript, "--templates", str(tmp_path)) == 2
    assert capsys.readouterr().err.startswith("own.toml: name: ")


def written(tmp_path: Path, *lines: object, template: str = "SOAP") -> list[dict[str, object]]:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8"
    )
    assert write_note("--jsonl", str(source), str(target), "--template", template) == 0
    return [json.loads(line) for line in target.read_text("utf-8").splitlines()]


def test_many_notes_are_written_one_line_each(tmp_path: Path) -> None:
    letter = {"id": 2, "transcript": SAID, "template": "Consult letter"}
    first, second = written(tmp_path, {"id": "a", "transcript": SAID}, "", letter)
    assert set(first) == {"id", "sections", "note", "writer"}
    assert first["id"] == "a"
    assert str(first["note"]).startswith("SUBJECTIVE")
    assert str(second["note"]).startswith("REASON FOR CONSULTATION")


def test_a_line_that_is_no_good_says_why_and_the_others_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, list_, blank, haiku, good = written(
        tmp_path,
        "{not json",
        [1],
        {"id": 3},
        {"id": 4, "transcript": SAID, "template": "haiku"},
        {"id": 5, "transcript": SAID},
    )
    assert bad == {"id": None, "error": "The line is not JSON."}
    assert list_["error"] == "The line is not an object with `id` and `transcript`."
    assert blank == {"id": 3, "error": "There is no `transcript`."}
    assert haiku["error"] == "There is no template named 'haiku'."
    assert "note" in good
    assert capsys.readouterr().err == "Lines without a note: 4. Each says why in `error`.\n"


def test_the_file_that_is_read_is_never_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "same.jsonl"
    file.write_text(json.dumps({"id": 1, "transcript": SAID}), "utf-8")
    assert write_note("--jsonl", str(file), str(file)) == 2
    assert capsys.readouterr().err == "IN and OUT are the same file.\n"
    assert json.loads(file.read_text("utf-8"))["id"] == 1


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_note("--jsonl", str(tmp_path / "none.jsonl"), str(tmp_path / "out.jsonl")) == 2
    assert capsys.readouterr().err.endswith("none.jsonl can't be opened: check its path.\n")
