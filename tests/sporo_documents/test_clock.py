from hypothesis import given
from hypothesis import strategies as st

from sporo_documents.clock import Clock
from sporo_documents.document import Page
from sporo_documents.limits import LOOK, Limits
from sporo_documents.messages import Message

LIMITS = Limits(seconds=60, page_seconds=10, pages=3)
RECOGNIZED = Message(page=Page(1, "text", by_ocr=True))
OF_TEXT = Message(page=Page(1, "text"))


class Day:
    """A time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def left_after(*heard: tuple[float, Message], limits: Limits = LIMITS) -> float:
    """The seconds that are left when these messages came after so many seconds each."""
    day = Day()
    clock = Clock(limits, day)
    for seconds, message in heard:
        day.now += seconds
        clock.hear(message)
    return clock.left()


def test_a_page_of_text_costs_the_file_its_seconds() -> None:
    assert left_after((4, OF_TEXT), (1, Message(kind="PDF"))) == 55


def test_a_recognized_page_costs_the_file_nothing() -> None:
    assert left_after((4, RECOGNIZED), (10, RECOGNIZED)) == 60


def test_what_a_recognized_page_takes_beyond_its_own_time_is_the_files() -> None:
    assert left_after((14, RECOGNIZED)) == 56


def test_no_more_pages_are_given_time_than_a_file_may_have() -> None:
    assert left_after(*[(10, RECOGNIZED)] * 4) == 50


def test_nothing_is_given_where_nothing_is_to_be_recognized() -> None:
    assert left_after((4, RECOGNIZED), limits=LOOK) == LOOK.seconds - 4


@given(st.lists(st.tuples(st.floats(0, 100), st.sampled_from((RECOGNIZED, OF_TEXT)))))
def test_a_file_never_has_more_left_than_its_own_seconds_nor_lasts_longer_than_the_most(
    heard: list[tuple[float, Message]],
) -> None:
    left = left_after(*heard)
    assert left <= LIMITS.seconds + 1e-6
    assert sum(seconds for seconds, _ in heard) + left <= LIMITS.most_seconds + 1e-6
