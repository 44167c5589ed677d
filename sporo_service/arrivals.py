"""The files of a form on their way to their sealed places: one recording, or a patient's documents."""

import re
from pathlib import Path
from shutil import rmtree

from sporo_service.audio import HEAD_BYTES, audio_type
from sporo_service.crypto import Cipher, SealedFile, private_folder
from sporo_service.errors import BadRequest

NAME_LENGTH = 150
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction in which a name is read."""


class Recording:
    """The one audio file of a form: judged by its first bytes, counted to the last."""

    how_to_send = "Send the audio as multipart/form-data, with the fields `file` and `template_id`."

    def __init__(self, cipher: Cipher, place: Path, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._cipher = cipher
        self._place = place
        self._file: SealedFile | None = None
        self._head = b""
        self._size = 0

    def begin(self, field: str, _name: str) -> None:
        """The file begins; there is no second, and no other field for it."""
        if field != "file":
            raise BadRequest("The audio must be sent in the form field `file`.")
        if self._file:
            raise BadRequest("Send one audio file at a time.")
        self._file = self._cipher.sealed_file(self._place)

    def write(self, data: bytes) -> None:
        """More of it; what is not audio is refused as soon as that shows."""
        self._size += len(data)
        if self._size > self.max_bytes:
            raise self.too_large()
        if len(self._head) < HEAD_BYTES:
            self._head += data
            if len(self._head) < HEAD_BYTES:
                return
            audio_type(self._head)
            data = self._head
        self._put(data)

    def end(self) -> None:
        """It is whole; one that is shorter than what shows its type is judged now."""
        if len(self._head) < HEAD_BYTES:
            audio_type(self._head)
            self._put(self._head)

    def keep(self) -> None:
        """Finish the sealed file; `BadRequest` where there was none."""
        if not self._file:
            raise BadRequest("The request holds no audio file: send one in the form field `file`.")
        self._file.keep()

    def discard(self) -> None:
        """Leave nothing behind."""
        if self._file:
            self._file.discard()

    def too_large(self) -> BadRequest:
        """What is said when the audio is larger than `max_bytes`."""
        return BadRequest(
            f"The audio file is larger than {self.max_bytes // 1_000_000} MB, the most that is accepted. "
            "Nothing was kept; please send it in parts."
        )

    def _put(self, data: bytes) -> None:
        assert self._file, "the form begins a file before it writes it"
        self._file.write(data)


class Documents:
    """The files of an upload, sealed in `folder` by their number; `names` are what people know them by."""

    how_to_send = "Send the documents as multipart/form-data, in the field `files`."

    def __init__(self, folder: Path, cipher: Cipher, max_bytes: int, max_files: int) -> None:
        self.max_bytes = max_bytes
        self.names: list[str] = []
        self._max_files = max_files
        self._folder = folder
        self._cipher = cipher
        self._file: SealedFile | None = None
        self._size = 0

    def begin(self, field: str, name: str) -> None:
        """A file begins; a browser's field that nobody chose a file for is none."""
        if field != "files":
            raise BadRequest("The documents must be sent in the form field `files`.")
        if not name:
            return
        if len(self.names) == self._max_files:
            raise BadRequest(
                f"More than {self._max_files} files were sent, the most that is accepted at once. "
                "Nothing was kept; please send them in several uploads."
            )
        place = private_folder(self._folder) / f"{len(self.names)}.sealed"
        self._file = self._cipher.sealed_file(place)
        self.names.append(_unlike(self.names, shown_name(name)))

    def write(self, data: bytes) -> None:
        """More of it."""
        self._size += len(data)
        if self._size > self.max_bytes:
            raise self.too_large()
        if self._file is None:
            raise BadRequest("A file was sent without a name. Please send it with one.")
        self._file.write(data)

    def end(self) -> None:
        """It is whole."""
        if self._file:
            self._file.keep()
            self._file = None

    def keep(self) -> None:
        """`BadRequest` where there was no file."""
        if not self.names:
            raise BadRequest("Send at least one file, in the form field `files`.")

    def discard(self) -> None:
        """Leave nothing behind."""
        if self._file:
            self._file.discard()
        rmtree(self._folder, ignore_errors=True)

    def too_large(self) -> BadRequest:
        """What is said when the files together are larger than `max_bytes`."""
        return BadRequest(
            f"The files are larger than {self.max_bytes // 1_000_000} MB together, the most that is "
            "accepted. Nothing was kept; please send them in several uploads."
        )


def shown_name(sent: str) -> str:
    """The last part of a file's name, fit to be shown; it never becomes a path."""
    last = re.split(r"[/\\]", UNPRINTABLE.sub("", sent))[-1].strip()
    if not last.strip("."):
        return "document"
    stem, dot, ending = last.rpartition(".")
    if len(last) <= NAME_LENGTH or not stem or len(ending) >= NAME_LENGTH:
        return last[:NAME_LENGTH]
    return stem[: NAME_LENGTH - len(dot + ending)] + dot + ending


def _unlike(names: list[str], name: str) -> str:
    """The name, numbered where another file of the upload has it already."""
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    number, numbered = 1, name
    while numbered in names:
        number += 1
        numbered = f"{stem} ({number}){dot}{ending}"
    return numbered
