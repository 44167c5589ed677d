"""Rows of every kind on the worklist: what they are, the next step, and the way out."""

import pytest
from streamlit.testing.v1 import AppTest

from sporo_ui.entries import LOCAL_PERSON, Entry, Kind
from sporo_ui.texts import TextRequest
from tests.pages.desk import Desk, plain, shown
from tests.sporo_ui.ground import ACCEPTED, JOB, UPLOADED, answer, report

TEXT = "History of high blood pressure."
SUMMARY = {"status": "completed", "response": "PROBLEMS\n- Hypertension"}
CODES = {
    "job_id": JOB,
    "status": "completed",
    "icd10_codes": [{"name": "Hypertension", "icd10_code": "I10", "evidence": "high blood pressure"}],
}


def labels(screen: AppTest) -> list[str]:
    return [button.label for button in screen.button]


def press(screen: AppTest, label: str) -> AppTest:
    return next(button for button in screen.button if button.label == label).click().run()


def finished(desk: Desk, kind: Kind) -> Entry:
    """Work of this kind with its result."""
    ground = desk.ground
    if kind is Kind.AUDIO:
        return desk.finished()
    if kind is Kind.DOCUMENTS:
        return ground.finished(ground.submit_documents(), UPLOADED, SUMMARY)
    if kind is Kind.CODES:
        return ground.finished(ground.codes.submit(LOCAL_PERSON, "JS, room 4", TEXT), ACCEPTED, CODES)
    ground.api.say(answer(200, SUMMARY))
    return ground.texts.summarize(LOCAL_PERSON, TextRequest("JS, room 4", TEXT))


def failed(desk: Desk, kind: Kind) -> Entry:
    """Work of this kind that the service refused."""
    ground = desk.ground
    if kind is Kind.DOCUMENTS:
        ground.submit_documents(report("one"), report("two"))
    else:
        ground.codes.submit(LOCAL_PERSON, "JS, room 4", TEXT)
    ground.api.say(answer(400, {"detail": "This can not be used."}))
    ground.sender().turn()
    (entry,) = ground.ledger.entries(LOCAL_PERSON)
    return entry


@pytest.mark.parametrize(
    ("kind", "icon", "step", "about"),
    [
        (Kind.AUDIO, ":material/mic:", "Read the note", "GENERAL TEMPLATE"),
        (Kind.DOCUMENTS, ":material/folder_open:", "Read the summary", "report 1.txt"),
        (Kind.TEXT, ":material/notes:", "Read the summary", "Text to summarize"),
        (Kind.CODES, ":material/tag:", "See the codes", "Text to code"),
    ],
)
def test_each_kind_has_its_icon_its_words_and_its_next_step(
    desk: Desk, kind: Kind, icon: str, step: str, about: str
) -> None:
    finished(desk, kind)
    screen = desk.open("worklist")
    assert step in labels(screen)
    row = next(part for part in map(plain, (part.value for part in screen.markdown)) if "JS, room 4" in part)
    assert row.startswith(icon)
    assert about in row


def test_the_usual_time_is_that_of_the_same_kind(desk: Desk) -> None:
    finished(desk, Kind.AUDIO)
    desk.ground.submit_documents()
    desk.ground.api.say(answer(200, UPLOADED), answer(200, {"status": "processing"}))
    desk.ground.sender().turn()
    desk.ground.clock.pass_(60)
    desk.ground.poller().turn()
    assert "usually" not in shown(desk.open("worklist"))


def test_refused_documents_can_be_downloaded_one_by_one_sent_again_and_discarded(desk: Desk) -> None:
    entry = failed(desk, Kind.DOCUMENTS)
    screen = desk.open("worklist")
    said = shown(screen)
    assert "This can not be used." in said
    assert "This deletes the entry and its documents here." in said
    names = [plain(button.label) for button in screen.download_button]
    assert names == ["report 1.txt", "report 2.txt"]
    assert len(screen.selectbox) == 0
    press(screen, "Send again")
    assert desk.ground.entry(entry).is_open
    desk.ground.sender().turn()
    press(desk.open("worklist"), "Discard it")
    assert desk.ground.ledger.entries(LOCAL_PERSON) == []
    assert desk.ground.kept_files("documents") == []


def test_a_refused_text_can_be_taken_back(desk: Desk) -> None:
    failed(desk, Kind.CODES)
    screen = desk.open("worklist")
    assert [button.label for button in screen.download_button] == ["Download the text"]
    assert "its text here" in shown(screen)


def test_what_is_done_and_still_kept_can_be_discarded(desk: Desk) -> None:
    entry = finished(desk, Kind.DOCUMENTS)
    assert "Discard it" not in labels(desk.open("worklist"))
    desk.ground.documents.settle(LOCAL_PERSON, entry.id, done=True)
    screen = desk.open("worklist")
    screen.segmented_control[0].set_value("Done").run()
    press(screen, "Discard it")
    assert desk.ground.kept_files("documents") == []


def test_a_row_of_another_persons_work_is_not_shown(desk: Desk) -> None:
    desk.ground.submit_documents(person="ada")
    assert "Nothing waiting." in shown(desk.open("worklist"))
