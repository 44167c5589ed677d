"""Answers are read tolerantly where they only help, and strictly where they are the work itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sporo_ui.models import (
    Accepted,
    AudioJob,
    Icd10Job,
    JobStatus,
    Template,
    TemplatePage,
    TextSummary,
    UploadJob,
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
BESIDE = ("progress", "segments", "uncertain", "warnings", "writer", "sections", "created_at", "error_code")


@given(st.dictionaries(st.sampled_from(BESIDE), anything))
def test_whatever_stands_beside_the_work_never_costs_it(beside: dict[str, object]) -> None:
    job = AudioJob.model_validate(beside | {"status": "completed", "transcript": "Cough.", "note": "Honey."})
    assert (job.transcript, job.note) == ("Cough.", "Honey.")


BESIDE_A_SUMMARY = (
    "sections",
    "conflicts",
    "documents",
    "pages",
    "writer",
    "removed",
    "warnings",
    "upload_id",
)


@given(st.dictionaries(st.sampled_from(BESIDE_A_SUMMARY), anything))
def test_whatever_stands_beside_a_summary_never_costs_it(beside: dict[str, object]) -> None:
    said = beside | {"status": "completed", "response": "PLAN\nRest."}
    kept = UploadJob.model_validate_json(UploadJob.model_validate(said).model_dump_json())
    assert kept.response == "PLAN\nRest."
    assert TextSummary.model_validate(said).response == "PLAN\nRest."


@given(st.dictionaries(st.sampled_from(("start", "end", "confidence")), anything))
def test_whatever_stands_beside_a_code_never_costs_it(beside: dict[str, object]) -> None:
    code = beside | {"name": "Cough", "icd10_code": "R05.9", "evidence": None}
    job = Icd10Job.model_validate({"status": "completed", "icd10_codes": [code]})
    assert job.icd10_codes is not None
    assert (job.icd10_codes[0].icd10_code, job.icd10_codes[0].evidence) == ("R05.9", "")


@pytest.mark.parametrize("odd", [7, ["Rest."], {"text": "Rest."}])
def test_a_summary_of_another_shape_is_an_error_not_an_empty_result(odd: object) -> None:
    with pytest.raises(ValidationError):
        UploadJob.model_validate({"status": "completed", "response": odd})
    with pytest.raises(ValidationError):
        TextSummary.model_validate({"response": odd})


@given(anything)
def test_a_progress_is_a_share_of_the_work_or_nothing(progress: object) -> None:
    found = AudioJob.model_validate({"status": "processing", "progress": progress}).progress
    assert found is None or 0 <= found <= 1


@pytest.mark.parametrize(
    ("word", "status"),
    [("queued", JobStatus.QUEUED), ("Completed", JobStatus.COMPLETED), ("paused", JobStatus.PROCESSING)],
)
def test_a_status_in_other_words_is_understood(word: str, status: JobStatus) -> None:
    assert AudioJob.model_validate({"status": word}).status == status


@pytest.mark.parametrize("field", ["transcript", "note"])
@pytest.mark.parametrize("odd", [7, ["Cough."], {"text": "Cough."}])
def test_a_transcript_or_note_of_another_shape_is_an_error_not_an_empty_result(
    field: str, odd: object
) -> None:
    with pytest.raises(ValidationError):
        AudioJob.model_validate({"status": "completed", field: odd})


def test_one_code_that_can_not_be_read_is_an_error_not_a_shorter_list() -> None:
    with pytest.raises(ValidationError):
        Icd10Job.model_validate({"status": "completed", "icd10_codes": [{"name": "Cough"}]})


@pytest.mark.parametrize(
    ("transcript", "note", "is_empty"),
    [("Cough.", "Honey.", False), ("Cough.", " ", True), (None, "Honey.", True), ("", "", True)],
)
def test_empty_means_that_there_is_nothing_to_read(
    transcript: str | None, note: str | None, *, is_empty: bool
) -> None:
    job = AudioJob.model_validate({"status": "completed", "transcript": transcript, "note": note})
    assert job.is_empty is is_empty


def test_a_template_without_a_description_is_still_a_template() -> None:
    page = TemplatePage.model_validate({"data": [{"_id": "a", "name": "SOAP", "short_description": None}]})
    assert [(template.id, template.short_description) for template in page.data] == [("a", "")]


def test_ids_that_no_ledger_has_room_for_make_no_sense_and_long_names_are_cut() -> None:
    with pytest.raises(ValidationError):
        Accepted.model_validate({"job_id": "a" * 65})
    assert len(Template.model_validate({"_id": "a" * 64, "name": "b" * 999}).name) == 200
