"""Every page in both themes, wide and narrow: nothing overflows, and a picture is kept to be looked at."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.app_process import AppProcess
from tests.browser.clinician import Clinician
from tests.browser.conftest import Sit, Theme
from tests.pages.papers import BROKEN, LETTER, TEXT, pdf, word

pytestmark = pytest.mark.browser

WINDOWS: list[tuple[int, Theme]] = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture
def artifacts(pytestconfig: pytest.Config) -> Path:
    folder: Path = pytestconfig.getoption("artifacts")
    return folder


@pytest.fixture(params=WINDOWS, ids=lambda window: f"{window[0]}-{window[1]}")
def clinician(request: pytest.FixtureRequest, app: AppProcess, sit: Sit) -> Clinician:
    width, theme = request.param
    return sit(app.url, width, theme)


def test_every_page_fits_its_window(clinician: Clinician, finished: str, artifacts: Path) -> None:
    for name in ("record", "documents", "summary", "codes", "templates", ""):
        clinician.go(name)
        clinician.shoot(artifacts, name or "worklist")
        assert clinician.overflow() == 0
    clinician.read_note(finished)
    clinician.shoot(artifacts, "note")
    assert clinician.overflow() == 0


def test_what_comes_of_documents_and_texts_fits_its_window(clinician: Clinician, artifacts: Path) -> None:
    text = f"{TEXT} Seen in a window of {clinician.width} pixels, {clinician.theme}."
    clinician.go("documents")
    clinician.drop(letter_pdf=pdf(*LETTER, text), list_docx=word(), cut_pdf=BROKEN)
    clinician.page.get_by_text("Options").click()
    expect(clinician.page.get_by_label("What should the summary answer")).to_be_visible()
    clinician.shoot(artifacts, "documents-dropped")
    assert clinician.overflow() == 0
    clinician.page.get_by_role("button", name="Send the 2 that are ready").click()
    clinician.await_draft()
    clinician.page.get_by_role("button", name="Open letter.pdf p. 1").first.click()
    expect(clinician.page.get_by_role("img", name="letter.pdf, page 1")).to_be_visible()
    clinician.shoot(artifacts, "chart")
    assert clinician.overflow() == 0
    for page, button in (("summary", "Summarize"), ("codes", "Find codes")):
        clinician.paste(page, text, button)
        clinician.await_draft()
        clinician.shoot(artifacts, f"{page}-done")
        assert clinician.overflow() == 0
