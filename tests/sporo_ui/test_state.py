"""What a browser session tells of itself."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from sporo_ui.entries import Kind
from sporo_ui.state import Session, zone_named


def test_a_zone_that_is_known_is_used() -> None:
    assert zone_named("Europe/Berlin") == ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("name", [None, "", "Etc/Unknown", "../etc", "\0", "a" * 999])
def test_a_browser_that_names_no_known_zone_is_shown_utc(name: str | None) -> None:
    assert zone_named(name) is UTC


def test_a_page_is_left_for_what_was_sent_from_it_and_for_nothing_else() -> None:
    here = Session()
    here.leave(Kind.CODES, None)
    assert here.leaving is None
    here.leave(Kind.CODES, "0" * 24)
    assert here.leaving == (Kind.CODES, "0" * 24)
