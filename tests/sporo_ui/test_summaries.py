"""A summary is read as the service meant it, or as its flat text: never less than it said."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from sporo_ui.entries import Entry, Kind, Request, State
from sporo_ui.models import TextSummary, UploadJob
from sporo_ui.summaries import ChartSummary, chart, written

NOW = datetime(2026, 11, 24, tzinfo=UTC)
LINE = {"text": "Lisinopril 20 mg", "sources": [{"file": "a.pdf", "page": 3, "quote": "20 mg"}]}
OTHER = {"text": "Lisinopril 10 mg", "sources": [{"file": "b.pdf", "page": 1, "quote": "10 mg"}]}
SECTIONS = [{"title": "Medications", "lines": [LINE]}]
CONFLICTS = [{"about": "Dose of lisinopril", "lines": [LINE, OTHER]}]
FLAT = "CONFLICTS\n- two doses\n\nMEDICATIONS\n- Lisinopril 20 mg (a.pdf p. 3)"


def entry() -> Entry:
    return Entry(
        id="e1",
        kind=Kind.DOCUMENTS,
        state=State.COMPLETED,
        label="AB",
        filenames=("a.pdf",),
        template_id="",
        template_name="",
        created_at=NOW,
        accepted_at=NOW,
        finished_at=NOW,
        retry_at=None,
        progress=None,
        problem="",
        next_step="",
        is_kept=True,
        is_empty=False,
        is_settled=False,
    )


def summary(drafts: Mapping[int, str] | None = None, **extra: Any) -> ChartSummary:  # noqa: ANN401 - any JSON
    told = {"status": "completed", "response": FLAT, "sections": SECTIONS, "conflicts": CONFLICTS} | extra
    return chart(entry(), Request(), UploadJob.model_validate(told), drafts or {})


def test_sections_and_conflicts_keep_their_sources() -> None:
    found = summary()
    assert [part.title for part in found.sections] == ["Medications"]
    assert found.sections[0].lines[0].sources[0].page == 3
    assert [line.text for line in found.conflicts[0].lines] == ["Lisinopril 20 mg", "Lisinopril 10 mg"]


def test_the_flat_text_has_conflicts_first_and_what_was_left_out_last() -> None:
    left = {
        "name": "c.pdf",
        "kind": "PDF",
        "error_code": "encrypted_file",
        "error_message": "“c.pdf” is locked.",
    }
    found = summary(documents=[{"name": "a.pdf", "kind": "PDF", "pages": 9}, left])
    assert [file.name for file in found.left_out] == ["c.pdf"]
    assert found.text == (
        "CONFLICTS\n- Dose of lisinopril\n  - Lisinopril 20 mg (a.pdf p. 3)"
        "\n  - Lisinopril 10 mg (b.pdf p. 1)"
        "\n\nMEDICATIONS\n- Lisinopril 20 mg\n\nNOT IN THIS SUMMARY\n- “c.pdf” is locked."
    )


def test_what_a_person_wrote_stands_in_the_text() -> None:
    found = summary({0: "Lisinopril stopped."}, conflicts=[])
    assert found.text == "MEDICATIONS\nLisinopril stopped."
    assert found.sections[0].original == "- Lisinopril 20 mg"


@pytest.mark.parametrize(
    "broken",
    [
        {"sections": [{"title": "Medications"}]},
        {"sections": [{"title": "Medications", "lines": [{"text": "x", "sources": [{"page": 1}]}]}]},
        {"sections": None},
        {"conflicts": [{"about": "Dose"}]},
        {"conflicts": "two"},
    ],
    ids=["no lines", "a source without its file", "null", "a conflict without lines", "no list"],
)
def test_where_a_part_can_not_be_read_the_flat_text_says_it_all(broken: dict[str, Any]) -> None:
    found = summary(**broken)
    assert [part.title for part in found.sections] == ["Conflicts", "Medications"]
    assert found.conflicts == ()
    assert not any(line.sources for part in found.sections for line in part.lines)


def test_a_flat_text_without_headings_is_one_section() -> None:
    found = summary(sections=[], response="Seen for a cough.\n\n• Rest.")
    assert [(part.title, part.text) for part in found.sections] == [
        ("Summary", "Seen for a cough.\n\n• Rest.")
    ]
    assert [line.text for line in found.sections[0].lines] == ["Seen for a cough.", "Rest."]


def test_a_page_is_found_by_file_and_number() -> None:
    pages = [{"file": "a.pdf", "page": page, "text": f"page {page}"} for page in (1, 3)]
    found = summary(pages=pages)
    page = found.page("a.pdf", 3)
    assert page is not None
    assert page.text == "page 3"
    assert found.page("b.pdf", 3) is None


def test_a_texts_summary_rests_on_the_text_itself() -> None:
    line = {"text": "Cough", "sources": [{"file": "text", "page": 1, "quote": "cough"}]}
    told = {"response": "PROBLEMS\n- Cough", "sections": [{"title": "Problems", "lines": [line]}]}
    answer = TextSummary.model_validate(told | {"removed": 2, "writer": "a model"})
    found = written(entry(), Request("Seen for a cough."), answer, {})
    page = found.page("text", 1)
    assert page is not None
    assert page.text == "Seen for a cough."
    assert (found.removed, found.writer) == (2, "a model")
