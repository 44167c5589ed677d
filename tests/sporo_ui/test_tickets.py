"""A ticket opens one recording of one person, for a while."""

import pytest

from sporo_ui.errors import Expired, NotYours
from sporo_ui.tickets import VALID, Ticket, Tickets
from tests.sporo_ui.ground import KEY, Clock

MINE = Ticket("me", "a" * 24, 1_795_000_000.0)


def test_a_ticket_tells_whose_recording_it_opens() -> None:
    tickets = Tickets(KEY, clock=Clock())
    assert tickets.read(tickets.issue(MINE), MINE.recording) == MINE


def test_a_ticket_opens_no_other_recording() -> None:
    tickets = Tickets(KEY, clock=Clock())
    with pytest.raises(NotYours):
        tickets.read(tickets.issue(MINE), "b" * 24)


@pytest.mark.parametrize("shown", ["", "x", "x.y.z", "\x00"])
def test_what_is_no_ticket_opens_nothing(shown: str) -> None:
    with pytest.raises(NotYours):
        Tickets(KEY, clock=Clock()).read(shown, MINE.recording)


def test_a_ticket_of_another_key_opens_nothing() -> None:
    foreign = Tickets(bytes(32), clock=Clock()).issue(MINE)
    with pytest.raises(NotYours):
        Tickets(KEY, clock=Clock()).read(foreign, MINE.recording)


def test_an_old_ticket_says_that_it_is_old() -> None:
    clock = Clock()
    tickets = Tickets(KEY, clock=clock)
    issued = tickets.issue(MINE)
    clock.pass_(VALID + 1)
    with pytest.raises(Expired):
        tickets.read(issued, MINE.recording)
