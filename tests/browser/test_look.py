"""Every page in both themes, wide and narrow: nothing overflows, and a picture is kept to be looked at."""

from pathlib import Path

import pytest

from tests.app_process import AppProcess
from tests.browser.clinician import Clinician
from tests.browser.conftest import Sit, Theme

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
    for name in ("record", "templates", ""):
        clinician.go(name)
        clinician.shoot(artifacts, name or "worklist")
        assert clinician.overflow() == 0
    clinician.read_note(finished)
    clinician.shoot(artifacts, "note")
    assert clinician.overflow() == 0
