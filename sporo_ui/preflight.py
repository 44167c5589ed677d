"""What is wrong with a document, said before anything is sent."""

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sporo_documents.look import Look, look
from sporo_documents.page_picture import page_picture
from sporo_documents.problems import UnreadableError
from sporo_ui.errors import Unkept, Unsuitable

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Inspected:
    """A document before it is sent; ready where `problem` is empty."""

    name: str
    kind: str
    """`PDF`, `image`, `Word`, `RTF`, `HTML`, `text`, `Markdown` or `C-CDA`; empty where nothing was told."""
    pages: int | None
    """None where the kind has no pages, or they can't be counted."""
    size: int
    problem: str = ""
    next_step: str = ""


class Preflight:
    """Looks at documents in a child process: a poisoned file harms nothing but that."""

    def __init__(self, folder: Path, *, limit: int, look: Callable[[Path], Look] = look) -> None:
        self._folder = folder
        self._limit = limit
        self._look = look

    def inspect(self, file: BinaryIO, name: str) -> Inspected:
        """What the file is and what is wrong with it, wherever it stands; it is left at its start."""
        size = size_of(file)
        try:
            _check_size(size, self._limit)
            seen = self._seen(file)
        except (Unsuitable, Unkept) as refusal:
            return Inspected(name, "", None, size, refusal.sentence, refusal.next_step)
        finally:
            file.seek(0)
        return Inspected(name, seen.kind, seen.pages, size, seen.problem, seen.next_step)

    def sweep(self) -> None:
        """Deletes what a crash left behind in the middle of a look."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def picture(self, file: BinaryIO, page: int, words: str) -> bytes:
        """How a page looks, as JPEG, with these words marked; nothing where it can't be drawn."""
        try:
            with self._copy(file) as copy:
                return page_picture(copy, page, words)
        except (UnreadableError, OSError):
            return b""

    def _seen(self, file: BinaryIO) -> Look:
        try:
            with self._copy(file) as copy:
                return self._look(copy)
        except OSError as failure:
            raise Unkept(
                "This file could not be looked at on this machine.",
                next_step="Ask the person who runs this app to look at the disk, then add it again.",
                detail=type(failure).__name__,
            ) from failure

    @contextmanager
    def _copy(self, file: BinaryIO) -> Iterator[Path]:
        """A copy that only this app's user can read, and that is gone after its use."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            copy = Path(folder) / "document"
            with copy.open("wb") as plain:
                shutil.copyfileobj(file, plain)
            yield copy


def size_of(file: BinaryIO) -> int:
    """The file's size in bytes; leaves it at its start."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return size


def _check_size(size: int, limit: int) -> None:
    """Raises `Unsuitable` for a file with nothing in it, or with too much."""
    if size == 0:
        raise Unsuitable(
            "empty", "This file is empty.", next_step="Save or export it again where it came from."
        )
    if size > limit:
        raise too_large(limit)


def too_large(limit: int) -> Unsuitable:
    """The refusal of a document over the limit."""
    return Unsuitable(
        "too_large",
        f"This file is larger than {limit // MEGABYTE} MB, the most that is taken.",
        next_step="Split it into smaller files and add those.",
    )
