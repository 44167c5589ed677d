"""Where a job's file lies unsealed while an engine reads it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sporo_service.crypto import Cipher, private_folder


class PlainFiles:
    """A folder that only this user can enter, empty but for what is being worked on."""

    def __init__(self, folder: Path, cipher: Cipher) -> None:
        self._folder = private_folder(folder)
        self._cipher = cipher

    @contextmanager
    def of(self, sealed: Path, name: str) -> Iterator[Path]:
        """The sealed file as an engine can read it, gone at the end."""
        plain = self._folder / name
        try:
            self._cipher.unseal(sealed, plain)
            yield plain
        finally:
            plain.unlink(missing_ok=True)

    def forget(self) -> None:
        """Remove whatever lies here: a worker died at work, or is about to end."""
        for plain in self._folder.iterdir():
            with suppress(OSError):  # a system may refuse to remove a file that an engine still reads
                plain.unlink()
