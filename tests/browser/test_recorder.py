"""A recording survives the tab, the network and the app; what it lost is two seconds at most."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sporo_ui import deps
from sporo_ui.entries import LOCAL_PERSON
from sporo_ui.recordings import PIECE_SECONDS
from sporo_ui.settings import Settings
from tests.app_process import AppProcess
from tests.browser.clinician import PATIENCE, Clinician
from tests.browser.conftest import Sit
from tests.sporo_service.harness import eventually
from tests.sporo_ui.browser_sound import heard_in

pytestmark = pytest.mark.browser

SPOKEN = 8
READY = re.compile("of recording are ready to be sent")
KEPT = "What was recorded is kept by the app"
CUT_OFF_FOR = 10
UNTIL_THE_PAGE_IS_CONNECTED_AGAIN = 180_000
"""Milliseconds: a page tries less and less often to reach an app that is gone."""
REFUSES = """navigator.mediaDevices.getUserMedia =
    () => Promise.reject(new DOMException("", "NotAllowedError"))"""


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[AppProcess]:
    """An app of this test alone, for it is killed."""
    process = AppProcess(tmp_path / "app")
    process.start()
    yield process
    process.stop()


def begin(clinician: Clinician, label: str) -> None:
    """Prepare a visit and press Record."""
    clinician.go("record")
    clinician.prepare(label)
    clinician.await_rest()
    clinician.page.get_by_role("button", name="Record", exact=True).click()
    expect(clinician.page.get_by_role("button", name="Stop recording")).to_be_visible()


def stop(page: Page) -> None:
    page.get_by_role("button", name="Stop recording").click()
    expect(page.get_by_text(READY)).to_be_visible(timeout=PATIENCE)


def kept_seconds(app: AppProcess) -> float:
    """How much of the one unfinished recording plays, as the app has it on its disk."""
    services = deps.build(Settings(data_dir=app.folder, api_url=app.url))
    try:
        (found,) = services.recordings.unfinished(LOCAL_PERSON)
        return heard_in(services.recordings.sound(LOCAL_PERSON, found.id).read())[0]
    finally:
        services.stop()


def test_a_recording_is_ready_to_be_sent_as_soon_as_it_is_stopped(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    begin(clinician, "RA, room 1")
    expect(clinician.page.get_by_text(KEPT)).to_be_visible()
    expect(clinician.send_button).to_be_disabled()
    clinician.page.wait_for_timeout(1000 * SPOKEN)
    stop(clinician.page)
    clinician.send()
    clinician.menu("Record a visit")
    expect(clinician.page.get_by_text("was not finished")).to_have_count(0)


def test_nothing_is_recorded_before_the_patient_agreed(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.go("record")
    expect(clinician.page.get_by_role("button", name="Record", exact=True)).to_be_disabled()
    expect(clinician.page.get_by_text("Tick the consent first")).to_be_visible()


def test_a_microphone_that_may_not_be_used_is_said_with_what_to_do(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.page.add_init_script(REFUSES)
    clinician.go("record")
    clinician.prepare("RB, room 2")
    clinician.await_rest()
    clinician.page.get_by_role("button", name="Record", exact=True).click()
    expect(clinician.page.get_by_role("alert")).to_contain_text("Allow it by the sign in the address bar")
    expect(clinician.page.get_by_role("button", name="Record", exact=True)).to_be_enabled()


def test_nothing_is_recorded_while_it_is_paused(own_app: AppProcess, sit: Sit) -> None:
    clinician = sit(own_app.url)
    begin(clinician, "RC, room 3")
    clinician.page.wait_for_timeout(4000)
    clinician.page.get_by_role("button", name="Pause").click()
    expect(clinician.page.get_by_text("Paused: nothing is recorded.")).to_be_visible()
    clinician.page.wait_for_timeout(5000)
    clinician.page.get_by_role("button", name="Resume").click()
    clinician.page.wait_for_timeout(3000)
    stop(clinician.page)
    assert kept_seconds(own_app) == pytest.approx(7, abs=1.5)


def test_a_tab_that_dies_loses_two_seconds_and_the_recording_is_taken_up_again(
    own_app: AppProcess, sit: Sit
) -> None:
    clinician = sit(own_app.url)
    begin(clinician, "RD, room 4")
    clinician.page.wait_for_timeout(1000 * SPOKEN)
    clinician.page.close(run_before_unload=False)
    assert kept_seconds(own_app) >= SPOKEN - PIECE_SECONDS - 0.5

    clinician.page = clinician.page.context.new_page()
    clinician.go("record")
    expect(clinician.page.get_by_text("goes on in another window")).to_be_visible()
    expect(clinician.page.get_by_text("was not finished")).to_be_visible()
    clinician.page.get_by_role("button", name="Take it up").click()
    expect(clinician.page.get_by_text(READY)).to_be_visible()
    clinician.await_rest()
    clinician.page.get_by_role("button", name="Record more").click()
    clinician.page.wait_for_timeout(4000)
    stop(clinician.page)
    assert kept_seconds(own_app) >= SPOKEN + 4 - PIECE_SECONDS - 0.5


def test_an_unfinished_recording_is_listened_to_and_discarded(own_app: AppProcess, sit: Sit) -> None:
    clinician = sit(own_app.url)
    begin(clinician, "RE, room 5")
    clinician.page.wait_for_timeout(1000 * SPOKEN)
    stop(clinician.page)
    clinician.page.reload()
    clinician.page.get_by_role("button", name="Listen").click()
    expect(clinician.page.get_by_test_id("stAudio")).to_be_visible()
    clinician.page.get_by_role("button", name="Discard").click()
    clinician.page.get_by_role("button", name="Discard the recording").click()
    expect(clinician.page.get_by_text("was not finished")).to_have_count(0)
    assert not list((own_app.folder / "unfinished").glob("*/"))


def test_a_network_that_is_gone_for_a_while_loses_nothing(own_app: AppProcess, sit: Sit) -> None:
    clinician = sit(own_app.url)
    begin(clinician, "RF, room 6")
    clinician.page.wait_for_timeout(3000)
    clinician.page.context.route("**/recordings/**", lambda route: route.abort())
    clinician.page.wait_for_timeout(1000 * CUT_OFF_FOR)
    expect(clinician.page.get_by_text("are kept in this browser")).to_be_visible()
    clinician.page.get_by_role("button", name="Stop recording").click()
    expect(clinician.send_button).to_be_disabled()
    clinician.page.context.unroute("**/recordings/**")
    expect(clinician.page.get_by_text(READY)).to_be_visible(timeout=PATIENCE)
    assert kept_seconds(own_app) == pytest.approx(3 + CUT_OFF_FOR, abs=1.5)


def test_an_app_that_is_killed_and_comes_back_goes_on_with_the_recording(
    own_app: AppProcess, sit: Sit
) -> None:
    clinician = sit(own_app.url)
    begin(clinician, "RG, room 7")
    clinician.page.wait_for_timeout(4000)
    own_app.kill()
    clinician.page.wait_for_timeout(4000)
    own_app.start()
    expect(clinician.page.get_by_text(KEPT)).to_be_visible(timeout=PATIENCE)
    clinician.page.get_by_role("button", name="Stop recording").click()
    # A page that the new app draws before it hears of the recording offers it as not finished.
    offered = clinician.page.get_by_text(READY).or_(clinician.page.get_by_text("was not finished"))
    expect(offered).to_be_visible(timeout=UNTIL_THE_PAGE_IS_CONNECTED_AGAIN)
    assert kept_seconds(own_app) >= SPOKEN


def test_what_only_the_browser_has_arrives_when_its_page_is_opened_again(
    own_app: AppProcess, sit: Sit
) -> None:
    clinician = sit(own_app.url)
    clinician.page.context.route("**/recordings/**", lambda route: route.abort())
    begin(clinician, "RH, room 8")
    clinician.page.wait_for_timeout(1000 * SPOKEN)
    clinician.page.close(run_before_unload=False)
    clinician.page.context.unroute("**/recordings/**")
    clinician.page = clinician.page.context.new_page()
    clinician.go("record")
    pieces = own_app.folder / "unfinished"
    eventually(lambda: len(list(pieces.rglob("*.piece"))) >= SPOKEN / PIECE_SECONDS - 1)
    assert kept_seconds(own_app) >= SPOKEN - PIECE_SECONDS - 0.5
