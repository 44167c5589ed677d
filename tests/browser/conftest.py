"""A real Chromium with a microphone that plays the test visit, and the app as a user starts it."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from sporo_service.catalog import load_catalog
from sporo_ui import deps
from sporo_ui.entries import LOCAL_PERSON
from sporo_ui.models import Template
from sporo_ui.settings import Settings
from sporo_ui.visits import Visit
from tests.app_process import AppProcess
from tests.browser.chromium import executable
from tests.browser.clinician import Clinician
from tests.sound import samples_of, wav_of
from tests.sporo_service.harness import CLIP, eventually

SPOKEN = CLIP.with_name("short_visit.ogg")
MICROPHONE_RATE = 48_000
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
)
A_BUSY_MACHINE = 30_000
"""Milliseconds that a click or a look may wait while other processes of the suite draw and hear speech."""

expect.set_options(timeout=A_BUSY_MACHINE)

Theme = Literal["light", "dark"]
Sit = Callable[..., Clinician]


@pytest.fixture(scope="session")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two visits, one after the other, as the WAV that Chromium plays as a microphone."""
    path = tmp_path_factory.mktemp("microphone") / "visit.wav"
    spoken = b"".join(samples_of(clip, MICROPHONE_RATE) for clip in (SPOKEN, CLIP))
    path.write_bytes(wav_of(spoken, MICROPHONE_RATE))
    return path


@pytest.fixture(scope="session")
def long_visit() -> bytes:
    """Minutes of speech: the test visit again and again."""
    return wav_of(samples_of(CLIP, 16_000) * 6, 16_000)


@pytest.fixture(scope="session")
def chromium(microphone: Path) -> Iterator[Browser]:
    """The browser; a missing one is an error that says what to install."""
    path = executable()
    flags = [
        *QUIET,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={microphone}%noloop",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppProcess]:
    """The app with its embedded service, shared by all tests of a process; its reads need not be spared."""
    process = AppProcess(
        tmp_path_factory.mktemp("app"), {"SPORO_RATE_LIMITS": "off", "SPORO_READS_PER_MINUTE": "600"}
    )
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="session")
def finished(app: AppProcess) -> str:
    """The label of a visit whose note is there."""
    label = "CD, room 1"
    note_of(app, CLIP, label)
    return label


def note_of(app: AppProcess, recording: Path, label: str) -> str:
    """The entry of this recording, once its note is there."""
    services = deps.build(Settings(data_dir=app.folder, api_url=app.url))
    soap = load_catalog().named("SOAP")
    assert soap
    visit = Visit(recording.name, Template(id=soap.id, name=soap.name), label, datetime.now(UTC))
    with recording.open("rb") as clip:
        entry = services.visits.submit_visit(LOCAL_PERSON, clip, visit)
    eventually(lambda: services.visits.entry(LOCAL_PERSON, entry.id).finished_at, within=90)
    services.stop()
    return entry.id


@pytest.fixture
def sit(chromium: Browser) -> Iterator[Sit]:
    """Sits a clinician down at a fresh browser window; nothing that they do may leave the machine."""
    seated: list[Clinician] = []

    def at(home: str, width: int = 1280, theme: Theme = "light") -> Clinician:
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
        context.set_default_timeout(A_BUSY_MACHINE)
        seated.append(Clinician(context.new_page(), home, theme))
        return seated[-1]

    yield at
    for clinician in seated:
        clinician.page.context.close()
        assert clinician.hosts <= {urlsplit(clinician.home).netloc}
