"""A summary is read as the service meant it, or as its flat text: never less than it said."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from sporo_ui import chart_conflicts
from sporo_ui.chart_conflicts import SETTLEMENTS, Settlement
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
        "CONFLICTS\n1 conflict not settled.\n- Dose of lisinopril (not settled)"
        "\n  - Lisinopril 20 mg (a.pdf p. 3)\n  - Lisinopril 10 mg (b.pdf p. 1)"
        "\n\nMEDICATIONS\n- Lisinopril 20 mg (a.pdf p. 3)"
        "\n\nNOT IN THIS SUMMARY\n- “c.pdf” is locked."
        "\n\nSOURCES\n- a.pdf p. 3\n- b.pdf p. 1"
    )


def test_what_a_person_wrote_stands_in_the_text() -> None:
    found = summary({0: "Lisinopril stopped."}, conflicts=[])
    assert found.text == (
        "MEDICATIONS (EDITED)\nLisinopril stopped."
        "\n\nEdited. Sources of the original: a.pdf p. 3\n\nSOURCES\n- a.pdf p. 3"
    )
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


def settled(*holds: int, reason: str = "") -> ChartSummary:
    return summary({SETTLEMENTS: chart_conflicts.written({0: Settlement(holds, reason)})})


def test_a_settled_conflict_says_which_statement_holds_and_why() -> None:
    found = settled(1, reason="confirmed by phone")
    assert found.open_conflicts == ""
    assert found.parts[0] == (
        "Conflicts",
        (
            "- Dose of lisinopril (settled)\n  - Does not hold: Lisinopril 20 mg (a.pdf p. 3)"
            "\n  - Holds: Lisinopril 10 mg (b.pdf p. 1)\n  - Because: confirmed by phone"
        ),
    )


def test_a_line_of_a_section_that_was_decided_against_says_so() -> None:
    assert settled(1).parts[1][1] == "- Lisinopril 20 mg (a.pdf p. 3) [does not hold: see Conflicts]"
    assert settled(0).parts[1][1] == "- Lisinopril 20 mg (a.pdf p. 3)"
    assert summary().parts[1][1] == "- Lisinopril 20 mg (a.pdf p. 3)"


def test_the_same_words_of_another_page_are_not_decided_against() -> None:
    elsewhere = LINE | {"sources": [{"file": "a.pdf", "page": 4}]}
    told = summary(
        {SETTLEMENTS: chart_conflicts.written({0: Settlement((1,))})},
        sections=[{"title": "Medications", "lines": [elsewhere]}],
    )
    assert told.taken(told.sections[0]) == "- Lisinopril 20 mg (a.pdf p. 4)"


def test_a_decision_about_a_conflict_that_there_is_not_changes_nothing() -> None:
    kept = chart_conflicts.written({7: Settlement((0,)), 0: Settlement((9,), "typo")})
    found = summary({SETTLEMENTS: kept})
    assert [line.text for line in found.conflicts[0].overruled] == ["Lisinopril 20 mg", "Lisinopril 10 mg"]
    assert len(found.conflicts) == 1


def test_the_summary_of_one_text_names_no_file_and_no_page() -> None:
    line = {"text": "Cough", "sources": [{"file": "text", "page": 1, "quote": "cough"}]}
    sections = [{"title": "Problems", "lines": [line]}]
    answer = TextSummary.model_validate({"response": "", "sections": sections})
    of_text = replace(entry(), kind=Kind.TEXT)
    assert written(of_text, Request("cough"), answer, {}).text == "PROBLEMS\n- Cough"
    assert written(of_text, Request("cough"), answer, {0: "Croup"}).text == "PROBLEMS (EDITED)\nCroup"
