"""What leaves the app as a file."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from sporo_clinical.icd10cm.placing import Nearness, Placed
from sporo_ui.chart_conflicts import ChartConflict
from sporo_ui.chart_section import ChartSection
from sporo_ui.coded import Coded, CodeRow
from sporo_ui.decisions import Standing
from sporo_ui.entries import Kind, Note, NoteSection, Request
from sporo_ui.export import FORMATS, as_markdown, as_text, codes_as_csv, codes_as_text, draft, file_name
from sporo_ui.models import ReadDocument, Source, SummaryLine, UploadJob
from sporo_ui.summaries import ChartSummary, chart
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
        conflicts=(ChartConflict(0, "Dose of aspirin", (line,)),),
        left_out=(ReadDocument(name="scan.tif", error_message="“scan.tif” holds no text."),),
    )


ASTHMA = CodeRow(
    "0",
    "J45.909",
    "Unspecified asthma",
    "Asthma",
    Placed(Nearness.EXACT, 0, 6),
    0.5,
    Standing.OPEN,
    "J45.909",
)


def coded(ground: Ground, *rows: CodeRow) -> Coded:
    entry = replace(written(ground).entry, kind=Kind.CODES, template_name="")
    return Coded(entry, "Asthma.", rows)


def cells(work: Coded) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(codes_as_csv(work))))


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
    assert (
        text.index("CONFLICTS")
        < text.index("PLAN (EDITED)\n- Rest and *honey*.")
        < text.index("holds no text.")
    )
    assert "## Conflicts" in as_markdown(summary)
    assert "# Summary of documents" in as_markdown(summary)


def test_codes_leave_as_lines_and_as_a_table(ground: Ground) -> None:
    work = coded(ground, ASTHMA)
    assert codes_as_text(work).endswith("\n\nJ45.909 Unspecified asthma\n")
    assert cells(work) == [
        {
            "code": "J45.909",
            "name": "Unspecified asthma",
            "evidence": "Asthma",
            "evidence in the text": "as it is",
            "confidence": "0.50",
            "decision": "none yet",
            "proposed": "J45.909",
        }
    ]


def test_once_something_is_decided_only_what_was_accepted_leaves(ground: Ground) -> None:
    added = replace(ASTHMA, code="I10", standing=Standing.ACCEPTED, proposed="", confidence=None)
    changed = replace(ASTHMA, code="J45.901", standing=Standing.ACCEPTED)
    rejected = replace(ASTHMA, standing=Standing.REJECTED)
    work = coded(ground, ASTHMA, rejected, changed, added)
    assert [(row["code"], row["decision"], row["proposed"]) for row in cells(work)] == [
        ("J45.901", "accepted", "J45.909"),
        ("I10", "accepted", "by a person"),
    ]
    assert cells(replace(work, rows=(rejected,))) == []


def test_the_table_says_how_near_the_evidence_is(ground: Ground) -> None:
    close = replace(ASTHMA, place=Placed(Nearness.CLOSE, 0, 6))
    lost = replace(ASTHMA, place=Placed(Nearness.NOT_FOUND))
    silent = replace(lost, evidence="")
    found = [row["evidence in the text"] for row in cells(coded(ground, close, lost, silent))]
    assert found == ["in other words", "not found", ""]


@pytest.mark.parametrize("evidence", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_of_the_table_is_taken_for_a_formula(ground: Ground, evidence: str) -> None:
    (row,) = cells(coded(ground, replace(ASTHMA, evidence=evidence, confidence=None)))
    assert row["evidence"] == f"'{evidence}"
    assert row["confidence"] == ""


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


def test_every_format_of_a_summary_names_the_page_of_each_line_and_counts_what_is_not_settled(
    ground: Ground,
) -> None:
    line = SummaryLine(text="Aspirin 81 mg", sources=(LIST, LIST.model_copy(update={"file": "a.docx"})))
    section = ChartSection(0, "Medications", "- Aspirin 81 mg", "- Aspirin 81 mg", (line,))
    summary = replace(summarized(ground), sections=(section,))
    for each in FORMATS:
        text = each.write(summary)
        assert "- Aspirin 81 mg (list.pdf p. 2; a.docx p. 2)" in text
        assert "1 conflict not settled." in text
        assert text.endswith("- a.docx p. 2\n- list.pdf p. 2\n")
