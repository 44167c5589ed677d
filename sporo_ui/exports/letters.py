"""Characters that files of other programs take."""

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML, and so Word and XHTML, has no place for."""
BULLET = re.compile(r"\s*[-*\N{BULLET}]\s+")


def legal(text: str) -> str:
    """The text with a sign of replacement where no file could hold the character."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
