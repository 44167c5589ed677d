import shutil

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from sporo_ui.entries import LOCAL_PERSON, State
from sporo_ui.errors import Unreachable
from tests.pages.desk import CLIP, Desk, shown
from tests.sound import wav_of
from tests.sporo_ui.browser_sound import heard_in, tone
from tests.sporo_ui.ground import answer, wav

SOAP, LETTER = "a" * 24, "b" * 24


def choose_template(screen: AppTest, template_id: str = SOAP) -> AppTest:
    return screen.pills[0].set_value(template_id).run()


def fill(screen: AppTest, label: str = "AB, room 3") -> AppTest:
    choose_template(screen)
    screen.text_input(key=f"label_{visit(screen)}").set_value(label).run()
    screen.checkbox[0].check().run()
    return screen.file_uploader[0].set_value(("visit.ogg", CLIP, "audio/ogg")).run()


def visit(screen: AppTest) -> int:
    number: int = screen.session_state["session"].visit
    return number


def send_button(screen: AppTest) -> Button:
    return next(button for button in screen.button if button.label == "Send for a note")


def test_nothing_can_be_sent_before_all_is_there_and_the_page_says_what_is_missing(desk: Desk) -> None:
    screen = desk.open("record")
    assert send_button(screen).disabled
    for step in ("choose a template", "give the visit a label", "tick the consent", "record the visit"):
        assert step in shown(screen)


def test_a_visit_that_is_sent_is_in_the_ledger_and_its_form_is_empty(desk: Desk) -> None:
    screen = fill(desk.open("record"))
    assert not send_button(screen).disabled
    send_button(screen).click().run()
    (entry,) = desk.entries()
    assert (entry.label, entry.template_name, entry.filename) == ("AB, room 3", "SOAP", "visit.ogg")
    assert entry.state is State.UNSENT
    assert screen.title[0].value == "Worklist"

    again = screen.switch_page("../pages/record.py").run()
    assert again.text_input(key=f"label_{visit(again)}").value == ""
    assert not again.checkbox[0].value
    assert not again.file_uploader[0].value
    assert send_button(again).disabled


def test_the_same_recording_sent_twice_is_one_job_with_a_way_to_the_first(desk: Desk) -> None:
    send_button(fill(desk.open("record"))).click().run()
    screen = send_button(fill(desk.open("record"))).click().run()
    assert "already sent" in shown(screen)
    assert len(desk.entries()) == 1


def test_the_same_recording_sent_again_on_purpose_is_refused_in_words_too(desk: Desk) -> None:
    screen = send_button(fill(desk.open("record"))).click().run()
    again = screen.switch_page("../pages/record.py").run()
    again.text_input(key=f"label_{visit(again)}").set_value("CD, room 4").run()
    again.checkbox[0].check().run()
    again.file_uploader[0].set_value(("visit.ogg", CLIP, "audio/ogg")).run()
    send_button(again).click().run()
    assert "already sent" in shown(again)
    assert len(desk.entries()) == 1


def test_what_was_changed_just_before_the_click_is_what_is_sent(desk: Desk) -> None:
    screen = fill(desk.open("record"), label="AB, room 3")
    screen.text_input(key=f"label_{visit(screen)}").set_value("CD, room 4")
    send_button(screen).click().run()
    assert [entry.label for entry in desk.entries()] == ["CD, room 4"]


def test_consent_taken_back_just_before_the_click_sends_nothing(desk: Desk) -> None:
    screen = fill(desk.open("record"))
    screen.checkbox[0].uncheck()
    send_button(screen).click().run()
    assert desk.entries() == []
    assert "tick the consent" in shown(screen)


def test_consent_taken_back_takes_the_button_back(desk: Desk) -> None:
    screen = fill(desk.open("record"))
    screen.checkbox[0].uncheck().run()
    assert send_button(screen).disabled
    assert "tick the consent" in shown(screen)


