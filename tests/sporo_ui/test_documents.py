"""Documents are kept before they are sent, whole or not at all, and their sources open from what was kept."""

import io
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.documents import DocumentsRequest, distinct
from sporo_ui.entries import LOCAL_PERSON, Entry, Kind, State
from sporo_ui.errors import AlreadySent, Unkept, Unsuitable
from sporo_ui.identity import Patient
from tests.sporo_ui.ground import ABOUT_DOCUMENTS, LIMIT, Ground, report


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
