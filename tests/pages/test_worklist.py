import pytest
from streamlit.testing.v1 import AppTest

from sporo_ui.entries import LOCAL_PERSON
from sporo_ui.errors import Unreachable
from tests.pages.desk import Desk, shown
from tests.sporo_ui.ground import ACCEPTED, answer, wav


def tabs(screen: AppTest) -> list[str]:
    return list(screen.segmented_control[0].options)


def press(screen: AppTest, label: str) -> AppTest:
    return next(button for button in screen.button if button.label == label).click().run()


def test_an_empty_worklist_says_what_to_do_first(desk: Desk) -> None:
    screen = desk.open("worklist")
    assert "Nothing waiting. Record a visit." in shown(screen)


def test_a_visit_under_way_is_in_progress_and_survives_a_new_session(desk: Desk) -> None:
    desk.ground.accepted()
    for _ in range(2):
        screen = desk.open("worklist")
        assert tabs(screen) == ["Needs me", "In progress (1)", "Done"]
        assert "JS, room 4" in shown(screen)
        assert "waiting for its turn" in shown(screen)


def test_a_long_list_comes_in_pages_and_stays_in_reach_when_it_gets_shorter(desk: Desk) -> None:
    entries = [
        desk.ground.submit(wav(mark=str(number).encode()), label=f"Visit {number:02}") for number in range(21)
    ]
    screen = desk.open("worklist")
    assert "Visit 20" in shown(screen)
    assert "Visit 00" not in shown(screen)
    assert "Visit 00" in shown(screen.pagination[0].set_value(2).run())
    desk.ground.visits.discard(LOCAL_PERSON, entries[20].id)
    assert "Visit 00" in shown(screen.run())


def test_progress_is_shown_as_a_bar(desk: Desk) -> None:
    desk.ground.accepted()
    desk.ground.api.say(answer(200, ACCEPTED | {"status": "processing", "progress": 0.4}))
    desk.ground.clock.pass_(60)
    desk.ground.poller().turn()
    (bar,) = desk.open("worklist").progress
    assert bar.value == 40


def test_a_finished_note_needs_me_and_opens(desk: Desk) -> None:
    desk.finished()
    screen = desk.open("worklist")
    assert tabs(screen) == ["Needs me (1)", "In progress", "Done"]
    assert shown(press(screen, "Read the note")).startswith("JS, room 4")


def test_a_failed_visit_says_why_and_can_be_sent_again(desk: Desk) -> None:
    entry = desk.ground.accepted()
    desk.ground.api.say(answer(200, {"status": "failed", "error_message": "The recording can't be played."}))
    desk.ground.clock.pass_(60)
    desk.ground.poller().turn()
    screen = desk.open("worklist")
    assert "The recording can't be played." in shown(screen)
    assert [button.label for button in screen.download_button] == ["Download the recording"]
    press(screen, "Send again")
    assert desk.ground.entry(entry).is_open


def test_a_visit_whose_template_was_refused_can_be_sent_with_another(desk: Desk) -> None:
    entry = desk.ground.submit()
    desk.ground.api.say(answer(400, {"detail": "No community template has this template_id."}))
    desk.ground.sender().turn()
    screen = desk.open("worklist")
    assert "No community template has this template_id." in shown(screen)
    screen.selectbox[0].select_index(1).run()
    press(screen, "Send with it")
    assert desk.ground.entry(entry).template_name == "Consult letter"
    assert desk.ground.entry(entry).is_open


@pytest.mark.parametrize("status", ["queued", "processing"])
def test_a_job_whose_answers_make_no_sense_says_so_and_is_no_dead_end(desk: Desk, status: str) -> None:
    desk.ground.accepted()
    desk.ground.api.say(answer(200, ACCEPTED | {"status": status, "progress": 0.4}), answer(200, ["?"]))
    for _ in range(2):
        desk.ground.clock.pass_(60)
        desk.ground.poller().turn()
    screen = desk.open("worklist")
    assert "does not understand" in shown(screen)
    assert [button.label for button in screen.download_button] == ["Download the recording"]
    press(screen, "Discard it")
    assert desk.entries() == []


def test_a_visit_that_can_not_leave_is_no_dead_end(desk: Desk) -> None:
    desk.ground.api.say(Unreachable(arrived=False))
    desk.ground.submit()
    desk.ground.sender().turn()
    screen = desk.open("worklist")
    assert [button.label for button in screen.download_button] == ["Download the recording"]
    press(screen, "Discard it")
    assert desk.entries() == []
    assert desk.ground.kept_files() == []


def test_discarding_asks_first_and_then_forgets(desk: Desk) -> None:
    desk.ground.accepted()
    desk.ground.api.say(answer(200, {"status": "failed"}))
    desk.ground.clock.pass_(60)
    desk.ground.poller().turn()
    screen = desk.open("worklist")
    assert "It can't be undone." in shown(screen)
    screen = press(screen, "Discard it")
    assert desk.entries() == []
    assert desk.ground.kept_files() == []
    assert "Nothing waiting." in shown(screen)


def test_a_label_is_text_whatever_it_looks_like(desk: Desk) -> None:
    desk.ground.submit(label="<b>x</b> :red[y] **z**")
    assert "<b>x</b> :red[y] **z**" in shown(desk.open("worklist"))


def test_trouble_of_the_embedded_service_is_a_banner_on_every_page(desk: Desk) -> None:
    desk.trouble = "The worker keeps stopping."
    for page in ("worklist", "record", "templates"):
        assert [banner.value for banner in desk.open(page).error] == ["The worker keeps stopping."]


def test_what_the_embedded_service_lacks_is_said_while_the_rest_goes_on(desk: Desk) -> None:
    desk.lack = "The speech model is missing."
    screen = desk.open("worklist")
    assert [banner.value for banner in screen.warning] == ["The speech model is missing."]
    assert not screen.error
