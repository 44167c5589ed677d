"""A note is read against its transcript, settled, signed and edited again, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.app_process import AppProcess
from tests.browser.clinician import A_HANDS_PRESS, PATIENCE, Clinician
from tests.browser.conftest import Sit, note_of
from tests.sound import samples_of, wav_of
from tests.sporo_service.harness import CLIP

pytestmark = pytest.mark.browser

RATE = 16_000


@pytest.fixture(scope="module")
def visit(app: AppProcess, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The entry of a visit of this file's own, whose note is there."""
    recording = tmp_path_factory.mktemp("signed") / "visit.wav"
    recording.write_bytes(wav_of(samples_of(CLIP, RATE), RATE))
    return note_of(app, recording, "IJ, to be signed")


def at_the_note(app: AppProcess, sit: Sit, entry_id: str) -> Clinician:
    clinician = sit(app.url)
    clinician.go(f"note?entry={entry_id}")
    expect(clinician.page.get_by_role("heading", name="Transcript")).to_be_visible()
    clinician.await_rest()
    return clinician


def settle_all(clinician: Clinician) -> None:
    """Dismiss what the check says, flag by flag, by key alone."""
    flags = clinician.main.get_by_role("list", name="To settle").get_by_role("listitem")
    while flags.count():
        count = flags.count()
        flags.first.get_by_role("button").first.focus()
        clinician.page.keyboard.press("d")
        clinician.page.keyboard.type("It is in the record.")
        clinician.page.keyboard.press("Enter")
        expect(flags).to_have_count(count - 1)


def sign(clinician: Clinician, name: str) -> None:
    clinician.page.get_by_role("textbox", name="Signs as").fill(name)
    clinician.page.keyboard.press("Tab")
    clinician.await_rest()
    clinician.page.get_by_role("button", name="Sign", exact=True).click(delay=A_HANDS_PRESS)
    expect(clinician.main.get_by_text(re.compile(f"Signed by {name} on"))).to_be_visible()


def test_an_edit_voids_the_signature_and_puts_the_codes_out_of_date(
    app: AppProcess, visit: str, sit: Sit
) -> None:
    clinician = at_the_note(app, sit, visit)
    clinician.may_copy()
    settle_all(clinician)
    sign(clinician, "Ada Byron")
    expect(clinician.main.get_by_text("Any edit from here on voids the signature.")).to_be_visible()
    clinician.await_rest()
    copied = clinician.copied("Copy the note")
    assert re.match(r"Signed by Ada Byron on \d{4}-\d\d-\d\d \d\d:\d\d UTC, sha256 [0-9a-f]{64}\n", copied)

    address = clinician.page.url
    clinician.page.get_by_role("button", name="Code this note").click(delay=A_HANDS_PRESS)
    expect(clinician.page.get_by_role("link", name="The note that was coded")).to_be_visible(timeout=PATIENCE)
    codes = clinician.page.url

    clinician.page.goto(address)
    box = clinician.section("Plan")
    expect(box).not_to_have_value("")
    box.press_sequentially("Rest. ")
    box.blur()
    expect(clinician.main.get_by_text("edited since: the signature no longer holds")).to_be_visible()
    expect(clinician.main.get_by_text("The note was edited since they were made.")).to_be_visible()
    clinician.await_rest()
    assert clinician.copied("Copy the note").startswith("DRAFT")
    clinician.page.goto(codes)
    expect(clinician.main.get_by_text("These codes are out of date")).to_be_visible(timeout=PATIENCE)


def test_note_and_transcript_mark_each_other(app: AppProcess, visit: str, sit: Sit) -> None:
    clinician = at_the_note(app, sit, visit)
    said = clinician.page.get_by_role("region", name="Transcript")
    said.locator("[data-sentence]").filter(has_text="fever").click()
    selected = "(box) => box.value.slice(box.selectionStart, box.selectionEnd)"
    box = clinician.section("Subjective")
    expect(box).to_be_focused()
    assert "fever" in box.evaluate(selected)
    said.locator("[data-sentence]").filter(has_text="electrocardiogram").click()
    expect(clinician.section("Plan")).to_be_focused()
    assert "electrocardiogram" in clinician.section("Plan").evaluate(selected)
    said.focus()
    clinician.page.keyboard.press("ArrowDown")
    clinician.page.keyboard.press("Enter")
    expect(clinician.section("Plan")).to_be_focused()
    assert "lisinopril" in clinician.section("Plan").evaluate(selected)
    clinician.section("Objective").click()
    clinician.page.keyboard.press("Control+Home")
    clinician.page.keyboard.press("ArrowDown")
    expect(said.locator(".supports").first).to_contain_text("142")


def test_a_note_is_exported_as_word_pdf_and_fhir(app: AppProcess, visit: str, sit: Sit) -> None:
    clinician = at_the_note(app, sit, visit)
    clinician.page.get_by_role("button", name="Export").click(delay=A_HANDS_PRESS)
    for words, suffix, start in (
        ("Word", "docx", b"PK"),
        ("PDF", "pdf", b"%PDF"),
        ("FHIR document", "json", b"{"),
    ):
        button = clinician.page.get_by_role("button", name=f"Download as {words}")
        expect(button).to_be_visible()
        clinician.await_rest()
        with clinician.page.expect_download(timeout=PATIENCE) as download:
            button.click(delay=A_HANDS_PRESS)
        assert download.value.suggested_filename.endswith(f".{suffix}")
        assert Path(download.value.path()).read_bytes().startswith(start)
