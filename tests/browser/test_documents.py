"""Documents become a summary, each line of which opens the page that it came from, in a real browser."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.app_process import AppProcess
from tests.browser.clinician import A_HANDS_PRESS, PATIENCE, Clinician
from tests.browser.conftest import Sit
from tests.pages.papers import BROKEN, heavy, pdf, word

pytestmark = pytest.mark.browser


def prepare(clinician: Clinician, label: str) -> Locator:
    """The button that sends a letter and a list of medications that disagree, without a file that is cut."""
    clinician.go("documents")
    clinician.drop(letter_pdf=pdf() + label.encode(), list_docx=word(), cut_pdf=BROKEN)
    expect(clinician.main).to_contain_text("This file is damaged or incomplete.")
    clinician.page.get_by_label("Label").fill(label)
    button = clinician.page.get_by_role("button", name="Send the 2 that are ready")
    expect(button).to_be_enabled()
    return button


def send(clinician: Clinician, label: str) -> None:
    prepare(clinician, label).click(delay=A_HANDS_PRESS)
    expect(clinician.page.get_by_role("heading", name=label)).to_be_visible(timeout=PATIENCE)


def test_documents_become_a_summary_whose_lines_open_their_pages(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    send(clinician, "ML, cardiology")
    clinician.await_draft()
    address = urlsplit(clinician.page.url)
    assert address.path == "/chart"
    assert re.fullmatch("entry=[0-9a-f]{24}", address.query)
    expect(clinician.main.locator(".st-key-conflicts")).to_contain_text("lisinopril")
    clinician.assert_reads(["letter.pdf, list.docx", "Metformin 500 mg twice daily", "heart failure"])

    clinician.page.get_by_role("button", name="Open letter.pdf p. 1").first.click()
    expect(clinician.page.get_by_role("img", name="letter.pdf, page 1")).to_be_visible()
    clinician.page.get_by_text("Show the whole document").click()
    expect(clinician.page.get_by_test_id("pdf-document-container")).to_be_visible()
    clinician.page.get_by_role("button", name="Open list.docx p. 1").last.click()
    panel = clinician.page.get_by_role("region", name="list.docx, page 1")
    expect(panel.locator("mark").first).to_be_visible()
    clinician.page.get_by_role("button", name="Close").click()
    expect(clinician.main).to_contain_text("Choose the mark at the end of a line")


def test_the_same_click_twice_is_one_entry(app: AppProcess, sit: Sit, tmp_path: Path) -> None:
    clinician = sit(app.url)
    # Heavy enough that the second click comes while the first one still keeps it.
    (tmp_path / "list.docx").write_bytes(heavy(word(), 90))
    clinician.go("documents")
    clinician.drop_file(tmp_path / "list.docx")
    clinician.page.get_by_label("Label").fill("DC, twice")
    button = clinician.page.get_by_role("button", name="Send 1 document")
    expect(button).to_be_enabled()
    button.dblclick(delay=A_HANDS_PRESS)
    expect(clinician.page.get_by_role("heading", name="DC, twice")).to_be_visible(timeout=PATIENCE)
    clinician.await_draft()
    clinician.menu("Worklist")
    clinician.tab("Needs me")
    expect(clinician.row("DC, twice")).to_have_count(1)
    clinician.menu("Documents")
    expect(clinician.main).to_contain_text("What you sent last is on the worklist.")
    expect(clinician.page.get_by_label("Label")).to_have_value("")


def test_what_is_prepared_outlives_a_look_at_another_page(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.go("documents")
    clinician.drop(letter_pdf=pdf())
    clinician.page.get_by_label("Label").fill("PQ, later")
    clinician.page.get_by_text("Options").click()
    clinician.page.get_by_label("What should the summary answer").fill("only the heart")
    expect(clinician.main).to_contain_text("Sent along: what to focus on.")
    clinician.menu("Templates")
    clinician.menu("Documents")
    expect(clinician.page.get_by_label("Label")).to_have_value("PQ, later")
    expect(clinician.page.get_by_role("button", name="Send 1 document")).to_be_enabled()
    expect(clinician.main).to_contain_text("Sent along: what to focus on.")


def test_a_line_is_edited_copied_and_taken_along(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.may_copy()
    send(clinician, "EF, edited")
    clinician.await_draft()
    clinician.page.get_by_role("button", name="Edit").first.click(delay=A_HANDS_PRESS)
    box = clinician.page.get_by_role("textbox").first
    box.press("Control+End")
    box.press_sequentially("\n- Seen with her daughter.")
    clinician.page.get_by_role("button", name="Close").click(delay=A_HANDS_PRESS)
    expect(clinician.main.get_by_role("listitem").filter(has_text="Seen with her daughter.")).to_be_visible()
    expect(clinician.main).to_contain_text("Edited, saved")
    clinician.page.reload()
    clinician.await_draft()
    assert "Seen with her daughter." in clinician.copied("Copy")
    with clinician.page.expect_download() as download:
        clinician.page.get_by_role("button", name="Download as Markdown").click(delay=A_HANDS_PRESS)
    text = Path(download.value.path()).read_text("utf-8")
    assert text.startswith("> DRAFT. Check against the documents before use.")
    assert "Seen with her daughter." in text
    assert text.index("## Conflicts") < text.index("## Medications")


def test_a_patient_is_confirmed_before_the_service_is_told(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.go("documents")
    clinician.drop(letter_pdf=pdf("Seen for a cough."))
    clinician.page.get_by_text("Options").click()
    clinician.page.get_by_text("Tell the service who the patient is").click()
    for field, text in (
        ("E-mail address", "ada@example.org"),
        ("First name", "Ada"),
        ("Last name", "Lovelace"),
    ):
        clinician.page.get_by_label(field).fill(text)
    button = clinician.page.get_by_role("button", name="Send 1 document")
    expect(clinician.main).to_contain_text("creates a patient record if it finds none")
    expect(button).to_be_disabled()
    expect(clinician.main.get_by_role("link", name="ada@example.org")).to_have_count(0)
    clinician.page.get_by_text("That is what I want.").click()
    expect(button).to_be_enabled()


def test_a_conflict_is_settled_and_stays_so(app: AppProcess, sit: Sit) -> None:
    clinician = sit(app.url)
    send(clinician, "GH, settled")
    clinician.await_draft()
    clinician.assert_reads(["1 conflict not settled"])
    clinician.await_rest()
    box = clinician.main.locator(".st-key-conflicts")
    box.get_by_role("button", name="Settle", exact=True).click(delay=A_HANDS_PRESS)
    box.get_by_test_id("stCheckbox").filter(has_text="10 mg").click()
    button = box.get_by_role("button", name="Settle this conflict")
    expect(button).to_be_enabled()
    clinician.await_rest()
    button.click(delay=A_HANDS_PRESS)
    expect(box).to_contain_text("Settled, saved")
    clinician.page.reload()
    clinician.await_draft()
    expect(box).to_contain_text("All conflicts settled")
    expect(box.get_by_role("listitem").filter(has_text="Holds: Lisinopril 10 mg")).to_be_visible()
    expect(clinician.main.get_by_role("listitem").filter(has_text="[does not hold")).to_contain_text("20 mg")
    box.get_by_role("button", name="Undo").click(delay=A_HANDS_PRESS)
    expect(box).to_contain_text("1 conflict not settled")
