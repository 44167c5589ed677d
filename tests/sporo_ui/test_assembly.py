"""A recording is put together by a child process, which may die without harm."""

import sys

import pytest

from sporo_ui.assembly import assemble
from sporo_ui.errors import Unsuitable
from tests.sporo_ui.browser_sound import heard_in, tone


def test_the_child_answers_with_the_whole_recording() -> None:
    assembled = assemble([tone(2), tone(1)])
    assert assembled.seconds == pytest.approx(3, abs=0.1)
    assert heard_in(assembled.content)[0] == pytest.approx(3, abs=0.1)


def test_nothing_to_play_is_a_sentence() -> None:
    with pytest.raises(Unsuitable, match=r"Nothing in this recording can be played\."):
        assemble([b"not sound at all"])


@pytest.mark.parametrize(
    "deed",
    ["raise SystemExit(1)", "import time; time.sleep(60)", "print('{}')", "print('{\"size\": 9}')"],
    ids=["dies", "hangs", "tells nothing", "is cut off"],
)
def test_a_child_that_fails_loses_nothing_and_is_said(deed: str) -> None:
    with pytest.raises(Unsuitable, match="It is still kept here"):
        assemble([tone(1)], command=(sys.executable, "-c", deed), seconds=2)
