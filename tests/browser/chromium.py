"""The Chromium that the browser tests drive; run as a script, it installs one where none is found."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_MISSING = (
    "No Chromium was found and none could be installed. Install one (Debian: apt-get install chromium; "
    "elsewhere: playwright install chromium) or name it in SPORO_CHROMIUM."
)


def executable() -> Path:
    """The browser to drive: the one named in SPORO_CHROMIUM, the system's, else Playwright's own."""
    found = _find()
    if found is None:
        raise FileNotFoundError(_MISSING)
    return found


def _find() -> Path | None:
    named = os.environ.get("SPORO_CHROMIUM")
    if named:
        return Path(named)
    on_path = next(filter(None, map(shutil.which, _NAMES)), None)
    return Path(on_path) if on_path else _playwrights_own()


def _playwrights_own() -> Path | None:
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def _install() -> None:
    """Playwright's build, else Debian's package: the first that can be had."""
    if _succeeds(sys.executable, "-m", "playwright", "install", "chromium"):
        return
    if shutil.which("apt-get"):
        _succeeds("apt-get", "update", "-qq")
        _succeeds("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")


def _succeeds(*command: str) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0


def _main() -> None:
    if _find() is None:
        _install()
    try:
        executable()
    except FileNotFoundError as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    _main()
