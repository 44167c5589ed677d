"""The recorder's route takes pieces with a ticket, and answers what a recorder can act on."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sporo_ui.recording_receiver import RECORDINGS, routes
from sporo_ui.recordings import LARGEST_PIECE, Recordings
from sporo_ui.tickets import VALID, Ticket, Tickets
from sporo_ui.vault import Vault
from tests.sporo_ui.ground import KEY, Clock

ID, OTHER = "a" * 24, "b" * 24


class Door:
    """The routes over a folder, with a clock that is moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.recordings = Recordings(folder, Vault(KEY), clock=self.clock)
        self.tickets = Tickets(KEY, clock=self.clock)
        self.ticket = self.tickets.issue(Ticket("me", ID, 0.0))
        self._client = TestClient(Starlette(routes=routes(self.recordings, self.tickets)))

    def put(
        self, number: str, content: bytes = b"piece", recording: str = ID, ticket: str | None = None
    ) -> int:
        shown = {"X-Recording-Ticket": self.ticket if ticket is None else ticket}
        path = f"{RECORDINGS}/{recording}/{number}"
        return self._client.put(path, content=content, headers=shown).status_code

    def missing(self, count: str) -> object:
        shown = {"X-Recording-Ticket": self.ticket}
        return self._client.get(f"{RECORDINGS}/{ID}/missing/{count}", headers=shown).json()


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


def test_a_piece_is_taken_once_and_once_more(door: Door) -> None:
    assert [door.put("0"), door.put("0"), door.put("2")] == [204, 204, 204]
    assert door.missing("3") == {"missing": [1]}


def test_without_a_ticket_nothing_is_taken(door: Door) -> None:
    assert [door.put("0", ticket=""), door.put("0", ticket="made.up.ticket")] == [403, 403]
    assert door.recordings.unfinished("me") == []


def test_a_ticket_for_another_recording_is_refused(door: Door) -> None:
    assert door.put("0", recording=OTHER) == 403


def test_somebody_elses_recording_is_refused_and_stays_whole(door: Door) -> None:
    door.put("0")
    assert door.put("1", ticket=door.tickets.issue(Ticket("somebody else", ID, 0.0))) == 403
    assert door.missing("2") == {"missing": [1]}


def test_an_expired_ticket_is_told_apart_so_that_the_page_asks_for_a_new_one(door: Door) -> None:
    door.clock.pass_(VALID + 1)
    assert door.put("0") == 401


@pytest.mark.parametrize("number", ["1000000000", "9" * 5000, "-1", "one", "%00"])
def test_a_number_that_is_none_is_refused(door: Door, number: str) -> None:
    assert door.put(number) == 409


def test_a_huge_piece_is_refused_and_what_was_there_stays(door: Door) -> None:
    door.put("0")
    assert door.put("1", bytes(LARGEST_PIECE + 1)) == 413
    assert door.put("0", b"other") == 409
    assert door.missing("2") == {"missing": [1]}
