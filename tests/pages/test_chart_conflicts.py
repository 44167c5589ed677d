"""The conflicts of a summary: counted, settled by a person, opened again, and in what leaves the app."""

import io

import pytest
from streamlit.testing.v1 import AppTest

from sporo_ui.chart_conflicts import Settlement
from sporo_ui.documents import DocumentsRequest
from sporo_ui.entries import LOCAL_PERSON, Entry
from sporo_ui.errors import NotYours
from tests.pages.desk import Desk, drawn, plain, press, shown
from tests.pages.papers import pdf, word
from tests.sporo_ui.ground import UPLOADED


def stated(text: str, file: str) -> dict[str, object]:
    return {"text": text, "sources": [{"file": file, "page": 1, "quote": text}]}


TAKEN = stated("Lisinopril 10 mg", "letter.pdf")
RAISED = stated("Lisinopril 20 mg", "list.docx")
OTHER = stated("Metformin 500 mg", "list.docx")
RESULT = {
    "status": "completed",
    "response": "as sections",
    "sections": [{"title": "Medications", "lines": [TAKEN, RAISED, OTHER]}],
    "conflicts": [
        {"about": "Doses of lisinopril", "lines": [TAKEN, RAISED]},
        {"about": "Metformin", "lines": [OTHER, RAISED]},
    ],
}


@pytest.fixture
def entry(desk: Desk) -> Entry:
    files = [("letter.pdf", io.BytesIO(pdf())), ("list.docx", io.BytesIO(word()))]
    sent = desk.ground.documents.submit(LOCAL_PERSON, files, DocumentsRequest("AL"))
    return desk.ground.finished(sent, UPLOADED, RESULT)


def tick(screen: AppTest, *labels: str) -> AppTest:
    for label in labels:
        screen = next(box for box in screen.checkbox if plain(box.label) == label).check().run()
    return screen


def may_settle(screen: AppTest) -> bool:
    (button,) = (button for button in screen.button if button.label == "Settle this conflict")
    return not button.disabled


def settled(desk: Desk, entry: Entry, *labels: str) -> AppTest:
    screen = tick(press(desk.open("chart", entry=entry.id), "Settle"), *labels)
    return press(screen, "Settle this conflict")


def first_conflict(screen: AppTest, entry: Entry) -> list[str]:
    return [line["text"] for line in drawn(screen, f"conflict_{entry.id}_0")]


def leaves(screen: AppTest, entry: Entry) -> str:
    text: str = drawn(screen, f"copy_{entry.id}")["text"]
    return text


def test_conflicts_that_nobody_settled_are_counted_at_the_top_and_in_what_leaves(
    desk: Desk, entry: Entry
) -> None:
    screen = desk.open("chart", entry=entry.id)
    assert "-badge[:material/warning: 2 conflicts not settled]" in shown(screen)
    assert "CONFLICTS\n2 conflicts not settled.\n" in leaves(screen, entry)


def test_a_settled_conflict_stays_settled_and_stands_in_what_leaves(desk: Desk, entry: Entry) -> None:
    settled(desk, entry, "Lisinopril 20 mg")
    screen = desk.open("chart", entry=entry.id)
    assert first_conflict(screen, entry) == ["Does not hold: Lisinopril 10 mg", "Holds: Lisinopril 20 mg"]
    text = leaves(screen, entry)
    assert "1 conflict not settled.\n- Doses of lisinopril (settled)" in text
    assert "  - Holds: Lisinopril 20 mg (list.docx p. 1)" in text


def test_a_line_of_a_section_that_was_decided_against_says_so_wherever_it_stands(
    desk: Desk, entry: Entry
) -> None:
    screen = settled(desk, entry, "Lisinopril 20 mg")
    lines = [line["text"] for line in drawn(screen, f"lines_section_{entry.id}_0")]
    assert lines == [
        "Lisinopril 10 mg [does not hold: see Conflicts]",
        "Lisinopril 20 mg",
        "Metformin 500 mg",
    ]
    flagged = "- Lisinopril 10 mg (letter.pdf p. 1) [does not hold: see Conflicts]"
    assert flagged in leaves(screen, entry)
    assert flagged in drawn(screen, f"copy_section_{entry.id}_0")["text"]


