import argparse
import json
from pathlib import Path

import pytest

from sporo_documents.document import Document, Page
from sporo_service.engines.base import EngineError, Progress
from sporo_service.engines.summarizer import LocalSummarizer
from sporo_service.summarize import add_arguments, summarize


class PlainReader:
    """Reads text files; the sealed one it refuses."""

    def read(self, file: Path, name: str, progress: Progress) -> Document:
        progress(1.0)
        text = file.read_text("utf-8")
        if text.startswith("sealed"):
            raise EngineError("encrypted", f"{name} has a password. Send it without one.")
        return Document(name, "text", (Page(1, text),))


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return summarize(parser.parse_args(arguments), PlainReader(), LocalSummarizer())


@pytest.fixture(name="note")
def note_file(tmp_path: Path) -> str:
    file = tmp_path / "note.txt"
    file.write_text("MEDICATIONS: Aspirin 81 mg daily.\nALLERGIES: Sulfa.\n", "utf-8")
    return str(file)


@pytest.fixture(name="sealed")
def sealed_file(tmp_path: Path) -> str:
    (tmp_path / "other").mkdir()
    file = tmp_path / "other" / "note.txt"
    file.write_text("sealed", "utf-8")
    return str(file)


def test_the_summary_is_printed_as_text(note: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(note) == 0
    assert capsys.readouterr().out == (
        "MEDICATIONS\n- Aspirin 81 mg daily (note.txt p. 1)\n\nALLERGIES\n- Sulfa (note.txt p. 1)\n"
    )


def test_files_left_out_are_named_in_the_json_and_on_stderr(
    note: str, sealed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(note, sealed, "no.pdf", "--json", "--focus", "allergies") == 0
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert [section["title"] for section in answer["sections"]] == ["Allergies"]
    assert [(line["name"], line["error_code"]) for line in answer["documents"]] == [
        ("note.txt", None),
        ("note (2).txt", "encrypted"),
        ("no.pdf", "not_found"),
    ]
    assert answer["warnings"]
    assert "note (2).txt has a password." in answer["response"]
    assert told.err.splitlines() == [
        "note (2).txt has a password. Send it without one.",
        "no.pdf can't be opened: check its path.",
    ]


def test_where_no_file_can_be_read_the_command_fails(sealed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(sealed) == 1
    assert capsys.readouterr().out == ""
