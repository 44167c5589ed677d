from sporo_ui.entries import Kind
from sporo_ui.ledger import Ledger
from sporo_ui.vault import Vault
from sporo_ui.visits import Visits
from sporo_ui.widgets.places import Place
from tests.pages.desk import Desk, shown


def test_the_navigation_leads_to_every_page_that_can_be_opened_by_name(desk: Desk) -> None:
    screen = desk.open("worklist")
    linked = {link.label for link in screen.sidebar.page_link}
    assert linked == {place.title for place in Place} - {Place.NOTE.title, Place.CHART.title}
    assert [group.value for group in screen.sidebar.caption] == ["Work", "Library"]


def test_whoever_goes_elsewhere_after_sending_stays_there(desk: Desk) -> None:
    screen = desk.open("record")
    screen.session_state["session"].leaving = (Kind.AUDIO, "a" * 24)
    assert screen.switch_page("../pages/templates.py").run().title[0].value == "Templates"
    assert screen.switch_page("../pages/record.py").run().title[0].value == "Record a visit"


def test_a_service_that_was_not_asked_yet_is_no_alarm(desk: Desk) -> None:
    assert not desk.open("worklist").error


def test_what_is_stored_and_does_not_open_is_said_in_a_sentence(desk: Desk) -> None:
    desk.ground.submit()
    ledger = Ledger(desk.ground.engine, Vault(bytes(32)))
    desk.ground.visits = Visits(ledger, desk.ground.recordings, limit=1, wake_sender=lambda: None)
    desk.install()
    assert "can't be opened with this app's key" in shown(desk.open("record"))
