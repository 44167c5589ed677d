"""What a browser session tells of itself."""

from datetime import UTC
from threading import Event, Thread
from zoneinfo import ZoneInfo

import pytest

from sporo_ui.entries import Kind
from sporo_ui.state import Dropped, Session, zone_named


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


def test_a_dropped_file_is_read_by_two_at_once() -> None:
    file = Dropped("1", "letter.txt", b"two weeks")
    one, other = file.open(), file.open()
    assert one.read(3) == b"two"
    assert other.read() == b"two weeks"
    assert one.read() == b" weeks"


def test_what_shows_the_work_waits_for_the_click_that_still_keeps_some() -> None:
    here, shown = Session(), Event()

    def show() -> None:
        here.settle()
        shown.set()

    with here.sending:
        page = Thread(target=show)
        page.start()
        assert not shown.wait(0.1)
    page.join(5)
    assert shown.is_set()
