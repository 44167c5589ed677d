"""What was recorded and not sent waits on the record page, for its person alone."""

from streamlit.testing.v1 import AppTest

from sporo_ui.entries import LOCAL_PERSON, State
from sporo_ui.recordings import STILL_ARRIVING
from sporo_ui.tickets import Ticket
from tests.pages.desk import Desk, shown
from tests.pages.test_record import choose_template, send_button, visit
from tests.sporo_ui.browser_sound import pieces_of, tone

ID = "c" * 24
SECONDS = 4


def keep(desk: Desk, person: str = LOCAL_PERSON, recording: str = ID) -> None:
    """A recording of some seconds whose page is gone."""
    ticket = Ticket(person, recording, desk.ground.clock.now)
    for number, piece in enumerate(pieces_of(tone(SECONDS), SECONDS // 2)):
        desk.ground.unfinished.take(ticket, number, piece)


def leave(desk: Desk) -> None:
    desk.ground.clock.pass_(STILL_ARRIVING)


def press(screen: AppTest, label: str) -> AppTest:
    return next(button for button in screen.button if button.label == label).click().run()


def test_an_unfinished_recording_says_how_long_it_is_and_what_can_be_done(desk: Desk) -> None:
    keep(desk)
    leave(desk)
    screen = desk.open("record")
    assert "4 s, was not finished." in shown(screen)
    assert {"Take it up", "Listen", "Discard the recording"} <= {button.label for button in screen.button}


def test_somebody_elses_recording_is_not_shown(desk: Desk) -> None:
    keep(desk, person="somebody else")
    leave(desk)
    assert "was not finished" not in shown(desk.open("record"))


def test_a_recording_that_goes_on_elsewhere_is_not_taken_up(desk: Desk) -> None:
    keep(desk)
    screen = desk.open("record")
    assert "goes on in another window" in shown(screen)
    assert "Take it up" not in {button.label for button in screen.button}


def test_what_is_taken_up_is_sent_like_any_recording_and_is_then_finished(desk: Desk) -> None:
    keep(desk)
    leave(desk)
    screen = press(desk.open("record"), "Take it up")
    assert "4 s of recording are ready to be sent." in shown(screen)
    assert screen.checkbox[0].value
    choose_template(screen)
    screen.text_input(key=f"label_{visit(screen)}").set_value("AB, room 3").run()
    send_button(screen).click().run()
    (entry,) = desk.entries()
    assert (entry.state, entry.filename) == (State.UNSENT, "recording.ogg")
    sound, media_type = desk.ground.visits.recording(LOCAL_PERSON, entry.id)
    assert (sound.read(4), media_type) == (b"OggS", "audio/ogg")
    assert desk.ground.unfinished.unfinished(LOCAL_PERSON) == []
    assert desk.ground.unfinished.is_over(ID)


def test_what_is_discarded_is_gone(desk: Desk) -> None:
    keep(desk)
    leave(desk)
    screen = press(desk.open("record"), "Discard the recording")
    assert "was not finished" not in shown(screen)
    assert desk.ground.unfinished.unfinished(LOCAL_PERSON) == []


def test_a_recording_that_can_not_be_played_says_so_and_stays(desk: Desk) -> None:
    desk.ground.unfinished.take(Ticket(LOCAL_PERSON, ID, 0.0), 0, b"not sound at all")
    leave(desk)
    screen = press(desk.open("record"), "Listen")
    assert "Nothing in this recording can be played." in shown(screen)
    assert len(desk.ground.unfinished.unfinished(LOCAL_PERSON)) == 1


def test_a_taken_up_recording_that_can_not_be_put_together_is_not_lost(desk: Desk) -> None:
    desk.ground.unfinished.take(Ticket(LOCAL_PERSON, ID, 0.0), 0, b"not sound at all")
    leave(desk)
    screen = press(desk.open("record"), "Take it up")
    choose_template(screen)
    screen.text_input(key=f"label_{visit(screen)}").set_value("AB, room 3").run()
    send_button(screen).click().run()
    assert "Nothing in this recording can be played." in shown(screen)
    assert desk.entries() == []
    assert len(desk.ground.unfinished.unfinished(LOCAL_PERSON)) == 1
