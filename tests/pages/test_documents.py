"""Documents before they are sent: what is wrong with each, what goes along, and that nothing gets lost."""

import pytest
from streamlit.testing.v1 import AppTest

from sporo_ui.entries import LOCAL_PERSON, Entry, State
from sporo_ui.kept_files import FRAME
from sporo_ui.preflight import Inspected
from sporo_ui.state import DocumentsSheet, Dropped
from tests.pages.desk import Desk, press, shown
from tests.pages.papers import BROKEN, pdf, word
from tests.sporo_ui.ground import LIMIT, report

GOOD = ("letter.pdf", pdf(), "application/pdf")
LIST = ("list *new*.docx", word(), "application/octet-stream")
CUT = ("cut.pdf", BROKEN, "application/pdf")


def drop(screen: AppTest, *files: tuple[str, bytes, str]) -> AppTest:
    return screen.file_uploader[0].set_value(list(files)).run()


def sheet(screen: AppTest) -> DocumentsSheet:
    found: DocumentsSheet = screen.session_state["session"].documents
    return found


def send_button(screen: AppTest) -> str:
    (button,) = (button for button in screen.button if button.key == "send_documents")
    return f"{button.label}{' (off)' if button.disabled else ''}"


def box(screen: AppTest, field: str, text: str) -> AppTest:
    key = sheet(screen).key(field)
    return screen.text_input(key=key).set_value(text).run()


def tick(screen: AppTest, label: str) -> AppTest:
    return next(found for found in screen.checkbox if found.label == label).check().run()


def name_patient(screen: AppTest) -> AppTest:
    screen = tick(screen, "Tell the service who the patient is")
    for field, text in (("email", "ada@example.org"), ("first", "Ada"), ("last", "Lovelace")):
        screen = box(screen, field, text)
    return screen


def sent(desk: Desk) -> Entry:
    (entry,) = desk.ground.documents.entries(LOCAL_PERSON)
    return entry


def asked(desk: Desk) -> dict[str, str]:
    return dict(desk.ground.documents.summary(LOCAL_PERSON, sent(desk).id).request.metadata)


def test_an_empty_page_says_what_to_do_first(desk: Desk) -> None:
    screen = desk.open("documents")
    assert send_button(screen) == "Send documents (off)"
    assert "To send them: add documents." in shown(screen)


def test_what_is_wrong_with_each_file_is_said_before_anything_is_sent(desk: Desk) -> None:
    screen = drop(desk.open("documents"), GOOD, LIST, CUT)
    text = shown(screen)
    assert "letter.pdf" in text
    assert "PDF · 2 pages" in text
    assert "list *new*.docx" in text
    assert "This file is damaged or incomplete." in text
    assert text.count("Ready") == 2
    assert send_button(screen) == "Send the 2 that are ready"
    assert desk.ground.documents.entries(LOCAL_PERSON) == []


def test_each_drop_adds_to_what_is_there_and_one_file_can_be_removed(desk: Desk) -> None:
    screen = drop(drop(desk.open("documents"), GOOD), LIST)
    assert send_button(screen) == "Send 2 documents"
    screen = press(screen, "Remove")
    assert [file.name for file in sheet(screen).files] == ["list *new*.docx"]
    assert send_button(screen) == "Send 1 document"


def test_files_that_can_not_be_read_are_not_sent_at_all(desk: Desk) -> None:
    screen = drop(desk.open("documents"), CUT)
    assert send_button(screen) == "Send documents (off)"
    assert "To send them: replace or repair the files." in shown(screen)


def test_nothing_of_the_options_stands_beneath_the_table_that_comes_late(desk: Desk) -> None:
    options = desk.open("documents").expander[0]
    *before, last = [element.type for element in options.children.values()]
    assert last == "dataframe"
    assert "checkbox" in before


def test_only_what_is_ready_is_sent_and_its_page_opens(desk: Desk) -> None:
    screen = press(drop(desk.open("documents"), CUT, GOOD, LIST), "Send the 2 that are ready")
    entry = sent(desk)
    assert entry.filenames == ("letter.pdf", "list *new*.docx")
    assert entry.label == "letter.pdf and 1 more"
    assert screen.title[0].value.replace("\\", "") == "letter.pdf and 1 more"
    screen = screen.switch_page("../pages/documents.py").run()
    assert sheet(screen).files == []
    assert "What you sent last is on the worklist." in shown(screen)


def test_label_focus_and_metadata_go_along(desk: Desk) -> None:
    screen = drop(desk.open("documents"), GOOD)
    screen = box(screen, "label", "AL, cardiology")
    screen = box(screen, "focus", "cardiac history only")
    sheet(screen).metadata_now = [("case", "1234"), ("ward", "3")]
    screen = screen.run()
    assert "Sent along: what to focus on, 2 fields of metadata." in shown(screen)
    press(screen, "Send 1 document")
    assert sent(desk).label == "AL, cardiology"
    assert asked(desk) == {"case": "1234", "ward": "3"}


