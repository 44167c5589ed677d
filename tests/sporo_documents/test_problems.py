from pathlib import Path

import pytest

from sporo_documents import problems
from sporo_documents.limits import Limits
from sporo_documents.problems import UnreadableError, problem_of

CODES = [
    getattr(problems, name)
    for name in ("ENCRYPTED", "EMPTY", "CORRUPT", "UNSUPPORTED", "TOO_MANY_PAGES", "TOO_LARGE")
] + [problems.OUT_OF_MEMORY, problems.TIMED_OUT, problems.CRASHED, problems.NO_OCR]
DECISION = "docs/decisions/2026-11-24-documents-are-read-in-a-child.md"


@pytest.mark.parametrize("code", CODES)
def test_every_code_stands_in_the_documents(code: str) -> None:
    told = (Path(__file__).parents[2] / DECISION).read_text(encoding="utf-8")
    assert f"`{code}`" in told


@pytest.mark.parametrize("code", CODES)
def test_every_problem_names_the_file_and_what_to_do(code: str) -> None:
    error = problem_of(UnreadableError(code), Limits()).error("letter.pdf")
    assert error.code == code
    assert error.sentence.startswith("“letter.pdf” ")
    assert error.sentence.count(". ") >= 1
    assert error.sentence.endswith(".")
    assert "{" not in error.sentence
    assert "!" not in error.sentence


def test_a_foreign_kind_is_named_with_its_way_out() -> None:
    error = problem_of(UnreadableError("unsupported_file", "doc"), Limits()).error("old.doc")
    assert error.sentence == "“old.doc” is an old Word document (.doc). Save it as DOCX or PDF and add that."


def test_a_broken_limit_is_told_with_its_number() -> None:
    problem = problem_of(UnreadableError("too_many_pages"), Limits(pages=300))
    assert problem.said == "has more than 300 pages."


def test_a_code_that_nobody_knows_is_a_stopped_reader() -> None:
    assert problem_of(UnreadableError("<b>"), Limits()).code == "reading_crashed"
