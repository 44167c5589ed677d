import argparse
import json
from pathlib import Path

import pytest

from sporo_service.write_note import add_arguments, run

SAID = (
    "What brings you in? I've had a cough for three days. Any fever? No. I'll order a chest x-ray. We'll see."
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
