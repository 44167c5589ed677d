"""The service goes away and comes back: a clear sentence, nothing lost, and it completes by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.app_process import AppProcess
from tests.browser.clinician import A_HANDS_PRESS, PATIENCE
from tests.browser.conftest import Sit
from tests.browser.hosted import HostedApi

pytestmark = pytest.mark.browser


@pytest.fixture
def api(tmp_path: Path) -> Iterator[HostedApi]:
    hosted = HostedApi(tmp_path / "hosted")
    hosted.start()
    yield hosted
    hosted.stop()


@pytest.fixture
def app(api: HostedApi, tmp_path: Path) -> Iterator[AppProcess]:
    process = AppProcess(
        tmp_path / "app",
        {"SPORO_API_URL": api.url, "SPORO_API_KEY": api.new_key(), "SPORO_READS_PER_MINUTE": "600"},
    )
    process.start()
    yield process
    process.stop()


def test_a_visit_sent_while_the_service_is_down_waits_and_completes_when_it_is_back(
    api: HostedApi, app: AppProcess, sit: Sit
) -> None:
    clinician = sit(app.url)
    clinician.go("record")
    clinician.prepare("GH, room 2")
    api.stop()
    clinician.choose_file()
    clinician.send()
    row = clinician.row("GH, room 2")
    expect(row).to_contain_text("The service can't be reached. It is sent again in")
    clinician.page.reload()
    expect(row).to_contain_text("The service can't be reached. It is sent again in")

    api.start()
    clinician.read_note("GH, room 2")
    clinician.assert_reads(["chest pain", "lisinopril"])


def test_a_note_is_copied_as_last_saved_when_the_app_itself_is_gone(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clinician.go("record")
    clinician.prepare("IJ, room 3")
    clinician.choose_file()
    clinician.send()
    clinician.read_note("IJ, room 3")
    copy = clinician.page.get_by_role("button", name="Copy the note")
    expect(copy).to_be_visible()
    app.kill()
    copy.click(delay=A_HANDS_PRESS)
    expect(clinician.page.get_by_role("button", name="Taken as last saved")).to_be_visible(timeout=PATIENCE)
    assert "PLAN" in clinician.page.evaluate("navigator.clipboard.readText()")