def test_a_patient_is_named_to_the_service_only_after_it_was_read_back_and_confirmed(desk: Desk) -> None:
    screen = drop(desk.open("documents"), GOOD)
    assert "Off: nothing that names the patient is sent" in shown(screen)
    screen = tick(screen, "Tell the service who the patient is")
    assert "fill in the patient's e-mail address and both names" in shown(screen)
    screen = name_patient(screen)
    assert "creates a patient record if it finds none" in shown(screen)
    assert send_button(screen).endswith("(off)")
    screen = tick(screen, "That is what I want.")
    press(screen, "Send 1 document")
    assert asked(desk) == {"email": "ada@example.org", "first_name": "Ada", "last_name": "Lovelace"}


@pytest.mark.parametrize("email", ["ada", "ada@", "@example.org", "ada lovelace@example.org", "a@b@c"])
def test_what_is_no_address_is_said_before_anything_is_sent(desk: Desk, email: str) -> None:
    screen = box(name_patient(drop(desk.open("documents"), GOOD)), "email", email)
    assert "To send them: correct the patient's e-mail address." in shown(screen)
    assert "creates a patient record" not in shown(screen)
    assert send_button(screen).endswith("(off)")
    screen = tick(box(screen, "email", "ada@example.org"), "That is what I want.")
    assert send_button(screen) == "Send 1 document"


def test_more_documents_than_are_taken_at_once_are_said_before_anything_is_sent(desk: Desk) -> None:
    screen = desk.open("documents")
    sheet(screen).files = [
        Dropped(str(number), f"{number}.txt", b"Cough.", Inspected(f"{number}.txt", "text", None, 6))
        for number in range(51)
    ]
    screen = screen.run()
    assert send_button(screen) == "Send 51 documents (off)"
    assert "These are 51 documents; the most at once are 50. Remove some of them" in shown(screen)
    screen = press(screen, "Remove")
    assert send_button(screen) == "Send 50 documents"
    assert "the most at once" not in shown(screen)


def test_documents_that_are_too_large_together_are_said_before_anything_is_sent(desk: Desk) -> None:
    half = [(f"{mark}.txt", report(mark, LIMIT / FRAME * 0.6), "text/plain") for mark in "ab"]
    screen = drop(desk.open("documents"), *half)
    assert send_button(screen) == "Send 2 documents (off)"
    assert "Together they are larger than" in shown(screen)
    assert send_button(press(screen, "Remove")) == "Send 1 document"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("", "1234")], "A value of the metadata has no name. Give it a name, or clear its row."),
        ([("case", "1"), ("Case", "2")], "“Case” stands there twice. Keep one of them, or rename one."),
        ([("job_id", "1")], "“job_id” means something else to the service. Give it another name."),
    ],
)
def test_a_bad_name_in_the_metadata_is_said_before_anything_is_sent(
    desk: Desk, rows: list[tuple[str, str]], said: str
) -> None:
    screen = drop(desk.open("documents"), GOOD)
    sheet(screen).metadata_now = rows
    screen = screen.run()
    assert said in shown(screen)
    assert send_button(screen) == "Send 1 document (off)"
    sheet(screen).metadata_now = []
    assert send_button(screen.run()) == "Send 1 document"


def test_another_name_takes_the_confirmation_back(desk: Desk) -> None:
    screen = name_patient(drop(desk.open("documents"), GOOD))
    screen = tick(screen, "That is what I want.")
    screen = box(screen, "last", "Byron")
    assert send_button(screen).endswith("(off)")
    assert "confirm what sending the patient does" in shown(screen)


def test_a_patient_switched_off_again_is_not_named(desk: Desk) -> None:
    screen = tick(name_patient(drop(desk.open("documents"), GOOD)), "That is what I want.")
    screen.checkbox[0].uncheck().run()
    press(screen, "Send 1 document")
    assert asked(desk) == {}


def test_what_is_not_sent_outlives_a_look_at_another_page(desk: Desk) -> None:
    screen = drop(desk.open("documents"), GOOD, CUT)
    screen = box(screen, "label", "AL, cardiology")
    screen = box(screen, "focus", "changes since March")
    screen = screen.switch_page("../pages/worklist.py").run()
    screen = screen.switch_page("../pages/documents.py").run()
    assert send_button(screen) == "Send the 1 that is ready"
    assert [found.value for found in screen.text_input] == [
        "AL, cardiology",
        "changes since March",
    ]


def test_metadata_that_the_service_would_take_for_something_else_is_refused_in_words(desk: Desk) -> None:
    screen = drop(desk.open("documents"), GOOD)
    sheet(screen).metadata_now = [("email", "ada@example.org")]
    screen = screen.run()
    assert send_button(screen) == "Send 1 document (off)"
    assert "“email” would name a patient to the service. Use the patient fields" in shown(screen)
    assert desk.ground.documents.entries(LOCAL_PERSON) == []
    assert [file.name for file in sheet(screen).files] == ["letter.pdf"]


def test_the_same_documents_again_lead_to_the_earlier_entry(desk: Desk) -> None:
    press(drop(desk.open("documents"), GOOD), "Send 1 document")
    screen = press(drop(desk.open("documents"), GOOD), "Send 1 document")
    assert "These documents were already sent with this request." in shown(screen)
    assert "Open the earlier one" in [link.label for link in screen.main.page_link]
    assert sent(desk).state is State.UNSENT
