import json
from pathlib import Path

import pytest

from sporo_clinical.__main__ import NOTHING, main


@pytest.fixture(name="note")
def a_note(tmp_path: Path) -> Path:
    file = tmp_path / "note.txt"
    file.write_text("Known hypertension.\n", "utf-8")
    return file


def test_codes_are_printed_with_their_evidence(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", str(note)]) == 0
    assert capsys.readouterr().out == 'I10      Essential (primary) hypertension: "hypertension"\n'


def test_json_has_the_release_and_where_the_evidence_stands(
    note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["codes", str(note), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["release"] == "FY2027"
    assert [(code["icd10_code"], code["start"], code["end"]) for code in answer["codes"]] == [("I10", 6, 18)]


def test_text_without_clinical_content_is_said_to_have_none(
    note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note.write_text("The train is late.", "utf-8")
    assert main(["codes", str(note)]) == 0
    assert capsys.readouterr().out == f"{NOTHING}\n"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_file_that_is_no_text_is_refused_with_one_sentence(
    note: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    note.unlink()
    if content:
        note.write_bytes(content)
    assert main(["codes", str(note)]) == 1
    assert capsys.readouterr().err == (
        "note.txt can't be read as text: check its path, and that it is UTF-8.\n"
    )
