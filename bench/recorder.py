"""What a long recording costs tab and app, and how soon it is sent: `python -m bench.recorder --minutes 60`.

A real Chromium records a fake microphone that plays the test visit again and again. Beside the recorder of
this app runs the simple one (`st.audio_input`), where its minutes are given.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from tests.app_process import AppProcess
from tests.browser.chromium import executable
from tests.browser.clinician import Clinician
from tests.sound import samples_of, wav_of
from tests.sporo_service.harness import CLIP

RATE = 48_000
MEGABYTE = 1_000_000
SETTLED_SECONDS = 60
"""Memory is compared with what it was after so long: a page and an app warm up first."""
LOOK_SECONDS = 10
PATIENCE_MS = 600_000


@dataclass(frozen=True)
class Memory:
    """Megabytes: what the page's scripts hold, the whole tab, and the app."""

    scripts: float
    tab: float
    app: float

    def __sub__(self, other: "Memory") -> "Memory":
        return Memory(self.scripts - other.scripts, self.tab - other.tab, self.app - other.app)

    def __str__(self) -> str:
        return f"scripts {self.scripts:+.1f} MB, tab {self.tab:+.1f} MB, app {self.app:+.1f} MB"


def main() -> None:
    """Print what each recorder costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--simple-minutes", type=float, default=0)
    asked = parser.parse_args()
    for recorder, minutes in (("safe", asked.minutes), ("simple", asked.simple_minutes)):
        if minutes:
            _measure(recorder, minutes)


def _measure(recorder: str, minutes: float) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        _sitting(Path(folder), recorder) as (clinician, app, browser),
    ):
        clinician.go("record")
        clinician.prepare("bench")
        clinician.await_rest()
        clinician.page.get_by_role("button", name="Record", exact=True).click()
        begun = time.monotonic()
        first, most = None, Memory(0.0, 0.0, 0.0)
        while time.monotonic() - begun < 60 * minutes:
            clinician.page.wait_for_timeout(1000 * LOOK_SECONDS)
            seen = _memory(clinician.page, browser, app)
            if time.monotonic() - begun < SETTLED_SECONDS:
                continue
            first = first or seen
            grown = seen - first
            most = Memory(*(max(pair) for pair in zip(_each(most), _each(grown), strict=True)))
        stopped = time.monotonic()
        clinician.page.get_by_role("button", name="Stop recording").click()
        clinician.send_button.click(timeout=PATIENCE_MS)
        clinician.page.get_by_role("heading", name="Worklist").wait_for(timeout=PATIENCE_MS)
        kept = time.monotonic() - stopped
        clinician.row("bench").get_by_text("Being worked on").wait_for(timeout=PATIENCE_MS)
        accepted = time.monotonic() - stopped
        print(f"{recorder}, {minutes:g} min: most growth {most}")
        print(f"{recorder}, from stop to kept {kept:.1f} s, to accepted by the service {accepted:.1f} s")


def _each(memory: Memory) -> tuple[float, float, float]:
    return memory.scripts, memory.tab, memory.app


@contextmanager
def _sitting(folder: Path, recorder: str) -> Iterator[tuple[Clinician, psutil.Process, Browser]]:
    """A clinician at a fresh app and browser, and the app's process."""
    microphone = folder / "visit.wav"
    microphone.write_bytes(wav_of(samples_of(CLIP, RATE), RATE))
    app = AppProcess(folder / "app", {"SPORO_RECORDER": recorder, "SPORO_READS_PER_MINUTE": "600"})
    app.start()
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
    ]
    flags.append(f"--use-file-for-fake-audio-capture={microphone}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=flags)
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        yield Clinician(page, app.url, "light"), app.process(), browser
        browser.close()
    app.stop()


def _memory(page: Page, browser: Browser, app: psutil.Process) -> Memory:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    kinds = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    tabs = [psutil.Process(kind["id"]).memory_info().rss for kind in kinds if kind["type"] == "renderer"]
    return Memory(heap / MEGABYTE, sum(tabs) / MEGABYTE, app.memory_info().rss / MEGABYTE)


if __name__ == "__main__":
    main()
