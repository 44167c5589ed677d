"""Pieces of a recording arrive in any order, stay sealed, and become one file."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from sporo_ui.assembly import Assembled
from sporo_ui.errors import Damaged, Gone, NotYours, Unkept, Unsuitable
from sporo_ui.recordings import LARGEST_PIECE, MOST_PIECES, Recordings
from sporo_ui.tickets import Ticket
from sporo_ui.vault import Vault
from tests.sporo_ui.browser_sound import heard_in, pieces_of, tone
from tests.sporo_ui.ground import KEY, Clock

ID = "a" * 24
MINE = Ticket("me", ID, 1_795_000_000.0)
THEIRS = Ticket("somebody else", ID, 1_795_000_000.0)
BEGINS = b"\x1a\x45\xdf\xa3"


def recordings_in(folder: Path, clock: Clock | None = None) -> Recordings:
    return Recordings(folder, Vault(KEY), clock=clock or Clock())


def parts_of(folder: Path) -> list[bytes]:
    """What is handed to be put together."""
    seen: list[bytes] = []

    def look(parts: Sequence[bytes]) -> Assembled:
        seen.extend(parts)
        return Assembled(b"OggS", 1.0)

    Recordings(folder, Vault(KEY), clock=Clock(), assemble=look).sound("me", ID)
    return seen


def test_pieces_in_any_order_become_the_recording(tmp_path: Path) -> None:
    recordings, pieces = recordings_in(tmp_path), pieces_of(tone(4), 8)
    order = list(enumerate(pieces))
    random.Random(7).shuffle(order)
    for number, piece in order:
        recordings.take(MINE, number, piece)
        recordings.take(MINE, number, piece)
    assert heard_in(recordings.sound("me", ID).read())[0] == pytest.approx(4, abs=0.1)


def test_a_recording_that_was_taken_up_again_is_two_files_in_one(tmp_path: Path) -> None:
    recordings = recordings_in(tmp_path)
    for number, piece in enumerate([BEGINS + b"1", b"2", BEGINS + b"3", b"4"]):
        recordings.take(MINE, number, piece)
    assert parts_of(tmp_path) == [BEGINS + b"12", BEGINS + b"34"]


def test_only_the_first_page_of_an_ogg_file_begins_one(tmp_path: Path) -> None:
    first, other = b"OggS\x00\x02first", b"OggS\x00\x00other"
    for number, piece in enumerate([first, other, first]):
        recordings_in(tmp_path).take(MINE, number, piece)
    assert parts_of(tmp_path) == [first + other, first]


def test_what_has_not_arrived_is_told_by_number(tmp_path: Path) -> None:
    recordings = recordings_in(tmp_path)
    assert recordings.missing(MINE, 3) == [0, 1, 2]
    recordings.take(MINE, 1, b"piece")
    assert recordings.missing(MINE, 3) == [0, 2]
    assert len(recordings.missing(MINE, 10**9)) == MOST_PIECES - 1


def test_nothing_of_a_voice_can_be_read_on_the_disk(tmp_path: Path) -> None:
    recordings_in(tmp_path).take(MINE, 0, b"what the patient said")
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"patient" not in kept
    assert b"me" not in kept.split(b".")
    assert (tmp_path / ID).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("number", [-1, MOST_PIECES, 10**9])
def test_a_number_that_no_piece_has_is_refused(tmp_path: Path, number: int) -> None:
    with pytest.raises(Unsuitable):
        recordings_in(tmp_path).take(MINE, number, b"piece")
    assert recordings_in(tmp_path).unfinished("me") == []


@pytest.mark.parametrize("size", [0, LARGEST_PIECE + 1])
def test_a_piece_without_or_with_too_many_bytes_is_refused(tmp_path: Path, size: int) -> None:
    with pytest.raises(Unsuitable):
        recordings_in(tmp_path).take(MINE, 0, bytes(size))


def test_another_piece_by_the_same_number_is_refused_and_the_first_stays(tmp_path: Path) -> None:
    recordings = recordings_in(tmp_path)
    recordings.take(MINE, 0, b"first")
    with pytest.raises(Unsuitable):
        recordings.take(MINE, 0, b"other")
    assert parts_of(tmp_path) == [b"first"]


def test_somebody_elses_recording_takes_and_tells_nothing(tmp_path: Path) -> None:
    recordings = recordings_in(tmp_path)
    recordings.take(MINE, 0, b"mine")
    for deed in (
        lambda: recordings.take(THEIRS, 1, b"theirs"),
        lambda: recordings.missing(THEIRS, 1),
        lambda: recordings.sound("somebody else", ID),
        lambda: recordings.forget("somebody else", ID),
        lambda: recordings.find("somebody else", ID),
    ):
        with pytest.raises(NotYours):
            deed()
    assert recordings.unfinished("somebody else") == []
    assert [recording.id for recording in recordings.unfinished("me")] == [ID]


@pytest.mark.parametrize("name", ["../../etc", "A" * 24, "a" * 23, ""])
def test_an_id_that_is_none_reaches_no_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotYours):
        recordings_in(tmp_path).take(Ticket("me", name, 0.0), 0, b"piece")
    assert list(tmp_path.rglob("*")) == []


def test_an_unfinished_recording_tells_when_it_began_and_how_long_it_is(tmp_path: Path) -> None:
    clock = Clock()
    recordings = recordings_in(tmp_path, clock)
    for number in (0, 1, 3):
        recordings.take(MINE, number, b"piece")
    (found,) = recordings.unfinished("me")
    assert (found.seconds, found.next_piece) == (6, 4)
    assert found.began_at.timestamp() == clock.now
    assert found.consent_at.timestamp() == MINE.consent_at


def test_a_damaged_piece_is_said(tmp_path: Path) -> None:
    recordings = recordings_in(tmp_path)
    recordings.take(MINE, 0, b"piece")
    (tmp_path / ID / "00000.piece").write_bytes(b"x" * 40)
    with pytest.raises(Damaged):
        recordings.sound("me", ID)


def test_a_full_disk_takes_nothing_and_says_so(tmp_path: Path) -> None:
    (tmp_path / ID).write_text("a file where the folder should be")
    with pytest.raises(Unkept):
        recordings_in(tmp_path).take(MINE, 0, b"piece")


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    recordings = recordings_in(tmp_path)
    recordings.take(MINE, 0, b"piece")
    recordings.forget("me", ID)
    recordings.forget("me", ID)
    assert recordings.unfinished("me") == []
    with pytest.raises(Gone):
        recordings.sound("me", ID)
