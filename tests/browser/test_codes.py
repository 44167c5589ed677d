"""Proposed codes are reviewed beside their text, by click and by key, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.app_process import AppProcess
from tests.browser.clinician import A_HANDS_PRESS, PATIENCE, Clinician
from tests.browser.conftest import Sit
from tests.pages.papers import TEXT

pytestmark = pytest.mark.browser


def coded(clinician: Clinician, text: str) -> Locator:
    """The list of the codes of this text, once they are there."""
    clinician.paste("codes", text, "Find codes")
    codes = clinician.main.get_by_role("list", name="Codes", exact=True)
    expect(codes).to_contain_text("I10", timeout=PATIENCE)
    return codes


def row(codes: Locator, code: str) -> Locator:
    return codes.get_by_role("listitem").filter(has=codes.page.get_by_role("button", name=f"Accept {code}"))


def test_codes_are_judged_by_key_and_a_reload_loses_nothing(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.may_copy()
    codes = coded(clinician, f"{TEXT} By key.")
    text = clinician.page.get_by_role("region", name="The text that was coded")
    expect(text.locator("mark").filter(has_text="hypertension")).to_be_visible()
    expect(text.locator("sup").first).to_have_text("1")
    codes.get_by_role("button", name="I10").first.click()
    clinician.page.keyboard.press("a")
    clinician.page.keyboard.press("r")
    expect(clinician.main.get_by_text("2 of 2 decided")).to_be_visible()
    expect(clinician.page.get_by_role("button", name="Copy the 1 accepted")).to_be_visible()
    clinician.page.reload()
    expect(row(codes, "I10")).to_have_attribute("data-standing", "accepted")
    expect(row(codes, "E11.9")).to_have_attribute("data-standing", "rejected")
    copied = clinician.copied("Copy the 1 accepted")
    assert "I10 " in copied
    assert "E11.9" not in copied
    with clinician.page.expect_download() as download:
        clinician.page.get_by_role("button", name="Download the 1 accepted as CSV").click(delay=A_HANDS_PRESS)
    assert "I10," in Path(download.value.path()).read_text("utf-8")
    clinician.menu("Codes")
    expect(clinician.page.get_by_role("textbox", name="Text")).to_have_value("")


def test_text_and_codes_mark_each_other_and_a_code_is_added_by_its_words(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    codes = coded(clinician, f"{TEXT} By click.")
    text = clinician.page.get_by_role("region", name="The text that was coded")
    text.locator("mark").filter(has_text="type 2 diabetes").click()
    expect(row(codes, "E11.9").locator("[aria-current=true]")).to_be_visible()
    codes.get_by_role("button", name="I10").first.click()
    expect(text.locator("mark.chosen")).to_have_text("hypertension")

    clinician.page.get_by_role("button", name="Add a code").click()
    dialog = clinician.page.get_by_role("dialog")
    dialog.get_by_label("Words or code").fill("myocard old")
    dialog.get_by_role("button", name="I25.2").click(delay=A_HANDS_PRESS)
    expect(row(codes, "I25.2")).to_have_attribute("data-standing", "accepted")
    expect(row(codes, "I25.2")).to_contain_text("Added by you.")

    clinician.main.get_by_text("Considered, not coded").click()
    clinician.main.get_by_role("button", name="Add R07.9").click()
    expect(row(codes, "R07.9")).to_have_attribute("data-standing", "accepted")


def test_a_code_is_changed_by_key_and_stands_accepted_after_a_reload(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    codes = coded(clinician, f"{TEXT} By the c key.")
    codes.get_by_role("button", name="I10").first.click()
    clinician.page.keyboard.press("c")
    dialog = clinician.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Change I10")
    dialog.get_by_label("Words or code").fill("secondary hypertension")
    dialog.get_by_role("button", name="I15.9").click(delay=A_HANDS_PRESS)
    expect(dialog).to_be_hidden()
    changed = row(codes, "I15.9")
    expect(changed).to_have_attribute("data-standing", "accepted")
    expect(changed).to_contain_text("Changed by you from I10.")
    clinician.page.reload()
    expect(row(codes, "I15.9")).to_contain_text("Changed by you from I10.")
    expect(row(codes, "I10")).to_have_count(0)


def test_a_summary_is_handed_over_to_be_coded(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.paste("summary", f"{TEXT} Handed over.", "Summarize")
    clinician.await_draft()
    clinician.page.get_by_role("button", name="Code this summary").click(delay=A_HANDS_PRESS)
    codes = clinician.main.get_by_role("list", name="Codes", exact=True)
    expect(codes).to_contain_text("I10", timeout=PATIENCE)
    clinician.main.get_by_role("link", name="The summary that was coded").click()
    expect(clinician.main.get_by_role("link", name="Codes of this summary")).to_be_visible()