def test_a_file_that_is_no_recording_is_refused_at_once_with_one_sentence(desk: Desk) -> None:
    screen = fill(desk.open("record"))
    screen.file_uploader[0].set_value(("visit.mp3", b"%PDF-1.7 something", "audio/mpeg")).run()
    assert "This is a PDF, not a recording." in shown(screen)
    assert send_button(screen).disabled


def test_a_disk_that_takes_nothing_leaves_the_visit_on_the_page(desk: Desk) -> None:
    screen = fill(desk.open("record"))
    shutil.rmtree(desk.ground.folder / "recordings")
    send_button(screen).click().run()
    assert "could not be stored on this machine" in shown(screen)
    assert screen.file_uploader[0].value
    assert not send_button(screen).disabled


def test_two_recordings_at_once_are_not_guessed_between(desk: Desk) -> None:
    desk.record_simply()
    screen = fill(desk.open("record"))
    screen.audio_input[0].set_value(("audio.wav", wav(), "audio/wav")).run()
    assert "There is a recording of this page, and one from a file." in shown(screen)
    assert send_button(screen).disabled


def test_templates_are_found_while_typing_and_the_choice_stays(desk: Desk) -> None:
    screen = choose_template(desk.open("record"))
    screen.text_input(key="template_search").set_value("letter").run()
    assert screen.pills[0].options == ["Consult letter"]
    assert "SOAP · The four classic parts." in shown(screen).replace("**", "")
    screen.text_input(key="template_search").set_value("nothing like this").run()
    assert "No template has these words." in shown(screen)


def test_a_template_used_before_comes_first(desk: Desk) -> None:
    screen = fill(desk.open("record"))
    choose_template(screen, LETTER)
    send_button(screen).click().run()
    screen.switch_page("../pages/record.py").run()
    assert screen.pills[0].options == ["Consult letter", "SOAP"]


def test_without_the_service_the_page_says_so_and_offers_to_look_again(desk: Desk) -> None:
    desk.catalog.say(Unreachable(arrived=False))
    screen = desk.open("record")
    assert "The service can't be reached." in shown(screen)
    desk.catalog.say(answer(200, {"data": [], "count": 0}))
    next(button for button in screen.button if button.label == "Look again").click().run()
    assert "The service offers no templates." in shown(screen)


def test_a_recording_of_a_telephone_is_converted_when_it_is_sent(desk: Desk) -> None:
    screen = fill(desk.open("record"))
    memo = ("memo.m4a", tone(3, container="mp4", codec="aac"), "audio/mp4")
    screen.file_uploader[0].set_value(memo).run()
    assert "converted when it is sent" in shown(screen)
    send_button(screen).click().run()
    (entry,) = desk.entries()
    sound, media_type = desk.ground.visits.recording(LOCAL_PERSON, entry.id)
    assert (sound.read(4), media_type) == (b"OggS", "audio/ogg")


def test_parts_of_a_visit_are_joined_in_the_order_that_the_person_gives_them(desk: Desk) -> None:
    screen = fill(desk.open("record"))
    low, high = tone(2, hertz=300), tone(1, hertz=900)
    screen.file_uploader[0].set_value(
        [("low.webm", low, "audio/webm"), ("high.webm", high, "audio/webm")]
    ).run()
    assert "1. low.webm" in shown(screen)
    next(
        button for button in screen.button if button.label == "Earlier" and not button.disabled
    ).click().run()
    assert "1. high.webm" in shown(screen)
    send_button(screen).click().run()
    (entry,) = desk.entries()
    sound, _ = desk.ground.visits.recording(LOCAL_PERSON, entry.id)
    assert heard_in(sound.read())[0] == pytest.approx(3, abs=0.1)
    assert entry.filename == "high.webm"


def test_silence_is_not_sent_and_spends_no_quota(desk: Desk) -> None:
    screen = fill(desk.open("record"))
    screen.file_uploader[0].set_value(("quiet.wav", wav_of(bytes(400_000), 16_000), "audio/wav")).run()
    assert "Hardly anything can be heard in this recording." in shown(screen)
    assert send_button(screen).disabled
