"""A text and its codes: where each stands in the text, or plainly that it does not."""

from streamlit.testing.v1 import AppTest

from sporo_ui.entries import LOCAL_PERSON, Entry, State
from tests.pages.desk import Desk, drawn, plain, press, shown
from tests.sporo_ui.ground import ACCEPTED, JOB, answer

TEXT = "History of high blood pressure and asthma. No fever."
HYPERTENSION = {
    "name": "Essential *primary* hypertension",
    "icd10_code": "I10",
    "evidence": "high blood pressure",
    "confidence": 0.88,
}
ASTHMA = {"name": "Asthma", "icd10_code": "J45.909", "evidence": "wheezing illness"}
COMPLETED = {"job_id": JOB, "status": "completed", "icd10_codes": [HYPERTENSION, ASTHMA]}


def submitted(desk: Desk, text: str = TEXT) -> AppTest:
    screen = desk.open("codes")
    screen.text_area[0].set_value(text).run()
    return press(screen, "Find codes")


def coded(desk: Desk, **result: object) -> Entry:
    entry = desk.ground.codes.submit(LOCAL_PERSON, "AL, room 3", TEXT)
    return desk.ground.finished(entry, ACCEPTED, COMPLETED | result)


def rows(screen: AppTest) -> list[dict[str, str]]:
    """The rows of the table as they read."""
    return [
        {str(name): plain(cell) for name, cell in row.items()}
        for row in screen.table[0].value.to_dict("records")
    ]


def test_a_text_is_kept_at_once_and_its_page_shows_how_it_stands(desk: Desk) -> None:
    screen = submitted(desk)
    (entry,) = desk.ground.codes.entries(LOCAL_PERSON)
    assert entry.state is State.UNSENT
    assert entry.label.startswith("History of high blood pressure")
    assert "Kept here, about to be sent." in shown(screen)
    screen = press(screen, "Another text")
    assert screen.text_area[0].value == ""


def test_no_text_is_refused_in_words_and_stays(desk: Desk) -> None:
    screen = submitted(desk, "  ")
    assert "There is no text." in shown(screen)
    assert desk.ground.codes.entries(LOCAL_PERSON) == []


def test_each_code_has_its_words_underlined_and_numbered_in_the_text(desk: Desk) -> None:
    entry = coded(desk)
    screen = desk.open("codes", entry=entry.id)
    pieces = drawn(screen, f"coded_{entry.id}")["pieces"]
    assert [(piece["text"], piece["signs"]) for piece in pieces if piece["marked"]] == [
        ("high blood pressure", ["1"])
    ]
    assert "".join(piece["text"] for piece in pieces) == TEXT


def test_evidence_that_is_not_in_the_text_is_said_to_be_not(desk: Desk) -> None:
    first, second = rows(desk.open("codes", entry=coded(desk).id))
    assert first["Code"] == "**I10**"
    assert first["Name"] == "Essential *primary* hypertension"
    assert first["Evidence"] == "“high blood pressure”"
    assert first["Sure"] == "88%"
    assert "“wheezing illness”" in second["Evidence"]
    assert "not found in the text" in second["Evidence"]
    assert second["Sure"] == ""


def test_a_service_that_tells_no_confidence_gets_no_column_for_it(desk: Desk) -> None:
    screen = desk.open("codes", entry=coded(desk, icd10_codes=[ASTHMA]).id)
    assert "Sure" not in rows(screen)[0]


def test_a_name_with_markup_in_it_is_shown_as_it_is(desk: Desk) -> None:
    screen = desk.open("codes", entry=coded(desk).id)
    assert r"\*primary\*" in screen.table[0].value["Name"][0]


def test_no_code_is_said_plainly(desk: Desk) -> None:
    screen = desk.open("codes", entry=coded(desk, icd10_codes=[]).id)
    assert "No code was found in this text." in shown(screen)


def test_codes_are_copied_and_taken_to_a_spreadsheet(desk: Desk) -> None:
    entry = coded(desk)
    screen = desk.open("codes", entry=entry.id)
    assert "I10 Essential *primary* hypertension" in drawn(screen, f"copy_{entry.id}")["text"]
    table_file = drawn(screen, f"download_csv_{entry.id}")
    assert table_file["name"].endswith(".csv")
    assert "I10,Essential *primary* hypertension,high blood pressure,yes,0.88" in table_file["text"]


def test_a_failed_job_says_why_and_the_text_can_be_sent_again(desk: Desk) -> None:
    entry = coded(desk, status="failed", error_message="The coding service is not available.")
    screen = desk.open("codes", entry=entry.id)
    assert "The coding service is not available." in shown(screen)
    desk.ground.api.say(answer(202, ACCEPTED))
    press(screen, "Send again")
    assert desk.ground.entry(entry).is_open


def test_an_address_that_belongs_to_nobody_here_shows_a_way_back(desk: Desk) -> None:
    screen = desk.open("codes", entry="x")
    assert "This entry does not exist, or it is not yours." in shown(screen)
    assert "Another text" in [button.label for button in screen.button]
