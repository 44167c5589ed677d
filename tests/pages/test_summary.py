"""A text and its summary: at once, or with all that was typed still there."""

import httpx
from streamlit.testing.v1 import AppTest

from sporo_ui.entries import LOCAL_PERSON, Entry
from sporo_ui.models import Source
from sporo_ui.state import Opened
from tests.pages.desk import Desk, drawn, press, shown
from tests.sporo_ui.ground import Said, answer

TEXT = "Seen for a cough of three days. Start honey <i>at night</i>."
QUOTE = Source(file="text", page=1, quote="cough of three days")
ANSWER = {
    "response": "PROBLEMS\n- Cough for three days",
    "sections": [
        {
            "title": "Problems",
            "lines": [{"text": "Cough for three days", "sources": [QUOTE.model_dump()]}],
        }
    ],
    "conflicts": [],
    "writer": "local rules",
    "removed": 0,
}


def typed(desk: Desk, text: str = TEXT, focus: str = "in two lines") -> AppTest:
    screen = desk.open("summary")
    screen.text_area[0].set_value(text)
    screen.text_input[0].set_value(focus)
    return screen.run()


def summarized(desk: Desk, *said: Said) -> AppTest:
    desk.ground.api.say(*said)
    return press(typed(desk), "Summarize")


def entry_of(desk: Desk) -> Entry:
    (entry,) = desk.ground.texts.entries(LOCAL_PERSON)
    return entry


def test_the_summary_stands_beside_its_text(desk: Desk) -> None:
    screen = summarized(desk, answer(200, ANSWER))
    entry = entry_of(desk)
    assert screen.title[0].value.replace("\\", "").startswith("Seen for a cough of three days.")
    (line,) = drawn(screen, f"lines_section_{entry.id}_0")
    assert line["text"] == "Cough for three days"
    assert [(source["file"], source["page"]) for source in line["sources"]] == [("", "in the text")]
    pieces = drawn(screen, f"text_{entry.id}")["pieces"]
    assert [piece["text"] for piece in pieces] == [TEXT]
    assert "asked for: in two lines" in shown(screen)


def test_the_words_that_a_line_rests_on_are_marked_in_the_text(desk: Desk) -> None:
    screen = summarized(desk, answer(200, ANSWER))
    entry = entry_of(desk)
    screen.session_state["session"].opened = Opened(entry.id, QUOTE)
    pieces = drawn(screen.run(), f"text_{entry.id}")["pieces"]
    assert [piece["text"] for piece in pieces if piece["marked"]] == ["cough of three days"]


def test_what_goes_wrong_keeps_what_was_typed_and_leads_to_what_is_kept(desk: Desk) -> None:
    screen = summarized(desk, httpx.ConnectError("refused"))
    assert "can't be reached" in shown(screen)
    assert screen.text_area[0].value == TEXT
    assert screen.text_input[0].value == "in two lines"
    assert "Open what is kept" in [link.label for link in screen.main.page_link]
    assert entry_of(desk).is_kept


def test_no_text_is_refused_in_words(desk: Desk) -> None:
    screen = press(desk.open("summary"), "Summarize")
    assert "There is no text. Paste or type a text." in shown(screen)
    assert desk.ground.texts.entries(LOCAL_PERSON) == []


def test_what_is_not_sent_outlives_a_look_at_another_page(desk: Desk) -> None:
    screen = typed(desk).switch_page("../pages/templates.py").run()
    screen = screen.switch_page("../pages/summary.py").run()
    assert screen.text_area[0].value == TEXT


def test_a_box_shows_what_was_typed_though_streamlit_still_holds_what_was_before(desk: Desk) -> None:
    screen = typed(desk)
    here = screen.session_state["session"]
    screen.session_state[here.text.key("text")] = ""
    assert screen.run().text_area[0].value == ""
    here.text.typed["text"] = TEXT
    here.open("templates")
    assert screen.run().text_area[0].value == TEXT


def test_an_earlier_summary_is_read_by_its_address_and_the_next_text_begins_empty(desk: Desk) -> None:
    summarized(desk, answer(200, ANSWER))
    screen = desk.open("summary", entry=entry_of(desk).id)
    assert "Nobody has signed this summary. Check it against the text" in shown(screen)
    screen = press(screen, "Another text")
    assert screen.title[0].value == "Text"
    assert screen.text_area[0].value == ""


def test_after_it_was_sent_nothing_of_it_stays_in_the_form(desk: Desk) -> None:
    screen = press(summarized(desk, answer(200, ANSWER)), "Another text")
    assert [screen.text_area[0].value, screen.text_input[0].value] == ["", ""]
    assert "What you sent last is on the worklist." in shown(screen)


def test_the_same_text_again_leads_to_the_earlier_summary(desk: Desk) -> None:
    summarized(desk, answer(200, ANSWER))
    screen = press(typed(desk), "Summarize")
    assert "This text was already sent with this request." in shown(screen)
    assert screen.text_area[0].value == TEXT


def test_an_address_that_belongs_to_nobody_here_shows_a_way_back(desk: Desk) -> None:
    screen = desk.open("summary", entry="x")
    assert "This entry does not exist, or it is not yours." in shown(screen)
    assert "Another text" in [button.label for button in screen.button]


def test_what_the_text_was_to_be_read_for_stands_folded_on_its_summary(desk: Desk) -> None:
    (folded,) = summarized(desk, answer(200, ANSWER)).expander
    assert folded.label == "What was sent with it"
    assert "in two lines" in folded.markdown[0].value


def test_a_conflict_within_a_text_is_settled_too(desk: Desk) -> None:
    two = [{"text": f"Cough for {days} days", "sources": [QUOTE.model_dump()]} for days in (3, 5)]
    conflicts = [{"about": "Cough", "lines": two}]
    screen = press(summarized(desk, answer(200, ANSWER | {"conflicts": conflicts})), "Settle")
    screen = screen.checkbox[0].check().run()
    press(screen, "Settle this conflict")
    found = desk.ground.texts.summary(LOCAL_PERSON, entry_of(desk).id)
    assert "- Cough (settled)\n  - Holds: Cough for 3 days\n  - Does not hold: Cough for 5 days" in found.text
