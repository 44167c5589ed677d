"""Recordings as they arrive: pieces of two seconds, sealed on disk, put together once they are wanted.

What has arrived survives whatever happens to browser and app. It stays until its visit is kept in the ledger,
or the person discards it.
"""

import io
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from sporo_ui.assembly import Assembled
from sporo_ui.assembly import assemble as put_together
from sporo_ui.errors import Gone, NotYours, Unkept, Unsuitable
from sporo_ui.tickets import Ticket
from sporo_ui.vault import Vault

PIECE_SECONDS = 2
"""How long a piece is: what a crash may cost at most."""
LARGEST_PIECE = 1_000_000
"""Thirty times the two seconds of the most generous browser."""
MOST_PIECES = 4 * 3600 // PIECE_SECONDS
"""Four hours."""
STILL_ARRIVING = 7.0
"""Seconds after its last piece for which a recording counts as going on somewhere."""

_ID = re.compile("[0-9a-f]{24}")
_ABOUT = "about.sealed"
_FIRST_PAGE = 2
"""The bit that the first page of an Ogg file has set."""
Assemble = Callable[[Sequence[bytes]], Assembled]


@dataclass(frozen=True)
class Unfinished:
    """A recording that was begun and not sent."""

    id: str
    began_at: datetime
    consent_at: datetime
    seconds: int
    """What has arrived of it, to the nearest piece."""
    next_piece: int
    """The number of the piece with which it goes on."""
    is_arriving: bool
    """A piece came just now: it goes on in some window."""


