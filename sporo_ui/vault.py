"""Sealing of what names or describes a patient: AES-GCM, bound to the place where it is stored."""

import base64
import binascii
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sporo_ui.errors import Damaged

KEY_BYTES = 32
NONCE_BYTES = 12


class Vault:
    """Seals text for one place (`entry id/field`) and opens it there alone."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._cipher = AESGCM(key)

    def cipher_for(self, salt: bytes) -> AESGCM:
        """A cipher with a key of its own, derived for the one file that has this salt."""
        derive = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"recording")
        return AESGCM(derive.derive(self._key))

    def key_for(self, purpose: bytes) -> bytes:
        """A key for something else than sealing, which tells nothing about the vault's own."""
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(self._key)

    def seal(self, text: str, place: str) -> bytes:
        """The text, unreadable without the key."""
        return self.seal_bytes(text.encode(), place)

    def open(self, sealed: bytes, place: str) -> str:
        """The text that was sealed for this place; raises `Damaged`."""
        return self.open_bytes(sealed, place).decode()

    def seal_bytes(self, plain: bytes, place: str) -> bytes:
        """The bytes, unreadable without the key: a fresh nonce, then the ciphertext."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, place.encode())

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """The bytes that were sealed for this place; raises `Damaged`."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError) as broken:
            raise Damaged(detail=place) from broken


def key_from_text(text: str, source: str = "SPORO_ENCRYPTION_KEY") -> bytes:
    """The key that stands there in base64; raises `ValueError` with a sentence."""
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"{source} must be 32 bytes in base64, as `openssl rand -base64 32` makes them.")
    return key


def key_from_file(path: Path) -> bytes:
    """The key in this file, made on the first run and readable by its owner alone."""
    if not path.exists():
        _make_key(path)
    return key_from_text(path.read_text("ascii").strip(), path.name)


def _make_key(path: Path) -> None:
    """Writes a new key under another name first: processes that start together see a whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(AESGCM.generate_key(KEY_BYTES * 8)))
        file.flush()
        os.fsync(descriptor)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
