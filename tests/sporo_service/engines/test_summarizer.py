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


WINTER = """Date: 02/01/2025
MEDICATIONS
Lisinopril 10 mg daily
Atorvastatin 20 mg nightly
LABS
Creatinine 1.1 mg/dL
DIAGNOSES: 1. Congestive heart failure. 2. Knee sprain.
PAST SURGICAL HISTORY: Pacemaker placement. Coronary angiography. Appendectomy.
ALLERGIES: Sulfa.
"""
SPRING = """Date: 05/10/2025
MEDICATIONS
Lisinopril 20 mg daily
LABS
Creatinine 1.6 mg/dL
"""
UNDATED = "DIAGNOSES: Asthma."


def about(focus: str) -> Summary:
    return summarize(WINTER, SPRING, UNDATED, focus=focus)


@pytest.mark.parametrize(
    "focus",
    ["no labs", "without results", "everything except labs", "all but the labs", "please leave out labs"],
)
def test_what_is_asked_to_be_left_out_is_left_out_and_nothing_else(focus: str) -> None:
    told = lines(about(focus))
    assert not any("Creatinine" in line for line in told)
    assert {"Congestive heart failure", "Lisinopril 20 mg daily", "Appendectomy", "Sulfa"} <= set(told)


def test_one_subject_is_asked_for_and_another_left_out() -> None:
    assert lines(about("medications but not lisinopril")) == ["Atorvastatin 20 mg nightly", "Sulfa"]


def test_the_history_of_one_system_holds_its_procedures() -> None:
    told = lines(about("cardiac history only"))
    assert {"Congestive heart failure", "Pacemaker placement", "Coronary angiography"} <= set(told)
    assert not {"Knee sprain", "Appendectomy"} & set(told)


def test_changes_since_a_day_stand_beside_what_was_before() -> None:
    summary = about("changes since March")
    told = lines(summary)
    assert told.index("Before: Lisinopril 10 mg daily") == told.index("Lisinopril 20 mg daily") + 1
    assert "Before: 02/01/2025: Creatinine 1.1 mg/dL" in told
    assert "Atorvastatin 20 mg nightly" not in told
    before = next(
        line for part in summary.sections for line in part.lines if line.text.startswith("Before: Lis")
    )
    assert [source.file for source in before.sources] == ["1.txt"]


@pytest.mark.parametrize("focus", ["2025 only", "since 2024", "in 2025"])
def test_lines_without_a_date_are_counted_where_a_time_is_asked_for(focus: str) -> None:
    summary = about(focus)
    assert "Asthma" not in lines(summary)
    assert "Left out because they have no date: 1 line." in summary.warnings


def test_a_year_without_anything_of_it_shows_all_and_says_so() -> None:
    assert about("labs in 2019").warnings == (NOT_FOUND,)


def test_what_there_is_no_room_for_is_told_by_number() -> None:
    places = ("garden", "harbour", "market", "village school", "river bank", "old station", "town hall")
    told = " ".join(f"On day {day} he had some cough near the {place}." for day, place in enumerate(places))
    summary = summarize(f"HISTORY OF PRESENT ILLNESS: {told}")
    (warning,) = summary.warnings
    assert warning.startswith("Not everything is shown: ")
    assert "of “History”" in warning or "of “Patient and reason for visit”" in warning


def test_a_critical_value_stands_in_a_summary_of_any_length() -> None:
    labs = "\n".join(f"Lab {place} ordered by the ward and found to be in order." for place in range(40))
    summary = summarize(f"LABS\n{labs}\nPotassium 6.9 mmol/L (3.5-5.1)")
    assert "Potassium 6.9 mmol/L (3.5-5.1)" in lines(summary)


def test_documents_of_different_patients_are_the_first_conflict() -> None:
    summary = summarize(
        "Patient: John Smith\nMEDICATIONS: Lisinopril 10 mg daily.",
        "Patient: Mary Jones\nMEDICATIONS: Lisinopril 20 mg daily.",
        focus="allergies",
    )
    assert summary.conflicts[0].about == "These documents may be of different patients"
    assert [line.text for line in summary.conflicts[0].lines] == [
        "Patient: John Smith",
        "Patient: Mary Jones",
    ]
