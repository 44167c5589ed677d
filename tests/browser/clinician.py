"""A clinician at a real browser, in the verbs of the screens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Locator, Page, Request, expect
from playwright.sync_api import TimeoutError as NotInTime

from tests.sporo_service.harness import CLIP

PATIENCE = 60_000
"""Milliseconds that a note may take on a busy machine."""


A_HANDS_PRESS = 70
"""Milliseconds between pressing and letting go: a click without any overtakes the box that it leaves."""


PRESSES = 3
"""Times that the record button is pressed before a recording must have begun."""


SETTLING = 500
"""Milliseconds after which fonts and transitions stand still for a picture."""


@dataclass
class Clinician:
    """One person at one page of the app."""

    page: Page
    home: str
    theme: str
    hosts: set[str] = field(default_factory=set)
    """Every host that the browser asked anything of."""

    def __post_init__(self) -> None:
        self.page.on("request", self._note_host)

    def go(self, where: str = "") -> None:
        """Open a page of the app by its address."""
        self.page.goto(f"{self.home}/{where}")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def menu(self, name: str) -> None:
        """Open a page by the navigation."""
        self.page.get_by_test_id("stSidebar").get_by_role("link", name=name).click(delay=A_HANDS_PRESS)
        expect(self.page.get_by_role("heading", name=name, level=1)).to_be_visible()
        self.await_rest()

    def await_rest(self) -> None:
        """Wait until the page is drawn: what is clicked while it is drawn anew may be drawn over."""
        rest = ("data-test-script-state", "notRunning")
        expect(self.page.get_by_test_id("stApp")).to_have_attribute(*rest, timeout=PATIENCE)

    def prepare(self, label: str, template: str = "SOAP") -> None:
        """Choose the template, say who the patient is, and tick the consent."""
        self.page.get_by_label("Search templates").fill(template)
        self.page.locator(".st-key-template_choice").get_by_text(template, exact=True).click()
        expect(self.main.get_by_text(f"{template} ·")).to_be_visible()
        self.page.get_by_label("Patient label").fill(label)
        self.page.get_by_text("The patient agreed to the recording.").click()
        expect(self.page.get_by_text("The time of this tick is kept")).to_be_visible()

    def record(self, seconds: float) -> None:
        """Record with the microphone for so long."""
        self.await_rest()
        stop = self.page.get_by_role("button", name="Stop recording")
        for _ in range(PRESSES):
            # The recorder takes no press before it is ready, and tells it by nothing: a person presses again.
            self.page.get_by_role("button", name="Record", exact=True).click(delay=A_HANDS_PRESS)
            if _appears(stop):
                break
        self.page.wait_for_timeout(1000 * seconds)
        stop.click()

    def choose_file(self, name: str = "visit.ogg", content: bytes | None = None) -> None:
        """Choose a recording: the test visit, or this content under this name."""
        sound = CLIP.read_bytes() if content is None else content
        self.page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": sound}
        )

    def send(self) -> None:
        """Send the visit, once the button allows it, and land on the worklist."""
        expect(self.send_button).to_be_enabled(timeout=20_000)
        self.send_button.click()
        expect(self.page.get_by_role("heading", name="Worklist")).to_be_visible()

    def drop(self, **files: bytes) -> None:
        """Drop documents of these names, whose last underscore stands for the point before their ending."""
        papers: list[FilePayload] = [
            {"name": ".".join(name.rsplit("_", 1)), "mimeType": "application/octet-stream", "buffer": content}
            for name, content in files.items()
        ]
        self.page.locator("input[type=file]").set_input_files(papers)
        for paper in papers:
            expect(self.main.locator("[class*=st-key-file_]").filter(has_text=paper["name"])).to_be_visible()
        # Once the button counts them, the page below the files has been drawn and moves no more.
        expect(self.page.get_by_role("button", name=re.compile(r"^Send .*\d"))).to_be_visible()

    def drop_file(self, path: Path) -> None:
        """Drop one document from the disk, however large."""
        self.page.locator("input[type=file]").set_input_files(path)
        expect(self.page.get_by_role("button", name="Send 1 document")).to_be_visible(timeout=PATIENCE)

    def paste(self, page: str, text: str, button: str) -> None:
        """Paste a text on this page, and click its button."""
        self.go(page)
        self.page.get_by_role("textbox", name="Text").fill(text)
        self.page.get_by_role("button", name=button).click(delay=A_HANDS_PRESS)

    def await_draft(self) -> None:
        """Wait until there is something to read that nobody has signed."""
        expect(self.main.get_by_text("Nobody has signed")).to_be_visible(timeout=PATIENCE)

    def may_copy(self) -> None:
        """Let the page read and write the clipboard."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def copied(self, button: str) -> str:
        """What is in the clipboard after a click on the first button of this name."""
        self.page.get_by_role("button", name=button, exact=True).first.click(delay=A_HANDS_PRESS)
        expect(self.page.get_by_role("button", name="Copied")).to_be_visible()
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    def tab(self, name: str) -> None:
        """Turn to a tab of the worklist."""
        self.await_rest()
        self.page.get_by_role("radio", name=re.compile(f"^{name}")).click()

    def row(self, label: str) -> Locator:
        """The entry of the worklist with this label."""
        return self.main.locator("[class*=st-key-entry_]").filter(has_text=label)

    def read_note(self, label: str) -> None:
        """Wait until the note of this visit is ready, then open it."""
        self.tab("Needs me")
        expect(self.row(label)).to_contain_text("The note is ready.", timeout=PATIENCE)
        self.row(label).get_by_role("button", name="Read the note").click()
        expect(self.page.get_by_role("heading", name=label)).to_be_visible()
        expect(self.page.get_by_role("heading", name="Transcript")).to_be_visible()

    def section(self, title: str) -> Locator:
        """The box in which a section of the note is edited."""
        return self.page.get_by_role("textbox", name=title, exact=True)

    def shoot(self, folder: Path, name: str) -> None:
        """A picture of the whole page as it stands, named after page, width and theme."""
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)
        self.page.wait_for_timeout(SETTLING)
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        width = self.width
        self.page.set_viewport_size({"width": width, "height": max(900, min(height, 4000))})
        self.page.screenshot(path=folder / f"{name}-{width}-{self.theme}.png")
        self.page.set_viewport_size({"width": width, "height": 900})

    def overflow(self) -> int:
        """Pixels by which the page is wider than its window."""
        frames = "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
        wide: list[int] = self.page.evaluate(f"{frames}.map(frame => frame.scrollWidth)")
        return max(wide) - self.width

    def assert_reads(self, words: Sequence[str]) -> None:
        """These words are on the page."""
        for word in words:
            expect(self.main).to_contain_text(re.compile(re.escape(word), re.IGNORECASE))

    @property
    def main(self) -> Locator:
        """The page without its navigation."""
        return self.page.get_by_test_id("stMain")

    @property
    def send_button(self) -> Locator:
        """What sends a visit."""
        return self.page.get_by_role("button", name="Send for a note")

    @property
    def width(self) -> int:
        """The window's width in pixels."""
        assert self.page.viewport_size
        return self.page.viewport_size["width"]

    def _note_host(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"}:
            self.hosts.add(parts.netloc)


def _appears(what: Locator) -> bool:
    try:
        what.wait_for(timeout=PATIENCE / 4)
    except NotInTime:
        return False
    return True
