"""The main job on a fresh machine: pick a template, record a visit, watch, read transcript and note."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.app_process import AppProcess
from tests.browser.clinician import PATIENCE
from tests.browser.conftest import Sit

pytestmark = pytest.mark.browser

SPOKEN_SECONDS = 30
UNDER_WAY = re.compile("Kept here|Being sent|waiting for its turn|Being worked on")
HEARD = ("chest pain", "no fever", "142 over 90", "high blood pressure", "lisinopril")
WRITTEN = {
    "Subjective": ("chest pain", "fever"),
    "Objective": ("142/90",),
    "Assessment": ("high blood pressure",),
    "Plan": ("lisinopril 10 mg", "weeks"),
}


def test_a_recorded_visit_becomes_a_transcript_and_a_note_and_a_reload_loses_nothing(
    app: AppProcess, sit: Sit
) -> None:
    clinician = sit(app.url)
    clinician.go("record")
    clinician.prepare("AB, room 3")
    clinician.record(SPOKEN_SECONDS)
    clinician.send()
    expect(clinician.main).to_contain_text("In progress (1)")
    expect(clinician.row("AB, room 3")).to_contain_text(UNDER_WAY)

    clinician.page.reload()
    clinician.read_note("AB, room 3")
    clinician.assert_reads(HEARD)
    for title, words in WRITTEN.items():
        for word in words:
            expect(clinician.section(title)).to_have_value(re.compile(re.escape(word), re.IGNORECASE))
    address = urlsplit(clinician.page.url)
    assert address.path == "/note"
    assert re.fullmatch("entry=[0-9a-f]{24}", address.query)

    clinician.page.reload()
    expect(clinician.section("Plan")).to_have_value(re.compile("lisinopril"))
    clinician.menu("Record a visit")
    expect(clinician.page.get_by_label("Patient label")).to_have_value("")
    expect(clinician.send_button).to_be_disabled()


def test_a_long_visit_shows_how_far_it_is(app: AppProcess, long_visit: bytes, sit: Sit) -> None:
    clinician = sit(app.url)
    clinician.go("record")
    clinician.prepare("GH, at home")
    clinician.choose_file("visit.wav", long_visit)
    clinician.send()
    row = clinician.row("GH, at home")
    expect(row.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE)
    expect(row).to_contain_text(re.compile(r"[1-9]\d? ?% · Being worked on"), timeout=PATIENCE)
