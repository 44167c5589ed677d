import json
from pathlib import Path

import pytest

from sporo_clinical.__main__ import main


def test_the_codes_of_a_file_are_printed_by_the_local_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "note.txt").write_text("Known hypertension.\n", "utf-8")
    assert main(["codes", str(tmp_path / "note.txt"), "--json"]) == 0
    (code,) = json.loads(capsys.readouterr().out)["codes"]
    assert (code["icd10_code"], code["start"], code["end"]) == ("I10", 6, 18)


def test_what_is_no_file_is_refused_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", "no.txt"]) == 2
    assert capsys.readouterr().err.startswith("no.txt can't be read")
