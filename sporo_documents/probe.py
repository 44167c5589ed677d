"""What a file on the disk is: reads as little of it as tells."""

import struct
import zipfile
from collections.abc import Collection
from pathlib import Path

from sporo_documents.encoding import decoded
from sporo_documents.kinds import HEAD, OLE_START, ZIP_STARTS, kind_of, kind_of_text
from sporo_documents.problems import CORRUPT, TOO_LARGE, UnreadableError

UNPACKED = 200_000_000
"""Bytes that a container may unpack to; its own directory tells, and `zipfile` reads no more than that."""
TEXT_BYTES = 40_000_000
_MEMBERS = 10_000

_OLE_SECTOR_SIZE, _OLE_DIRECTORY, _OLE_ENTRY, _OLE_NAME = 30, 48, 128, 64
"""Where an OLE container's header tells its sector size and directory; how long an entry and its name are."""


def probe(file: Path) -> str:
    """The kind of the file; `UnreadableError` for one that is none of ours or unpacks to too much."""
    with file.open("rb") as opened:
        head = opened.read(HEAD)
    kind = kind_of(head, _members(file, head))
    return kind or kind_of_text(text_of(file))


def text_of(file: Path) -> str:
    """The file's content as text."""
    if file.stat().st_size > TEXT_BYTES:
        raise UnreadableError(TOO_LARGE)
    return decoded(file.read_bytes())


def _members(file: Path, head: bytes) -> Collection[str]:
    if head.startswith(ZIP_STARTS):
        return _zip_members(file)
    return _ole_members(file, head) if head.startswith(OLE_START) else ()


def _zip_members(file: Path) -> Collection[str]:
    try:
        with zipfile.ZipFile(file) as container:
            members = container.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise UnreadableError(CORRUPT) from None
    if len(members) > _MEMBERS or sum(member.file_size for member in members) > UNPACKED:
        raise UnreadableError(TOO_LARGE)
    return {member.filename for member in members}


def _ole_members(file: Path, head: bytes) -> Collection[str]:
    """The names in the first sector of the container's directory: all that ours need."""
    if len(head) < _OLE_DIRECTORY + 4:
        raise UnreadableError(CORRUPT)
    (shift,) = struct.unpack_from("<H", head, _OLE_SECTOR_SIZE)
    (sector,) = struct.unpack_from("<I", head, _OLE_DIRECTORY)
    size = 1 << min(shift, 12)
    with file.open("rb") as opened:
        opened.seek((sector + 1) * size)
        directory = opened.read(size)
    entries = (directory[start : start + _OLE_NAME] for start in range(0, len(directory), _OLE_ENTRY))
    return [entry.decode("utf-16-le", errors="replace").partition("\0")[0] for entry in entries]
