"""What came of documents: their summary by section, and sources that open from what was kept."""

import json

import pytest

from sporo_ui.entries import LOCAL_PERSON, Entry, State
from sporo_ui.errors import Gone, NotYours
from tests.sporo_ui.ground import JOB, UPLOADED, Ground, answer, report

PDF = b"%PDF-1.7 a scanned letter"
SECTIONS = [
    {
        "title": "Medications",
        "lines": [
            {
                "text": "Lisinopril 20 mg daily",
                "sources": [{"file": "report 1.txt", "page": 1, "quote": "lisinopril 20 mg"}],
            }
        ],
    }
]
SUMMARY = {
    "status": "completed",
    "response": "MEDICATIONS\n- Lisinopril 20 mg daily (report 1.txt p. 1)",
    "sections": SECTIONS,
    "conflicts": [],
    "documents": [],
    "pages": [
        {"file": "report 1.txt", "page": 1, "title": "", "text": "On lisinopril 20 mg.", "by_ocr": False}
    ],
    "writer": "local",
    "removed": 0,
    "warnings": [],
}


def done(ground: Ground, *contents: bytes, **extra: object) -> Entry:
    """Documents whose summary came back like this."""
    return ground.finished(ground.submit_documents(*contents), UPLOADED, SUMMARY | extra)


def test_a_summary_comes_by_section_with_its_sources(ground: Ground) -> None:
    entry = done(ground)
    summary = ground.documents.summary(LOCAL_PERSON, entry.id)
    assert summary.entry.state == State.COMPLETED
    (section,) = summary.sections
    assert (section.title, section.text) == ("Medications", "- Lisinopril 20 mg daily")
    assert section.lines[0].sources[0].quote == "lisinopril 20 mg"
    assert summary.writer == "local"


def test_before_it_is_there_a_summary_has_no_sections(ground: Ground) -> None:
    summary = ground.documents.summary(LOCAL_PERSON, ground.submit_documents().id)
    assert (summary.sections, summary.conflicts, summary.text) == ((), (), "")


def test_what_a_person_made_of_a_section_stays(ground: Ground) -> None:
    entry = done(ground)
    ground.documents.save_draft(LOCAL_PERSON, entry.id, 0, "Lisinopril was stopped.")
    (section,) = ground.documents.summary(LOCAL_PERSON, entry.id).sections
    assert (section.text, section.is_edited) == ("Lisinopril was stopped.", True)
    ground.documents.drop_draft(LOCAL_PERSON, entry.id, 0)
    (section,) = ground.documents.summary(LOCAL_PERSON, entry.id).sections
    assert (section.text, section.is_edited) == ("- Lisinopril 20 mg daily", False)


def test_the_originals_are_kept_while_the_entry_lives_and_no_longer(ground: Ground) -> None:
    entry = done(ground, report("one"), report("two"))
    assert entry.is_kept
    assert len(ground.kept_files("documents")) == 2
    other = ground.submit_documents(report("one"))
    ground.documents.discard(LOCAL_PERSON, entry.id)
    assert len(ground.kept_files("documents")) == 1
    file, _media_type = ground.documents.file(LOCAL_PERSON, other.id)
    with file:
        assert file.read() == report("one")


def test_a_source_in_a_pdf_opens_the_page_and_its_text(ground: Ground) -> None:
    page = {"file": "report 1.txt", "page": 3, "title": "", "text": "On lisinopril.", "by_ocr": True}
    entry = done(ground, PDF, pages=[page])
    source = ground.documents.source(LOCAL_PERSON, entry.id, "report 1.txt", 3)
    assert (source.content, source.media_type, source.text) == (PDF, "application/pdf", "On lisinopril.")


def test_a_source_in_a_text_is_its_text_alone(ground: Ground) -> None:
    source = ground.documents.source(LOCAL_PERSON, done(ground).id, "report 1.txt", 1)
    assert (source.content, source.text) == (None, "On lisinopril 20 mg.")


@pytest.mark.parametrize("place", [("report 1.txt", 7), ("other.txt", 1)])
def test_a_place_that_nobody_tells_is_said_not_to_be_there(ground: Ground, place: tuple[str, int]) -> None:
    with pytest.raises(Gone, match="can't be shown"):
        ground.documents.source(LOCAL_PERSON, done(ground).id, *place)


def test_a_hosted_api_that_answers_text_alone_gives_a_summary_without_sources(ground: Ground) -> None:
    flat = "PROBLEMS\n- Hypertension\n\nPLAN\nRest."
    entry = ground.finished(ground.submit_documents(), UPLOADED, {"status": "completed", "response": flat})
    summary = ground.documents.summary(LOCAL_PERSON, entry.id)
    assert [(part.title, part.text) for part in summary.sections] == [
        ("Problems", "- Hypertension"),
        ("Plan", "Rest."),
    ]
    assert [line.text for part in summary.sections for line in part.lines] == ["Hypertension", "Rest."]
    assert not any(line.sources for part in summary.sections for line in part.lines)


@pytest.mark.parametrize("nothing", [None, "", " \n"])
def test_a_summary_without_text_is_said_to_be_empty(ground: Ground, nothing: str | None) -> None:
    entry = ground.finished(ground.submit_documents(), UPLOADED, {"status": "completed", "response": nothing})
    assert entry.is_empty
    assert entry.can_be_sent_again


def test_no_verb_reaches_another_persons_documents(ground: Ground) -> None:
    entry = ground.submit_documents(person="ada")
    for refused in (
        lambda: ground.documents.summary("bob", entry.id),
        lambda: ground.documents.source("bob", entry.id, "report 1.txt", 1),
        lambda: ground.documents.file("bob", entry.id),
        lambda: ground.documents.files("bob", entry.id),
        lambda: ground.documents.text("bob", entry.id),
        lambda: ground.documents.discard("bob", entry.id),
    ):
        with pytest.raises(NotYours):
            refused()


def test_a_visit_is_no_summary_and_documents_are_no_note(ground: Ground) -> None:
    with pytest.raises(NotYours):
        ground.documents.summary(LOCAL_PERSON, ground.submit().id)
    with pytest.raises(NotYours):
        ground.visits.note(LOCAL_PERSON, ground.submit_documents().id)


def test_documents_that_vanished_from_the_disk_are_said_to_be_gone(ground: Ground) -> None:
    entry = ground.submit_documents()
    ground.kept_files("documents")[0].unlink()
    ground.api.say(answer(200, UPLOADED))
    ground.sender().turn()
    found = ground.entry(entry)
    assert (found.state, found.problem) == (State.FAILED, "The documents are no longer kept here.")
    assert ground.api.requests == []


def test_what_is_malformed_beside_the_summary_does_not_harm_it(ground: Ground) -> None:
    odd = {
        "sections": [{"title": "Medications", "lines": "none"}],
        "documents": 7,
        "pages": [{"file": "a"}],
        "warnings": {},
        "removed": "many",
        "writer": 3,
        "brand_new": [1],
    }
    entry = done(ground, **odd)
    summary = ground.documents.summary(LOCAL_PERSON, entry.id)
    assert [part.title for part in summary.sections] == ["Medications"]
    assert "Lisinopril 20 mg daily" in summary.text
    assert (summary.pages, summary.left_out, summary.removed, summary.writer) == ((), (), 0, "")


def test_an_answer_about_another_upload_is_not_this_patients_summary(ground: Ground) -> None:
    entry = done(ground, upload_id="f" * 24)
    assert entry.state == State.QUEUED
    assert ground.documents.summary(LOCAL_PERSON, entry.id).sections == ()
    assert JOB not in json.dumps(entry.problem)
