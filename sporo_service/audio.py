"""What a file that claims to be audio really is, judged by how it begins."""

from sporo_service.errors import BadRequest

HEAD_BYTES = 64 * 1024
"""How much of a file's beginning is needed to judge it."""

ACCEPTED = "Send an mp3, wav, ogg or flac file."

# What people send by mistake, by the bytes at the given place.
_REFUSED = (
    (4, b"ftyp", "an mp4, m4a or mov file"),
    (0, b"\x1a\x45\xdf\xa3", "a webm or mkv file"),
    (8, b"AVI ", "an avi video"),
    (0, b"%PDF", "a PDF document"),
    (0, b"\x89PNG", "an image"),
    (0, b"\xff\xd8\xff", "an image"),
    (0, b"PK\x03\x04", "a zip archive or office document"),
    (0, b"FORM", "an aiff file"),
    (0, b"\x30\x26\xb2\x75", "a wma or wmv file"),
    (0, b"#!AMR", "an amr file"),
)

_MP3_BITRATES = {  # kbit/s by the header's index, layer III (ISO 11172-3 and 13818-3)
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_MPEG_1 = 3
_MP3_HEADER_BYTES = 4
_MP3_SYNC_LAYER_3 = (0xFF, 0xE2)
_MP3_BITRATES_RESERVED = (0, 15)
_MP3_RATE_RESERVED = 3
_MP3_FRAMES_IN_A_ROW = 3
_MP3_SEARCHED_BYTES = 4096
_ID3_HEADER_BYTES = 10


def audio_type(head: bytes) -> str:
    """`mp3`, `wav`, `ogg` or `flac`; `BadRequest` with a sentence for anything else."""
    if not head:
        raise BadRequest(f"The audio file is empty. {ACCEPTED}")
    for place, mark, name in _REFUSED:
        if head.startswith(mark, place):
            raise BadRequest(f"This is {name}, not an accepted type of audio. {ACCEPTED}")
    found = _container(head) or ("mp3" if _is_mp3(head) else None)
    if found is None:
        raise BadRequest(f"This file is not audio that can be read, whatever its name says. {ACCEPTED}")
    return found


def _container(head: bytes) -> str | None:
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "wav"
    if head.startswith(b"fLaC"):
        return "flac"
    if head.startswith(b"OggS"):
        if b"\x80theora" in head:
            raise BadRequest(f"This is an ogg video, not an accepted type of audio. {ACCEPTED}")
        return "ogg"
    return None


def _is_mp3(head: bytes) -> bool:
    start = _after_id3(head)
    if start >= len(head):
        # The tag, perhaps with a picture, fills all that was read: the rest is judged when it is played.
        return head.startswith(b"ID3") and len(head) >= HEAD_BYTES
    if _frames(head, start):
        return True
    return any(_frames(head, at) == _MP3_FRAMES_IN_A_ROW for at in range(_MP3_SEARCHED_BYTES))


def _after_id3(head: bytes) -> int:
    """Where the audio begins behind an ID3v2 tag, whose length is written in four times seven bits."""
    if not head.startswith(b"ID3") or len(head) < _ID3_HEADER_BYTES:
        return 0
    a, b, c, d = head[6:10]
    return _ID3_HEADER_BYTES + (a << 21 | b << 14 | c << 7 | d)


def _frames(head: bytes, at: int) -> int:
    """How many mp3 frames follow each other from here, up to three; noise rarely makes one."""
    count = 0
    while count < _MP3_FRAMES_IN_A_ROW and at < len(head):
        length = _frame_length(head[at : at + _MP3_HEADER_BYTES])
        if not length:
            return 0
        at += length
        count += 1
    return count


def _frame_length(header: bytes) -> int:
    if len(header) < _MP3_HEADER_BYTES or (header[0], header[1] & 0xE6) != _MP3_SYNC_LAYER_3:
        return 0
    version = header[1] >> 3 & 3
    bitrate, rate = header[2] >> 4, header[2] >> 2 & 3
    if version not in _MP3_RATES or bitrate in _MP3_BITRATES_RESERVED or rate == _MP3_RATE_RESERVED:
        return 0
    first = version == _MPEG_1
    padding = header[2] >> 1 & 1
    return (144 if first else 72) * _MP3_BITRATES[first][bitrate] * 1000 // _MP3_RATES[version][
        rate
    ] + padding
