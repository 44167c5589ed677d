import pytest
from pydantic import SecretStr

from sporo_documents.document import Document, Page
from sporo_service.engines.base import Summary
from sporo_service.engines.prose import ProseSummarizer
from sporo_service.engines.selection import FOCUSED, NAME, NO_FOCUS, NOT_FOUND
from sporo_service.engines.summarizer import LocalSummarizer, build_summarizer
from sporo_service.settings import Settings

NOTE = """HPI: Mr. Stark is a 50-year-old man who presents with chest pain. He denies fever.
MEDICATIONS: Lisinopril 10 mg daily. Amoxicillin 500 mg t.i.d.
ALLERGIES: Penicillin.
ASSESSMENT: Asthma.
PLAN: Return in two weeks.
"""


def summarize(*texts: str, focus: str = "") -> Summary:
    documents = [
        Document(f"{number}.txt", "text", (Page(1, text),)) for number, text in enumerate(texts, start=1)
    ]
    return LocalSummarizer().summarize(documents, focus)


def lines(summary: Summary) -> list[str]:
    return [line.text for section in summary.sections for line in section.lines]


def test_a_summary_has_its_sections_in_clinical_order_and_every_line_its_source() -> None:
    summary = summarize(NOTE)
    assert [section.title for section in summary.sections] == [
        "Patient and reason for visit",
        "Problems",
        "History",
        "Medications",
        "Allergies",
        "Plan and follow-up",
    ]
    for section in summary.sections:
        for line in section.lines:
            assert {(source.file, source.page) for source in line.sources} == {("1.txt", 1)}
            assert all(source.quote in NOTE for source in line.sources)
    assert (summary.writer, summary.removed, summary.warnings) == (NAME, 0, ())


def test_it_is_the_same_each_time() -> None:
    assert summarize(NOTE, NOTE) == summarize(NOTE, NOTE)


def test_conflicts_of_several_documents_stand_side_by_side() -> None:
    summary = summarize(NOTE, "MEDICATIONS: Lisinopril 40 mg daily.")
    told = {conflict.about: [line.text for line in conflict.lines] for conflict in summary.conflicts}
    assert told["Doses of lisinopril"] == ["Lisinopril 10 mg daily", "Lisinopril 40 mg daily"]
    assert "Allergy and medication: amoxicillin" in told


def test_a_focus_holds_only_what_answers_it_beside_the_allergies_and_says_so() -> None:
    summary = summarize(NOTE, focus="medications")
    assert lines(summary) == ["Lisinopril 10 mg daily", "Amoxicillin 500 mg t.i.d", "Penicillin"]
    assert summary.warnings == (FOCUSED,)


@pytest.mark.parametrize(
    ("focus", "warning"),
    [
        ("Patient Tony Stark, June 2025 notes", NO_FOCUS),
        ("pregnancy and dialysis", NOT_FOUND),
        ("changes since 03/01/2024", NOT_FOUND),
    ],
)
def test_a_focus_that_nothing_answers_leaves_the_whole_summary_and_says_so(focus: str, warning: str) -> None:
    summary = summarize(NOTE, focus=focus)
    assert lines(summary) == lines(summarize(NOTE))
    assert summary.warnings == (warning,)


def test_documents_that_say_nothing_give_no_lines() -> None:
    summary = summarize("", "12", focus="medications")
    assert (summary.sections, summary.conflicts, summary.warnings) == ((), (), ())


def test_a_language_model_writes_only_where_its_address_is_set() -> None:
    assert isinstance(build_summarizer(Settings()), LocalSummarizer)
    settings = Settings(llm_url="http://127.0.0.1:1/v1", llm_key=SecretStr("key"))
    assert isinstance(build_summarizer(settings), ProseSummarizer)
