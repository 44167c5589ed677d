"""Uploading, editing, doing things twice and doing them wrong, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, expect
from sqlalchemy import func, select

from sporo_service.settings import Settings as ServiceSettings
from sporo_service.store import open_store
from sporo_service.tables import jobs
from tests.app_process import AppProcess
from tests.browser.clinician import A_HANDS_PRESS
from tests.browser.conftest import Sit

pytestmark = pytest.mark.browser

NO_SOUND = b"ID3\x04" + bytes(range(256)) * 40


def jobs_of(app: AppProcess) -> int:
    store = open_store(ServiceSettings(data_dir=app.folder))
    with store.engine.connect() as connection:
        count = connection.execute(select(func.count(jobs.c.id))).scalar_one()
    store.close()
    return count


def test_an_uploaded_visit_sent_with_a_double_click_is_one_job(app: AppProcess, sit: Sit) -> None:
    before = jobs_of(app)
    clinician = sit(app.url)
    clinician.go("record")
    clinician.prepare("DC, room 5", template="Progress note")
    clinician.choose_file()
    expect(clinician.send_button).to_be_enabled()
    clinician.send_button.dblclick()
    expect(clinician.page.get_by_role("heading", name="Worklist")).to_be_visible()
    clinician.read_note("DC, room 5")
    clinician.assert_reads(["chest pain", "lisinopril"])
    assert jobs_of(app) == before + 1


def test_an_edit_is_guarded_until_it_is_saved(app: AppProcess, finished: str, sit: Sit) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    clinician = sit(app.url)
    clinician.page.on("dialog", stay)
    clinician.go()
    clinician.read_note(finished)
    clinician.section("Plan").press_sequentially("Mine. ")
    clinician.page.evaluate("setTimeout(() => location.reload())")
    expect(clinician.section("Plan")).to_have_value(re.compile("Mine"))
    clinician.page.get_by_role("heading", name="Transcript").click()
    expect(clinician.page.get_by_text("Edited, saved")).to_be_visible()
    clinician.page.reload()
    expect(clinician.section("Plan")).to_have_value(re.compile("Mine"))
    assert asked == ["beforeunload"]


def test_an_edit_is_saved_when_the_person_goes_elsewhere(app: AppProcess, finished: str, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.go()
    clinician.read_note(finished)
    clinician.section("Subjective").press_sequentially("Also. ")
    clinician.menu("Worklist")
    clinician.read_note(finished)
    expect(clinician.section("Subjective")).to_have_value(re.compile("Also"))


def test_a_section_is_copied_as_it_stands(app: AppProcess, finished: str, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clinician.go()
    clinician.read_note(finished)
    expect(clinician.section("Subjective")).not_to_have_value("")
    written = clinician.section("Subjective").input_value()
    clinician.page.get_by_role("button", name="Copy", exact=True).first.click()
    expect(clinician.page.get_by_role("button", name="Copied")).to_be_visible()
    copied = clinician.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"DRAFT. Check against the visit before use.\n\n{written}\n"


def test_what_is_copied_right_after_typing_has_what_was_typed(
    app: AppProcess, finished: str, sit: Sit
) -> None:
    clinician = sit(app.url)
    clinician.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clinician.go()
    clinician.read_note(finished)
    box = clinician.section("Objective")
    expect(box).not_to_have_value("")
    box.press_sequentially("First. ")
    clinician.page.get_by_role("button", name="Copy the note").click(delay=A_HANDS_PRESS)
    expect(clinician.page.get_by_role("button", name="Copied")).to_be_visible()
    assert "First." in clinician.page.evaluate("navigator.clipboard.readText()")


def test_what_is_downloaded_right_after_typing_has_what_was_typed(
    app: AppProcess, finished: str, sit: Sit
) -> None:
    clinician = sit(app.url)
    clinician.go()
    clinician.read_note(finished)
    box = clinician.section("Assessment")
    expect(box).not_to_have_value("")
    box.press_sequentially("Second. ")
    clinician.page.get_by_role("button", name="Export").click(delay=A_HANDS_PRESS)
    with clinician.page.expect_download() as download:
        clinician.page.get_by_role("button", name="Download as text").click(delay=A_HANDS_PRESS)
    text = Path(download.value.path()).read_text("utf-8")
    assert "Second." in text
    assert text.startswith("DRAFT")
    assert download.value.suggested_filename.endswith(".txt")


def test_the_same_recording_again_is_refused_with_a_way_to_the_first(
    app: AppProcess, finished: str, sit: Sit
) -> None:
    clinician = sit(app.url)
    clinician.go("record")
    clinician.prepare("again")
    clinician.choose_file()
    expect(clinician.send_button).to_be_enabled()
    clinician.send_button.click()
    expect(clinician.page.get_by_text("This recording was already sent with this template.")).to_be_visible()
    clinician.page.get_by_role("link", name="Open the earlier one").click()
    expect(clinician.page.get_by_role("heading", name=finished)).to_be_visible()


def test_what_is_no_recording_and_what_can_not_be_played_are_refused_at_once(
    app: AppProcess, sit: Sit
) -> None:
    clinician = sit(app.url)
    clinician.go("record")
    clinician.prepare("EF, telephone")
    clinician.choose_file("visit.wav", b"%PDF-1.7 and so on")
    expect(clinician.page.get_by_text("This is a PDF, not a recording.")).to_be_visible()
    expect(clinician.send_button).to_be_disabled()

    clinician.go("record")
    clinician.prepare("EF, telephone")
    clinician.choose_file("visit.mp3", NO_SOUND)
    expect(clinician.page.get_by_text("There is no sound in this file that can be played.")).to_be_visible()
    expect(clinician.send_button).to_be_disabled()