class Recordings:
    """A folder of recordings, each a folder of sealed pieces."""

    def __init__(
        self,
        folder: Path,
        vault: Vault,
        *,
        clock: Callable[[], float] = time.time,
        assemble: Assemble = put_together,
    ) -> None:
        self._folder = folder
        self._vault = vault
        self._clock = clock
        self._assemble = assemble

    def take(self, ticket: Ticket, number: int, content: bytes) -> None:
        """Keeps a piece; the same one again changes nothing, and nor does one of a recording that is over.

        Raises `Unsuitable` for a number or a piece that can't be one, or another piece by the same number;
        `NotYours`; `Unkept` on a full disk.
        """
        if not 0 <= number < MOST_PIECES:
            raise Unsuitable("piece_number", "A recording has no such piece.")
        if not 0 < len(content) <= LARGEST_PIECE:
            raise Unsuitable("piece_size", "This is not a piece of a recording.")
        home, piece = self._home(ticket.recording), self._piece(ticket.recording, number)
        if self.is_over(ticket.recording):
            return
        try:
            self._begin(ticket, home)
            if piece.exists():
                self._must_be_same(ticket.recording, number, content)
                return
            _write(piece, self._vault.seal_bytes(content, _place(ticket.recording, number)))
            os.utime(piece, (self._clock(), self._clock()))
        except OSError as failure:
            raise Unkept(detail=type(failure).__name__) from failure

    def missing(self, ticket: Ticket, count: int) -> list[int]:
        """The numbers below `count` whose pieces have not arrived; raises `NotYours`."""
        home = self._home(ticket.recording)
        if home.exists():
            self._must_be_of(ticket.person, ticket.recording)
        return sorted(set(range(min(count, MOST_PIECES))) - set(_numbers(home)))

    def unfinished(self, person: str) -> list[Unfinished]:
        """The person's recordings that were begun and not sent, newest first."""
        homes = self._folder.glob("*/") if self._folder.exists() else ()
        found = (self._seen(home.name) for home in homes if _ID.fullmatch(home.name))
        mine = [recording for owner, recording in found if owner == person and recording.seconds]
        return sorted(mine, key=lambda recording: recording.began_at, reverse=True)

    def find(self, person: str, recording: str) -> Unfinished | None:
        """The recording by this id; None before its first piece. Raises `NotYours`."""
        if not self._home(recording).exists():
            return None
        self._must_be_of(person, recording)
        return self._seen(recording)[1]

    def sound(self, person: str, recording: str) -> BinaryIO:
        """The recording as one Ogg/Opus file, as far as it came; raises `NotYours`, `Gone`, `Unsuitable`."""
        if not self._home(recording).exists():
            raise Gone
        self._must_be_of(person, recording)
        pieces = (self._open(recording, number) for number in _numbers(self._home(recording)))
        return io.BytesIO(self._assemble(list(_parts(pieces))).content)

    def forget(self, person: str, recording: str) -> None:
        """Deletes the recording, and takes nothing of it any more; raises `NotYours`."""
        home = self._home(recording)
        if home.exists():
            self._must_be_of(person, recording)
            self._ended(recording).touch(mode=0o600)
            shutil.rmtree(home, ignore_errors=True)

    def is_over(self, recording: str) -> bool:
        """Whether it was sent or discarded: what a browser still has of it can go."""
        return self._ended(recording).exists()

    def _begin(self, ticket: Ticket, home: Path) -> None:
        about = home / _ABOUT
        if about.exists():
            self._must_be_of(ticket.person, ticket.recording)
            return
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        told = json.dumps(asdict(_About(ticket.person, ticket.consent_at, self._clock())))
        _write(about, self._vault.seal(told, _place(ticket.recording, _ABOUT)))

    def _seen(self, recording: str) -> tuple[str, Unfinished]:
        """Whose it is, and what is there of it."""
        home, about = self._home(recording), self._about(recording)
        numbers = _numbers(home)
        last = self._piece(recording, numbers[-1]).stat().st_mtime if numbers else 0.0
        return about.person, Unfinished(
            id=recording,
            began_at=datetime.fromtimestamp(about.began, UTC),
            consent_at=datetime.fromtimestamp(about.consent_at, UTC),
            seconds=len(numbers) * PIECE_SECONDS,
            next_piece=numbers[-1] + 1 if numbers else 0,
            is_arriving=self._clock() - last < STILL_ARRIVING,
        )

    def _about(self, recording: str) -> "_About":
        sealed = (self._home(recording) / _ABOUT).read_bytes()
        return _About(**json.loads(self._vault.open(sealed, _place(recording, _ABOUT))))

    def _must_be_of(self, person: str, recording: str) -> None:
        if self._about(recording).person != person:
            raise NotYours

    def _must_be_same(self, recording: str, number: int, content: bytes) -> None:
        if self._open(recording, number) != content:
            raise Unsuitable("piece_differs", "Another piece of this recording has this number.")

    def _open(self, recording: str, number: int) -> bytes:
        sealed = self._piece(recording, number).read_bytes()
        return self._vault.open_bytes(sealed, _place(recording, number))

    def _home(self, recording: str) -> Path:
        if not _ID.fullmatch(recording):
            raise NotYours
        return self._folder / recording

    def _ended(self, recording: str) -> Path:
        return self._home(recording).with_suffix(".ended")

    def _piece(self, recording: str, number: int) -> Path:
        return self._home(recording) / f"{number:05d}.piece"


@dataclass(frozen=True)
class _About:
    """What is kept beside the pieces."""

    person: str
    consent_at: float
    began: float


def _place(recording: str, part: int | str) -> str:
    """Where a piece is sealed for: it opens nowhere else."""
    return f"{recording}/{part}"


def _numbers(home: Path) -> list[int]:
    """The numbers of the pieces that are there, in order."""
    return sorted(int(piece.stem) for piece in home.glob("*.piece"))


def _write(path: Path, content: bytes) -> None:
    """The file, whole or not at all, also where the power goes."""
    draft = path.with_name(f"{secrets.token_hex(8)}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _parts(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces by file: a browser begins one whenever the recording is taken up again."""
    part = bytearray()
    for piece in pieces:
        if part and _begins_a_file(piece):
            yield bytes(part)
            part.clear()
        part += piece
    if part:
        yield bytes(part)


def _begins_a_file(piece: bytes) -> bool:
    """Whether WebM, MP4, or Ogg begins here; an Ogg file has many pages, and tells its first."""
    is_first_page = piece[:4] == b"OggS" and bool(piece[5:6]) and bool(piece[5] & _FIRST_PAGE)
    return is_first_page or piece[:4] == b"\x1a\x45\xdf\xa3" or piece[4:8] == b"ftyp"
