"""What a file is, told by its content alone: its first bytes, and the names of what is in a container."""

import re
from collections.abc import Collection

from sporo_documents.problems import CORRUPT, EMPTY, ENCRYPTED, UNSUPPORTED, UnreadableError

HEAD = 65_536
"""How many bytes of a file's start are enough."""

PDF, IMAGE, WORD, RTF, HTML = "PDF", "image", "Word", "RTF", "HTML"
TEXT, MARKDOWN, CDA = "text", "Markdown", "C-CDA"

_PDF_START = 1024
"""Readers of PDF accept this much of something else before the header (ISO 32000, annex H)."""

_OURS = {
    b"{\\rtf": RTF,
    b"\x89PNG\r\n\x1a\n": IMAGE,
    b"\xff\xd8\xff": IMAGE,
    b"II*\x00": IMAGE,
    b"MM\x00*": IMAGE,
    b"II+\x00": IMAGE,
    b"MM\x00+": IMAGE,
}
_FOREIGN = {
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"Rar!\x1a\x07": "archive",
    b"\xfd7zXZ\x00": "archive",
    b"ID3": "audio",
    b"fLaC": "audio",
    b"OggS": "audio",
    b"\xff\xfb": "audio",
    b"#!AMR": "audio",
    b"\x1a\x45\xdf\xa3": "video",
    b"GIF8": "picture",
    b"BM": "picture",
    b"\x00\x00\x01\x00": "picture",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"\xcf\xfa\xed\xfe": "program",
}
_RIFF = {b"WAVE": "audio", b"AVI ": "video", b"WEBP": "picture"}
_BOXES = {"M4A": "audio", "M4B": "audio", "hei": "picture", "mif": "picture", "avi": "picture"}
"""The brands of the ISO container that are no video, by their first letters."""

_PACKAGES = {
    "word/document.xml": WORD,
    "xl/workbook.xml": "excel",
    "xl/workbook.bin": "excel",
    "ppt/presentation.xml": "powerpoint",
    "META-INF/manifest.xml": "odf",
}
_STREAMS = {"WordDocument": "doc", "Workbook": "excel", "Book": "excel", "PowerPoint Document": "powerpoint"}
_ENCRYPTED_STREAM = "EncryptedPackage"
_OUTLOOK_STREAM = "__properties_version1.0"

_PROLOG = r"\A\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*"
_HTML = r"<!doctype html|<(html|head|body|meta|style|div|p|span|table|ul|ol|h[1-6])\b"
_MARKDOWN_HEADING = r"^#{1,6} +\S"

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(head: bytes, members: Collection[str] = ()) -> str:
    """The kind of a file that is no text, or nothing; `UnreadableError` for a kind that is none of ours.

    `members` are the names in a zip or an OLE container.
    """
    if not head:
        raise UnreadableError(EMPTY)
    if b"%PDF-" in head[:_PDF_START]:
        return PDF
    if head.startswith(ZIP_STARTS):
        return _packaged(members)
    if head.startswith(OLE_START):
        raise _in_ole(members)
    foreign = _foreign(head)
    if foreign:
        raise UnreadableError(UNSUPPORTED, foreign)
    return next((kind for start, kind in _OURS.items() if head.startswith(start)), "")


def kind_of_text(text: str) -> str:
    """The kind of a text by how it begins; `UnreadableError` for XML that is no C-CDA."""
    start = _after_prolog(text[:HEAD])
    if re.match(_HTML, start, re.IGNORECASE):
        return HTML
    if re.match(r"<(?:[\w.-]+:)?ClinicalDocument\b", start):
        return CDA
    if text.lstrip("\ufeff").startswith("<?xml"):
        raise UnreadableError(UNSUPPORTED, "xml")
    return MARKDOWN if re.search(_MARKDOWN_HEADING, text, re.MULTILINE) else TEXT


def _packaged(members: Collection[str]) -> str:
    if not members:
        raise UnreadableError(CORRUPT)
    found = next((kind for name, kind in _PACKAGES.items() if name in members), "archive")
    if found != WORD:
        raise UnreadableError(UNSUPPORTED, found)
    return WORD


def _in_ole(members: Collection[str]) -> UnreadableError:
    if _ENCRYPTED_STREAM in members:
        return UnreadableError(ENCRYPTED)
    if any(name.startswith(_OUTLOOK_STREAM) for name in members):
        return UnreadableError(UNSUPPORTED, "outlook")
    return UnreadableError(
        UNSUPPORTED, next((_STREAMS[name] for name in members if name in _STREAMS), "office")
    )


def _foreign(head: bytes) -> str:
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], "unknown")
    if head[4:8] == b"ftyp":
        return _BOXES.get(head[8:11].decode("latin-1"), "video")
    if head[128:132] == b"DICM":
        return "dicom"
    return next((kind for start, kind in _FOREIGN.items() if head.startswith(start)), "")


def _after_prolog(text: str) -> str:
    """The text from its first element on: without byte order mark, declarations and comments."""
    return re.sub(_PROLOG, "", text, count=1, flags=re.DOTALL)
