"""What a document is sent as: told by its first bytes, else by the end of its name."""

from pathlib import PurePosixPath

HEAD = 16
"""How many bytes of a file's start are enough."""
SHOWN_AS_THEY_ARE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/tiff"})

_BY_START = {
    b"%PDF": "application/pdf",
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"{\\rtf": "application/rtf",
    b"PK\x03\x04": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_BY_ENDING = {
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".htm": "text/html",
    ".html": "text/html",
    ".xml": "application/xml",
}


def document_type(head: bytes, name: str) -> str:
    """The media type; the service judges by content, so that a wrong guess does no harm."""
    told = next((kind for start, kind in _BY_START.items() if head.startswith(start)), None)
    return told or _BY_ENDING.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
