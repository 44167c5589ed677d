"""The connection dot says how the service was when it was last asked."""

import pytest

from sporo_ui.connection import Connection, Health, Watch
from sporo_ui.errors import Broken, Busy, NotAllowed, Rejected, SporoError, Unknown, Unreachable


def test_before_the_first_answer_nothing_is_claimed() -> None:
    assert Watch(5).connection == Connection(Health.UNASKED)


@pytest.mark.parametrize("error", [Unreachable(arrived=False), Broken(), NotAllowed()], ids=repr)
def test_a_service_that_does_no_work_is_down_and_says_why(error: SporoError) -> None:
    watch = Watch(5)
    watch.saw(error, None)
    assert watch.connection == Connection(Health.DOWN, error.sentence)


@pytest.mark.parametrize("error", [Busy(), Rejected(), Unknown()], ids=repr)
def test_a_service_that_refuses_one_request_is_there(error: SporoError) -> None:
    watch = Watch(5)
    watch.saw(error, None)
    assert watch.connection.health == Health.READY


def test_a_late_answer_is_slow_and_the_next_in_time_is_not() -> None:
    watch = Watch(5)
    watch.saw(None, 7.2)
    assert watch.connection == Connection(Health.SLOW, "The last answer took 7 seconds.")
    watch.saw(None, 0.1)
    assert watch.connection.health == Health.READY


def test_a_long_upload_is_not_called_slow() -> None:
    watch = Watch(5)
    watch.saw(None, None)
    assert watch.connection.health == Health.READY
