"""A pasted text becomes a summary at once, and what was typed is not lost, in a real browser."""

import re

import pytest
from playwright.sync_api import Dialog, Locator, WebSocket, expect

from tests.app_process import AppProcess
from tests.browser.clinician import Clinician
from tests.browser.conftest import Sit
from tests.pages.papers import TEXT

pytestmark = pytest.mark.browser


def test_a_text_is_summarized_beside_itself(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.paste("summary", TEXT, "Summarize")
    clinician.await_draft()
    entry = re.search("/summary[?]entry=([0-9a-f]{24})$", clinician.page.url)
    assert entry
    clinician.assert_reads(["hypertension", "Lisinopril 10 mg", "<b>www.example.org</b>"])
    expect(clinician.main.get_by_role("link", name="www")).to_have_count(0)
    line = clinician.main.get_by_role("listitem").filter(has_text="Lisinopril 10 mg").first
    line.get_by_role("button", name="Show these words in the text").click()
    text = clinician.page.get_by_role("region", name="The text that was summarized")
    expect(text.locator("mark")).to_contain_text("Lisinopril 10 mg")

    clinician.page.get_by_role("button", name="Another text").click()
    expect(clinician.page.get_by_role("heading", name="Text", exact=True, level=1)).to_be_visible()
    expect(clinician.page.get_by_role("textbox", name="Text")).to_have_value("")
    clinician.menu("Worklist")
    row = clinician.row("Seen today for hypertension").and_(
        clinician.main.locator(f".st-key-entry_{entry[1]}")
    )
    expect(row).to_have_count(1)


def test_a_text_that_was_summarized_before_leads_to_that_summary(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    for _ in range(2):
        clinician.paste("summary", "Cough for three days. Start honey.", "Summarize")
        expect(clinician.main).to_contain_text(re.compile("Nobody has signed|already sent"))
    clinician.page.get_by_role("link", name="Open the earlier one").click()
    clinician.await_draft()
    clinician.assert_reads(["Start honey"])


@pytest.fixture
def lines() -> list[WebSocket]:
    """The lines to the app that a page opened, the newest last."""
    return []


@pytest.fixture
def clinician(app: AppProcess, sit: Sit, lines: list[WebSocket]) -> Clinician:
    found = sit(app.url)

    def open_line(line: WebSocket) -> None:
        lines.append(line)

    found.page.on("websocket", open_line)
    return found


def type_and_stay(clinician: Clinician, lines: list[WebSocket]) -> Locator:
    """The box with a text that the app has heard of, though the cursor never left it."""
    box = clinician.page.get_by_role("textbox", name="Text")
    with lines[-1].expect_event("framesent", lambda sent: b"Cough for" in sent):
        box.fill("Cough for three weeks.")
    return box


@pytest.mark.parametrize("page", ["Text", "Codes"])
def test_a_text_is_kept_though_the_cursor_never_leaves_its_box(
    clinician: Clinician, lines: list[WebSocket], page: str
) -> None:
    clinician.go()
    clinician.menu(page)
    box = type_and_stay(clinician, lines)
    templates = clinician.page.get_by_test_id("stSidebar").get_by_role("link", name="Templates")
    templates.evaluate("link => link.click()")
    expect(clinician.page.get_by_role("heading", name="Templates", level=1)).to_be_visible()
    clinician.menu(page)
    expect(box).to_have_value("Cough for three weeks.")


def test_a_text_that_was_not_sent_is_asked_about_before_the_page_is_reloaded(
    clinician: Clinician, lines: list[WebSocket]
) -> None:
    asked = list[str]()

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    clinician.page.on("dialog", leave)
    clinician.go("codes")
    clinician.page.reload()
    expect(clinician.page.get_by_role("textbox", name="Text")).to_be_visible()
    assert asked == []
    type_and_stay(clinician, lines).blur()
    clinician.page.reload()
    assert asked == ["beforeunload"]


CLICK_TWICE = "(it, pause) => { it.focus(); it.click(); setTimeout(() => it.click(), pause) }"


@pytest.mark.parametrize(("page", "button"), [("summary", "Summarize"), ("codes", "Find codes")])
def test_a_second_click_leads_where_the_first_one_did(
    app: AppProcess, sit: Sit, page: str, button: str
) -> None:
    clinician = sit(app.url)
    for pause in (80, 160, 240, 320):
        clinician.go(page)
        clinician.page.get_by_role("textbox", name="Text").fill(f"Cough for {pause} days, on {page}.")
        clinician.page.get_by_role("button", name=button).evaluate(CLICK_TWICE, pause)
        clinician.await_draft()
        clinician.page.wait_for_timeout(2 * pause)
        expect(clinician.main.get_by_text("Nobody has signed")).to_be_visible()
