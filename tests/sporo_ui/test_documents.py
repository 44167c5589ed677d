"""Documents are kept before they are sent, whole or not at all, and their sources open from what was kept."""

import io
import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.documents import DocumentsRequest, distinct
from sporo_ui.entries import LOCAL_PERSON, Entry, Kind, State
from sporo_ui.errors import AlreadySent, Gone, NotYours, Unkept, Unsuitable
from sporo_ui.identity import Patient
from tests.sporo_ui.ground import ABOUT_DOCUMENTS, JOB, LIMIT, UPLOADED, Ground, answer, report

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


def submit_named(ground: Ground, *names: str) -> Entry:
    files = [(name, io.BytesIO(report(f"{place}"))) for place, name in enumerate(names)]
    return ground.documents.submit(LOCAL_PERSON, files, ABOUT_DOCUMENTS)


def test_documents_wait_in_an_entry_with_what_is_asked(ground: Ground) -> None:
    entry = ground.submit_documents(report("one"), report("two"))
    assert (entry.kind, entry.state, entry.label) == (Kind.DOCUMENTS, State.UNSENT, "JS, room 4")
    assert entry.filenames == ("report 1.txt", "report 2.txt")
    asked = ground.documents.summary(LOCAL_PERSON, entry.id).request
    assert (asked.extra_information, dict(asked.metadata)) == ("cardiac history only", {"case": "1234"})
    assert len(ground.kept_files("documents")) == 2
    assert ground.documents.entries(LOCAL_PERSON) == [entry]
    assert ground.visits.entries(LOCAL_PERSON) == []


def test_nothing_that_describes_the_patient_is_readable_on_the_disk(ground: Ground) -> None:
    patient = Patient("tony@example.com", "Tony", "Stark")
    request = DocumentsRequest("JS, room 4", "since his infarction", {"case": "1234"}, patient)
    ground.submit_documents(report("Seen for a cough."), request=request)
    ground.engine.dispose()
    for path in (path for path in ground.folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for told in (b"room 4", b"infarction", b"1234", b"Stark", b"cough", b"report 1"):
            assert told not in content


def test_whoever_is_named_goes_along_and_nobody_else_does(ground: Ground) -> None:
    patient = Patient("tony@example.com", "Tony", "Stark")
    named = ground.submit_documents(request=DocumentsRequest("JS", patient=patient))
    unnamed = ground.submit_documents(request=DocumentsRequest("JS"))
    assert dict(ground.documents.summary(LOCAL_PERSON, named.id).request.metadata) == {
        "email": "tony@example.com",
        "first_name": "Tony",
        "last_name": "Stark",
    }
    assert dict(ground.documents.summary(LOCAL_PERSON, unnamed.id).request.metadata) == {}


def test_metadata_never_names_a_patient_behind_the_switch(ground: Ground) -> None:
    with pytest.raises(Unsuitable, match="name a patient"):
        ground.submit_documents(request=DocumentsRequest("JS", metadata={"E-mail": "a@b.org"}))
    assert ground.kept_files("documents") == []


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        ([], "no_files"),
        ([report(str(place)) for place in range(51)], "too_many_files"),
        ([report(), b""], "empty"),
        ([bytes(LIMIT // 2), bytes(LIMIT // 2 + 1)], "too_large"),
    ],
    ids=["none", "51", "empty", "too large together"],
)
def test_what_can_not_be_sent_is_refused_before_anything_is_kept(
    ground: Ground, contents: list[bytes], code: str
) -> None:
    files = [(f"{place}.txt", io.BytesIO(content)) for place, content in enumerate(contents)]
    with pytest.raises(Unsuitable) as caught:
        ground.documents.submit(LOCAL_PERSON, files, ABOUT_DOCUMENTS)
    assert caught.value.code == code
    assert caught.value.sentence.endswith(".")
    assert ground.kept_files("documents") == []
    assert ground.documents.entries(LOCAL_PERSON) == []


def test_a_disk_that_fills_up_keeps_none_of_them(ground: Ground) -> None:
    class FillsUp(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if size and size > 100:
                raise OSError(28, "No space left on device")
            return super().read(size)

    files = [("a.txt", io.BytesIO(report("one"))), ("b.txt", FillsUp(report("two")))]
    with pytest.raises(Unkept, match="so it was not sent"):
        ground.documents.submit(LOCAL_PERSON, files, ABOUT_DOCUMENTS)
    assert ground.kept_files("documents") == []
    assert ground.documents.entries(LOCAL_PERSON) == []


def test_a_folder_that_is_gone_is_said_in_a_sentence(ground: Ground) -> None:
    shutil.rmtree(ground.folder / "documents")
    with pytest.raises(Unkept):
        ground.submit_documents()


def test_a_double_submit_is_refused_in_any_order_of_the_files(ground: Ground) -> None:
    first = ground.submit_documents(report("one"), report("two"))
    with pytest.raises(AlreadySent, match="These documents were already sent") as caught:
        ground.submit_documents(report("two"), report("one"))
    assert caught.value.entry_id == first.id
    assert len(ground.kept_files("documents")) == 2


@pytest.mark.parametrize(
    "other",
    [
        DocumentsRequest("JS, room 4", "diabetes only", {"case": "1234"}),
        DocumentsRequest("JS, room 4", "cardiac history only", {"case": "1235"}),
        DocumentsRequest(
            "JS, room 4", "cardiac history only", {"case": "1234"}, Patient("a@b.org", "A", "B")
        ),
    ],
    ids=["focus", "metadata", "patient"],
)
def test_another_request_about_the_same_documents_is_another_entry(
    ground: Ground, other: DocumentsRequest
) -> None:
    ground.submit_documents()
    ground.submit_documents(request=other)
    assert len(ground.documents.entries(LOCAL_PERSON)) == 2


def test_files_of_one_name_are_numbered_and_names_are_no_paths(ground: Ground) -> None:
    entry = submit_named(ground, "../../etc/passwd", "C:\\scans\\a.pdf", "a.pdf", "a.pdf", ".", 'a"b\n.txt')
    assert entry.filenames == ("passwd", "a.pdf", "a (2).pdf", "a (3).pdf", "document", "a'b.txt")


@given(st.lists(st.text(max_size=200), max_size=12))
def test_names_are_told_apart_and_fit_to_travel(names: list[str]) -> None:
    found = distinct(names)
    assert len(set(found)) == len(found) == len(names)
    for name in found:
        assert 0 < len(name) <= 140
        assert name.isprintable()
        assert not set('/\\"') & set(name)


def test_a_name_of_any_length_arrives_as_it_is_sent(ground: Ground) -> None:
    (name,) = submit_named(ground, "x" * 500 + ".pdf").filenames
    assert len(name) <= 140
    assert name.endswith("x.pdf")


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
