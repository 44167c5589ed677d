"""The main job on a fresh machine: pick a template, record a visit, watch, read transcript and note."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.app_process import AppProcess
from tests.browser.conftest import Sit

pytestmark = pytest.mark.browser

CLIP_SECONDS = 44
UNDER_WAY = re.compile("Kept here|Being sent|waiting for its turn|Being worked on")
UNDER_WAY = re.compile("Kept here|Being sent|waiting for its turn|Being worked on")
HEARD = ("chest pain", "shortness of breath", "142 over 90", "lungs are clear", "lisinopril", "two")
WRITTEN = {
    "Subjective": ("chest pain", "penicillin"),
    "Objective": ("142/90", "lungs"),
    "Assessment": ("stable",),
    "Plan": ("lisinopril", "electrocardiogram", "two weeks"),
}


def test_a_recorded_visit_becomes_a_transcript_and_a_note_and_a_reload_loses_nothing(
    app: AppProcess, sit: Sit
) -> None:
    clinician = sit(app.url)
    clinician.go("record")
    clinician.prepare("AB, room 3")
    clinician.record(CLIP_SECONDS)
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
