"""What a file is, told by its first bytes, so that what the service would refuse is never sent."""

from sporo_ui.errors import Unsuitable

HEAD = 64
"""How many bytes of a file's start are enough."""
MEGABYTE = 1_000_000

_CONVERT = "Save it as WAV, MP3, OGG or FLAC, then choose it again."
_REFUSED: dict[str, tuple[str, str]] = {
    "m4a": ("This is an M4A recording, which the service does not take.", _CONVERT),
    "webm": ("This is a WebM recording, which the service does not take.", _CONVERT),
    "video": ("This is a video, which the service does not take.", "Save its sound as MP3 or WAV."),
    "amr": ("This is an AMR recording, which the service does not take.", _CONVERT),
    "aiff": ("This is an AIFF recording, which the service does not take.", _CONVERT),
    "aac": ("This is an AAC recording, which the service does not take.", _CONVERT),
    "wma": ("This is a WMA recording, which the service does not take.", _CONVERT),
    "pdf": ("This is a PDF, not a recording.", ""),
    "image": ("This is a picture, not a recording.", ""),
    "archive": ("This is an archive or an office document, not a recording.", ""),
    "text": ("This is a text file, not a recording.", ""),
    "unknown": ("This is not a recording that the service knows.", ""),
}
_CONVERTED = frozenset({"m4a", "webm", "video", "amr", "aiff", "aac", "wma"})


def media_type_of(head: bytes, size: int, limit: int) -> str:
    """The media type to send the file as; raises `Unsuitable` with one sentence for anything else."""
    if size == 0:
        raise Unsuitable("empty", "This file is empty.")
    if size > limit:
        raise too_large(limit)
    accepted = _accepted(head)
    if accepted:
        return accepted
    kind = _other(head)
    sentence, next_step = _REFUSED[kind]
    raise Unsuitable(kind, sentence, next_step=next_step)


def is_convertible(head: bytes) -> bool:
    """Whether the service does not take it, but this app can make it one that the service takes."""
    return not _accepted(head) and _other(head) in _CONVERTED


def too_large(limit: int) -> Unsuitable:
    """The refusal of a file over the limit."""
    return Unsuitable(
        "too_large",
        f"This file is larger than {limit // MEGABYTE} MB, the most that the service takes.",
        next_step="Save it as MP3 or OGG, which are far smaller, or split it.",
    )


def _accepted(head: bytes) -> str | None:
    if head[:4] in {b"RIFF", b"RF64"} and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[:4] == b"fLaC":
        return "audio/flac"
    if head[:4] == b"OggS":
        return None if b"theora" in head else "audio/ogg"
    if head[:3] == b"ID3" or _is_mpeg_frame(head):
        return "audio/mpeg"
    return None


def _is_mpeg_frame(head: bytes) -> bool:
    """Whether an MPEG audio frame starts here: eleven sync bits, then no forbidden value."""
    bits = f"{int.from_bytes(head[:4]):032b}"
    version, layer, bit_rate, sample_rate = bits[11:13], bits[13:15], bits[16:20], bits[20:22]
    return (
        bits.startswith("1" * 11)
        and version != "01"
        and layer != "00"
        and bit_rate not in {"0000", "1111"}
        and sample_rate != "11"
    )


def _other(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return "m4a" if head[8:11] in {b"M4A", b"M4B"} else "video"
    known = {
        b"\x1a\x45\xdf\xa3": "webm",
        b"%PDF": "pdf",
        b"#!AM": "amr",
        b"0&\xb2u": "wma",
        b"\xff\xf1": "aac",
        b"\xff\xf9": "aac",
        b"FORM": "aiff",
        b"\x89PNG": "image",
        b"\xff\xd8\xff\xe0": "image",
        b"\xff\xd8\xff\xe1": "image",
        b"GIF8": "image",
        b"PK\x03\x04": "archive",
        b"RIFF": "video",
        b"OggS": "video",
    }
    return known.get(head[:4]) or known.get(head[:2]) or ("text" if _is_text(head) else "unknown")


def _is_text(head: bytes) -> bool:
    try:
        # The last character may have been cut in two.
        text = head.decode("utf-8", errors="strict") if len(head) < HEAD else head[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character.isspace() for character in text)