def test_what_was_decided_against_is_not_coded_and_codes_made_before_are_out_of_date(
    desk: Desk, entry: Entry
) -> None:
    codes = desk.ground.codes
    codes.hand_over(LOCAL_PERSON, entry.id)
    settled(desk, entry, "Lisinopril 20 mg")
    handed = codes.made_of(LOCAL_PERSON, entry.id)
    assert handed
    assert handed.is_out_of_date
    again = codes.hand_over(LOCAL_PERSON, entry.id)
    assert codes.text(LOCAL_PERSON, again.id) == "MEDICATIONS\n- Lisinopril 20 mg\n- Metformin 500 mg"


def test_before_anything_is_ticked_or_said_there_is_nothing_to_settle(desk: Desk, entry: Entry) -> None:
    screen = press(desk.open("chart", entry=entry.id), "Settle")
    assert not may_settle(screen)
    assert "To settle it: tick what holds" in shown(screen)
    assert may_settle(tick(screen, "Lisinopril 10 mg"))


@pytest.mark.parametrize(
    ("ticked", "missing"),
    [
        ((), "say why nothing of it does"),
        (("Lisinopril 10 mg", "Lisinopril 20 mg"), "say why all of them hold"),
    ],
    ids=["neither", "both"],
)
def test_both_and_neither_are_settled_with_a_reason_of_the_persons_own(
    desk: Desk, entry: Entry, ticked: tuple[str, ...], missing: str
) -> None:
    screen = tick(press(desk.open("chart", entry=entry.id), "Settle"), *ticked)
    assert missing in shown(screen)
    assert not may_settle(screen)
    screen = screen.text_input[0].set_value("10 mg at night, 20 mg *by day*").run()
    screen = press(screen, "Settle this conflict")
    assert "Because: 10 mg at night, 20 mg *by day*" in shown(screen)
    begin = "Holds: " if ticked else "Does not hold: "
    assert first_conflict(screen, entry) == [f"{begin}Lisinopril 10 mg", f"{begin}Lisinopril 20 mg"]
    assert "  - Because: 10 mg at night, 20 mg *by day*" in leaves(screen, entry)


def test_a_settled_conflict_is_opened_again(desk: Desk, entry: Entry) -> None:
    before = leaves(desk.open("chart", entry=entry.id), entry)
    screen = settled(desk, entry, "Lisinopril 20 mg")
    assert leaves(screen, entry) != before
    screen = press(screen, "Undo")
    assert first_conflict(screen, entry) == ["Lisinopril 10 mg", "Lisinopril 20 mg"]
    assert leaves(screen, entry) == before


def test_what_is_decided_about_one_conflict_leaves_the_others_and_the_edits_as_they_are(
    desk: Desk, entry: Entry
) -> None:
    documents = desk.ground.documents
    documents.save_draft(LOCAL_PERSON, entry.id, 0, "Lisinopril stopped.")
    documents.settle_conflict(LOCAL_PERSON, entry.id, 1, Settlement((), "both are wrong"))
    screen = settled(desk, entry, "Lisinopril 20 mg")
    found = documents.summary(LOCAL_PERSON, entry.id)
    assert [each.settlement for each in found.conflicts] == [
        Settlement((1,)),
        Settlement((), "both are wrong"),
    ]
    assert found.sections[0].text == "Lisinopril stopped."
    assert shown(screen).count("All conflicts settled") == len({"at the top", "above the conflicts"})
    assert "not settled" not in shown(screen)


def test_a_summary_that_is_made_again_has_its_conflicts_open(desk: Desk, entry: Entry) -> None:
    desk.ground.documents.settle_conflict(LOCAL_PERSON, entry.id, 0, Settlement((0,)))
    desk.ground.documents.send_again(LOCAL_PERSON, entry.id)
    desk.ground.finished(desk.ground.entry(entry), UPLOADED, RESULT)
    found = desk.ground.documents.summary(LOCAL_PERSON, entry.id)
    assert found.open_conflicts == "2 conflicts not settled"


def test_another_person_can_not_settle_a_conflict(desk: Desk, entry: Entry) -> None:
    with pytest.raises(NotYours):
        desk.ground.documents.settle_conflict("somebody else", entry.id, 0, Settlement((0,)))


def test_what_is_decided_lies_sealed_in_the_ledger(desk: Desk, entry: Entry) -> None:
    reason = Settlement((0,), "her pharmacist")
    desk.ground.documents.settle_conflict(LOCAL_PERSON, entry.id, 0, reason)
    with desk.ground.engine.connect() as connection:
        (kept,) = connection.exec_driver_sql("SELECT text FROM drafts").scalars()
    assert b"pharmacist" not in bytes(kept)
