"""Bytes to text, whatever wrote them."""

import codecs
import re

from sporo_documents.problems import UNSUPPORTED, UnreadableError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order marks; those of UTF-32 come before those of UTF-16, with which they begin."""

_WESTERN = "cp1252"
"""What a text is that bears no mark and is no UTF-8. Detectors were tried: on short notes they choose sets in
which "½ tablet" loses its half."""

_SAMPLE = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_MOST_CONTROL = 0.02
"""The share of control characters above which a file is no text."""


def decoded(data: bytes) -> str:
    """The text, with plain line ends; `UnreadableError` where the bytes are no text at all."""
    text = _decoded(data)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise UnreadableError(UNSUPPORTED, "unknown")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data[:_SAMPLE]:
        return data.decode(_wide(data), errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_WESTERN, errors="replace")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: in English every second byte is zero, the first of each pair or the other."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    return "utf-16-be" if even > odd else "utf-16-le"
