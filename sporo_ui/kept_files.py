"""Recordings and documents on disk, sealed, each kept for one entry for as long as that needs it.

A voice and a chart are the most telling things that this app holds, so their files are sealed like the
ledger's text, not only guarded by file permissions: a copied disk or backup says nothing. A file is sealed in
frames, so that a long visit is written and read in bounded memory; each frame knows its place, so that a cut
file is noticed.
"""

import hashlib
import io
import os
import secrets
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag

from sporo_ui.errors import Damaged, Gone, Unkept, Unsuitable
from sporo_ui.pace import ORPHANED
from sporo_ui.vault import Vault

FRAME = 256 * 1024
TAG = 16
SALT = 16
OnFrame = Callable[[bool], None]
"""Called before a piece of a file is read, with whether it is the last."""


@dataclass(frozen=True)
class Kept:
    """A file on disk."""

    file: str
    """The name by which it is opened."""
    content: str
    """The digest of its content."""


class KeptFiles:
    """A folder of sealed files that only this app's user can enter."""

    def __init__(
        self, folder: Path, vault: Vault, *, limit: int, refusal: Callable[[int], Unsuitable]
    ) -> None:
        self._folder = folder
        self._vault = vault
        self._limit = limit
        self._refusal = refusal
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def keep(self, source: BinaryIO) -> Kept:
        """The file, kept from where the source stands; raises `Unsuitable` over the limit, `Unkept`."""
        name = secrets.token_hex(12)
        draft = self._folder / f"{name}.part"
        try:
            content = self._seal(source, draft)
            draft.replace(self._path(name))
        except OSError as failure:
            raise Unkept(detail=type(failure).__name__) from failure
        finally:
            draft.unlink(missing_ok=True)
        return Kept(name, content)

    def open(self, file: str, on_frame: OnFrame = lambda _is_last: None) -> BinaryIO:
        """The file, readable from its start; raises `Gone`, and `Damaged` while it is read."""
        try:
            sealed = self._path(file).open("rb")
        except FileNotFoundError:
            raise Gone(detail=file) from None
        return io.BufferedReader(_Unsealed(sealed, self._vault, on_frame), FRAME)

    def sweep(self, needed: Collection[str]) -> None:
        """Deletes what no entry needs and a crash left behind."""
        before = time.time() - ORPHANED
        for path in self._folder.iterdir():
            if path.stem not in needed and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)

    def forget(self, file: str) -> None:
        """Deletes the file, if it is there."""
        # Windows does not delete what is just being read: the next sweep does.
        with suppress(PermissionError):
            self._path(file).unlink(missing_ok=True)

    def _path(self, file: str) -> Path:
        return self._folder / f"{file}.sealed"

    def _seal(self, source: BinaryIO, target: Path) -> str:
        digest, size, number, salt = hashlib.sha256(), 0, 0, secrets.token_bytes(SALT)
        cipher = self._vault.cipher_for(salt)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(salt)
            frame = source.read(FRAME)
            while True:
                size += len(frame)
                if size > self._limit:
                    raise self._refusal(self._limit)
                following = source.read(FRAME)
                digest.update(frame)
                out.write(cipher.encrypt(_nonce(number), frame, _mark(last=not following)))
                if not following:
                    break
                frame, number = following, number + 1
            out.flush()
            os.fsync(out.fileno())
        return digest.hexdigest()


class _Unsealed(io.RawIOBase):
    """A sealed file read as if it were plain; seeking goes by whole frames."""

    def __init__(self, file: BinaryIO, vault: Vault, on_frame: OnFrame) -> None:
        self._on_frame = on_frame
        self._file = file
        self._cipher = vault.cipher_for(file.read(SALT))
        sealed = os.fstat(file.fileno()).st_size - SALT
        self._frames = max(1, -(-sealed // (FRAME + TAG)))
        self._size = sealed - self._frames * TAG
        self._at = 0
        self._frame: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override] # typeshed asks for any buffer
        if self._at >= self._size:
            return 0
        number, offset = divmod(self._at, FRAME)
        piece = self._plain(number)[offset : offset + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _plain(self, number: int) -> bytes:
        if self._frame[0] != number:
            is_last = number == self._frames - 1
            self._on_frame(is_last)
            self._file.seek(SALT + number * (FRAME + TAG))
            sealed = self._file.read(FRAME + TAG)
            try:
                plain = self._cipher.decrypt(_nonce(number), sealed, _mark(last=is_last))
            except (InvalidTag, ValueError) as broken:
                raise Damaged(detail="kept file") from broken
            self._frame = (number, plain)
        return self._frame[1]


def _nonce(number: int) -> bytes:
    """Each file has a key of its own, so a frame's number is a nonce that never comes twice."""
    return number.to_bytes(12)


def _mark(*, last: bool) -> bytes:
    return b"last" if last else b"more"
