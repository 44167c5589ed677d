import argparse
import json
from pathlib import Path

import pytest

from sporo_service.commands.codes import add_arguments, show
from sporo_service.engines.base import Coded, Coder, EngineError
from tests.sporo_service.fast_worker import DISEASE, FastCoder


class Unreachable:
    def code(self, text: str) -> Coded:
        raise EngineError("rag_service_error", f"The model did not answer for {len(text)} characters.")


@pytest.fixture(name="note")
def a_note(tmp_path: Path) -> Path:
    file = tmp_path / "note.txt"
    file.write_text(f"History of {DISEASE}.", "utf-8")
    return file


def codes(coder: Coder, *arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return show(parser.parse_args(list(map(str, arguments))), coder)


def test_the_codes_of_the_services_coder_are_printed_with_all_that_is_told(
    note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert codes(FastCoder(), note, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["icd10_code"], one["evidence"]) for one in told["codes"]] == [("I10", DISEASE)]
    assert told["coder"] == "test"
    assert {"considered", "findings", "release", "removed", "warnings"} < set(told)


def test_a_coder_that_can_not_be_had_is_one_sentence(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert codes(Unreachable(), note) == 2
    assert capsys.readouterr().err == "The model did not answer for 31 characters.\n"


def test_a_line_that_the_coder_fails_on_has_its_reason(note: Path, tmp_path: Path) -> None:
    note.write_text(json.dumps({"id": 1, "text": "Gout."}), "utf-8")
    assert codes(Unreachable(), "--jsonl", note, tmp_path / "out") == 0
    told = json.loads((tmp_path / "out").read_text("utf-8"))
    assert told == {"id": 1, "error": "The model did not answer for 5 characters."}
