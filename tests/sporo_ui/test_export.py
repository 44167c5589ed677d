"""What leaves the app as a file."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from sporo_ui.entries import Kind, Note, NoteSection, Request
from sporo_ui.evidence import Coded, PlacedCode
from sporo_ui.export import as_markdown, as_text, codes_as_csv, codes_as_text, draft, file_name
from sporo_ui.models import Conflict, ReadDocument, Source, SummaryLine, UploadJob
from sporo_ui.summaries import ChartSection, ChartSummary, chart
from tests.sporo_ui.ground import Ground

SECTIONS = (NoteSection(0, "Plan", "Rest.", "Rest and *honey*."), NoteSection(1, "Follow-up", "", ""))
LIST = Source(file="list.pdf", page=2, quote="")


def written(ground: Ground) -> Note:
    note = ground.visits.note("local", ground.submit(label="Ada Lovelace").id)
    return replace(note, sections=SECTIONS)


def summarized(ground: Ground) -> ChartSummary:
    note = written(ground)
    entry = replace(note.entry, kind=Kind.DOCUMENTS, template_name="")
    summary = chart(entry, Request(), UploadJob.model_validate({"status": "completed"}), {})
    line = SummaryLine(text="aspirin 81 mg", sources=(LIST,))
    return replace(
        summary,
        sections=(ChartSection(0, "Plan", "- Rest.", "- Rest and *honey*.", ()),),
        conflicts=(Conflict(about="Dose of aspirin", lines=(line,)),),
        left_out=(ReadDocument(name="scan.tif", error_message="“scan.tif” holds no text."),),
    )


def coded(ground: Ground, *codes: PlacedCode) -> Coded:
    entry = replace(written(ground).entry, kind=Kind.CODES, template_name="")
    return Coded(entry, "Asthma.", codes)


def test_a_note_that_nobody_signed_says_so_first(ground: Ground) -> None:
    note = written(ground)
    assert as_text(note).startswith("DRAFT. Check against the visit before use.")
    assert as_markdown(note).startswith("> DRAFT. Check against the visit before use.")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_work_has_its_line_of_a_draft(kind: Kind) -> None:
    assert draft(kind).startswith("DRAFT.")


def test_the_export_holds_what_the_person_made_of_the_note(ground: Ground) -> None:
    note = written(ground)
    assert as_text(note) == f"{draft(Kind.AUDIO)}\n\nPLAN\nRest and *honey*.\n\nFOLLOW-UP\n"
    assert "## Plan\n\nRest and *honey*.\n\n## Follow-up" in as_markdown(note)


def test_a_summary_leaves_with_its_conflicts_first_and_what_is_not_in_it_last(ground: Ground) -> None:
    summary = summarized(ground)
    text = as_text(summary)
    assert text.startswith("DRAFT. Check against the documents before use.\n\nCONFLICTS\n")
    assert "aspirin 81 mg (list.pdf p. 2)" in text
    assert text.index("CONFLICTS") < text.index("PLAN\n- Rest and *honey*.") < text.index("holds no text.")
    assert "## Conflicts" in as_markdown(summary)
    assert "# Summary of documents" in as_markdown(summary)


def test_codes_leave_as_lines_and_as_a_table(ground: Ground) -> None:
    work = coded(ground, PlacedCode("J45.909", "Unspecified asthma", "Asthma", 0, 6, 0.5))
    assert codes_as_text(work).endswith("\n\nJ45.909 Unspecified asthma\n")
    rows = list(csv.DictReader(io.StringIO(codes_as_csv(work))))
    assert rows == [
        {
            "code": "J45.909",
            "name": "Unspecified asthma",
            "evidence": "Asthma",
            "found in the text": "yes",
            "confidence": "0.50",
        }
    ]


@pytest.mark.parametrize("evidence", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_of_the_table_is_taken_for_a_formula(ground: Ground, evidence: str) -> None:
    work = coded(ground, PlacedCode("I10", "Hypertension", evidence, None, None, None))
    (row,) = csv.DictReader(io.StringIO(codes_as_csv(work)))
    assert row["evidence"] == f"'{evidence}"
    assert row["confidence"] == ""
    assert row["found in the text"] == "no"


@pytest.mark.parametrize(
    ("work", "begin"),
    [(written, "general-template-"), (summarized, "summary-of-documents-"), (coded, "codes-")],
)
def test_a_file_name_tells_nothing_about_the_patient(
    ground: Ground, work: Callable[[Ground], Note | ChartSummary | Coded], begin: str
) -> None:
    name = file_name(work(ground), "md")
    assert name.startswith(begin)
    assert name.endswith(".md")
    assert "ada" not in name
