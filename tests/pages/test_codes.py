"""A text and its codes: what a person is shown of them, and the way from a note to its codes."""

from datetime import date

from streamlit.testing.v1 import AppTest

from sporo_ui.decisions import Standing
from sporo_ui.entries import LOCAL_PERSON, Entry, State
from tests.pages.desk import Desk, drawn, press, shown
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


def decide(desk: Desk, entry: Entry, **rows: Standing) -> AppTest:
    """The page after these decisions, each named as `row0`."""
    standings = {row.removeprefix("row"): standing for row, standing in rows.items()}
    desk.ground.codes.decide(LOCAL_PERSON, entry.id, standings)
    return desk.open("codes", entry=entry.id)


def labels(screen: AppTest) -> list[str]:
    return [button.label for button in screen.button]


def links(screen: AppTest) -> list[str]:
    return [link.proto.label for link in screen.get("page_link")]


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


def test_the_codes_stand_beside_the_text_with_their_evidence(desk: Desk) -> None:
    entry = coded(desk)
    told = drawn(desk.open("codes", entry=entry.id), f"review_{entry.id}")
    assert "".join(piece["text"] for piece in told["pieces"]) == TEXT
    first, second = told["rows"]
    assert (first["code"], first["name"]) == ("I10", "Essential *primary* hypertension")
    assert (second["evidence"], second["flag"]) == ("wheezing illness", "Not found in the text.")
    assert told["heard"] == 0


def test_release_coder_and_what_the_service_says_of_its_work_are_shown(desk: Desk) -> None:
    entry = coded(desk, coder="local", removed=2, warnings=["The text is not in English."])
    screen = desk.open("codes", entry=entry.id)
    assert "coded by local" in shown(screen)
    assert "2 proposed codes were taken out: not billable, or without words in the text." in shown(screen)
    assert "The text is not in English." in shown(screen)
    assert "Checked here against ICD-10-CM FY" in shown(screen)
    assert "in force" in shown(screen)


def test_a_service_that_tells_only_what_is_documented_has_nothing_more_to_show(desk: Desk) -> None:
    screen = desk.open("codes", entry=coded(desk).id)
    assert "coded by" not in shown(screen)
    assert "taken out" not in shown(screen)
    assert screen.warning == []


def test_no_code_is_said_plainly_and_one_can_be_added(desk: Desk) -> None:
    screen = desk.open("codes", entry=coded(desk, icd10_codes=[]).id)
    assert "No code was found in this text." in shown(screen)
    assert "Add a code" in labels(screen)


def test_before_any_decision_the_buttons_say_that_they_take_all(desk: Desk) -> None:
    entry = coded(desk)
    screen = desk.open("codes", entry=entry.id)
    copied = drawn(screen, f"copy_{entry.id}")
    assert copied["label"] == "Copy all 2, none decided"
    assert "I10 Essential *primary* hypertension" in copied["text"]
    table = drawn(screen, f"download_csv_{entry.id}")
    assert table["name"].endswith(".csv")
    assert (
        "I10,Essential *primary* hypertension,high blood pressure,as it is,0.88,none yet,I10" in table["text"]
    )


def test_only_what_was_accepted_is_copied(desk: Desk) -> None:
    entry = coded(desk)
    screen = decide(desk, entry, row0=Standing.REJECTED, row1=Standing.ACCEPTED)
    copied = drawn(screen, f"copy_{entry.id}")
    assert copied["label"] == "Copy the 1 accepted"
    assert copied["text"].endswith("\n\nJ45.909 Asthma\n")
    rows = drawn(screen, f"review_{entry.id}")["rows"]
    assert [row["standing"] for row in rows] == ["rejected", "accepted"]


def test_where_all_is_rejected_there_is_nothing_to_copy(desk: Desk) -> None:
    entry = coded(desk, icd10_codes=[ASTHMA])
    screen = decide(desk, entry, row0=Standing.REJECTED)
    assert "No code is accepted, so there is nothing to copy." in shown(screen)


def test_a_button_opens_the_search_for_a_code_to_add(desk: Desk) -> None:
    screen = press(desk.open("codes", entry=coded(desk).id), "Add a code")
    assert "Type words or a code." in shown(screen)


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
    assert "Another text" in labels(screen)


def test_a_note_is_handed_over_with_its_label_and_leads_to_its_codes(desk: Desk) -> None:
    visit = desk.finished()
    screen = press(desk.open("note", entry=visit.id), "Code this note")
    (entry,) = desk.ground.codes.entries(LOCAL_PERSON)
    assert (entry.label, entry.origin) == (visit.label, visit.id)
    assert screen.query_params["entry"] == entry.id
    assert "The note that was coded" in links(screen)

    screen = desk.open("note", entry=visit.id)
    assert "Codes of this note" in links(screen)
    assert not any(label.startswith("Code this note") for label in labels(screen))


def test_codes_of_a_note_that_was_edited_since_are_out_of_date_and_made_again(desk: Desk) -> None:
    visit = desk.finished()
    entry = desk.ground.codes.hand_over(LOCAL_PERSON, visit.id)
    desk.ground.finished(entry, ACCEPTED, COMPLETED)
    assert "out of date" not in shown(desk.open("codes", entry=entry.id))

    desk.ground.visits.save_draft(LOCAL_PERSON, visit.id, 0, "Codeine.")
    assert "The note was edited since they were made." in shown(desk.open("note", entry=visit.id))
    screen = desk.open("codes", entry=entry.id)
    assert "These codes are out of date" in shown(screen)
    screen = press(screen, "Code the note again")
    again = desk.ground.codes.entries(LOCAL_PERSON)[0]
    assert again.id != entry.id
    assert desk.ground.codes.text(LOCAL_PERSON, again.id) == "PLAN\nCodeine."
    assert "out of date" not in shown(screen)


def test_what_codes_were_made_from_may_be_gone(desk: Desk) -> None:
    visit = desk.finished()
    entry = desk.ground.codes.hand_over(LOCAL_PERSON, visit.id)
    desk.ground.visits.discard(LOCAL_PERSON, visit.id)
    assert "was discarded" in shown(desk.open("codes", entry=entry.id))


def test_a_note_with_nothing_in_it_is_not_handed_over(desk: Desk) -> None:
    visit = desk.finished(note="")
    assert "Code this note" not in labels(desk.open("note", entry=visit.id))


def test_the_day_of_the_visit_is_asked_and_kept(desk: Desk) -> None:
    entry = coded(desk)
    screen = desk.open("codes", entry=entry.id)
    assert screen.date_input[0].value == entry.created_at.date()
    screen.date_input[0].set_value(date(2020, 2, 3)).run()
    assert desk.ground.codes.result(LOCAL_PERSON, entry.id).day == date(2020, 2, 3)
    assert desk.open("codes", entry=entry.id).date_input[0].value == date(2020, 2, 3)
