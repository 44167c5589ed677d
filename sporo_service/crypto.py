"""Keeps what is about a patient unreadable on the disk: text in columns, audio in files.

AES-256-GCM. A column's text is bound to its table, column and row, so it can't be moved to another row
unnoticed. A file is sealed in blocks under a key of its own, bound to their order and to the last one, so it
can't be cut or reordered unnoticed.
"""

import base64
import binascii
import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from filelock import FileLock

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
TAG_BYTES = 16
BLOCK_BYTES = 256 * 1024


class SealError(Exception):
    """What was sealed was changed, or the key is not the one that it was sealed with."""


class Cipher:
    """Seals and opens texts and files with one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._texts = AESGCM(key)

    def seal(self, text: str, place: str) -> bytes:
        """The text, readable only with the key and only at this `place`."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._texts.encrypt(nonce, text.encode(), place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """The text that was sealed at this `place`; `SealError` where it was not."""
        try:
            return self._texts.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode()).decode()
        except InvalidTag as error:
            raise SealError(
                f"The text at {place.partition(':')[0]} can't be opened with this key."
            ) from error

    def digest(self, text: str, use: str) -> str:
        """What stands for the text where it is looked up: nobody can guess it without the key."""
        derived = HKDF(SHA256(), KEY_BYTES, None, f"sporo {use}".encode()).derive(self._key)
        return hmac.new(derived, text.encode(), "sha256").hexdigest()

    def sealed_file(self, path: Path) -> "SealedFile":
        """A new file at `path`, readable only with the key."""
        salt = os.urandom(SALT_BYTES)
        return SealedFile(path, salt, self._file_key(salt))

    def unseal(self, source: Path, target: Path) -> None:
        """Write what was sealed in `source` to `target`, which only this user can read."""
        with source.open("rb") as sealed, private_file(target) as plain:
            salt = sealed.read(SALT_BYTES)
            for block in _opened_blocks(sealed, self._file_key(salt)):
                plain.write(block)

    def _file_key(self, salt: bytes) -> AESGCM:
        return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, b"sporo file").derive(self._key))


class SealedFile:
    """A file being written sealed, block by block; nothing of it is on the disk unsealed."""

    def __init__(self, path: Path, salt: bytes, key: AESGCM) -> None:
        self._path = path
        self._key = key
        self._blocks = 0
        self._waiting = bytearray()
        self._file = private_file(path)
        self._file.write(salt)

    def write(self, data: bytes) -> None:
        """Add `data` to the end."""
        self._waiting += data
        while len(self._waiting) > BLOCK_BYTES:
            self._put(bytes(self._waiting[:BLOCK_BYTES]), last=False)
            del self._waiting[:BLOCK_BYTES]

    def keep(self) -> None:
        """Finish the file; it outlives a power cut from here on."""
        self._put(bytes(self._waiting), last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def discard(self) -> None:
        """Leave nothing behind."""
        with suppress(
            OSError
        ):  # a full disk refuses what was still to be written, and the file must go all the same
            self._file.close()
        self._path.unlink(missing_ok=True)

    def _put(self, block: bytes, *, last: bool) -> None:
        self._file.write(self._key.encrypt(_nonce(self._blocks, last=last), block, None))
        self._blocks += 1


def private_file(path: Path) -> BinaryIO:
    """A new file that only this user can read, open for writing."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def private_folder(path: Path) -> Path:
    """The folder, made where it lacks so that only this user can enter; one that is there stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def secret_in(path: Path, make: str) -> str:
    """The secret kept in the file, which is first made with `make` where there is none."""
    # Two processes that start at once must not each go on with a key of their own.
    with FileLock(path.with_name(f"{path.name}.lock")):
        if not path.exists():
            unfinished = path.with_suffix(".new")
            with private_file(unfinished) as file:
                file.write(make.encode())
                # An encryption key that a power cut took along would take everything sealed with it.
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
    return path.read_text("ascii").strip()


def decoded_key(written: str) -> bytes:
    """The 32 bytes that the base64 text stands for; `ValueError` with a sentence for anything else."""
    try:
        key = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError("SPORO_ENCRYPTION_KEY must be 32 bytes in base64, 44 characters.")
    return key


def new_key() -> str:
    """A fresh encryption key in base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _nonce(block: int, *, last: bool) -> bytes:
    return block.to_bytes(NONCE_BYTES - 1) + bytes([last])


def _opened_blocks(sealed: BinaryIO, key: AESGCM) -> Iterator[bytes]:
    number = 0
    block = sealed.read(BLOCK_BYTES + TAG_BYTES)
    while block:
        following = sealed.read(BLOCK_BYTES + TAG_BYTES)
        try:
            yield key.decrypt(_nonce(number, last=not following), block, None)
        except InvalidTag as error:
            raise SealError(
                "A sealed file can't be opened: it was changed, or the key is another."
            ) from error
        number, block = number + 1, following
