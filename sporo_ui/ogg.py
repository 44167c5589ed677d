"""The parts of a recording as one Ogg/Opus file: `python -m sporo_ui.ogg` does it in a process of its own.

A browser begins a new file whenever a recording is taken up again, in the container that it likes: WebM or
Ogg with Opus, MP4 with AAC. Opus is copied packet by packet, which takes no time and loses nothing; anything
else is encoded anew.
"""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer, OutputContainer

from sporo_documents.fence import confine
from sporo_documents.limits import Limits

if TYPE_CHECKING:
    from av.audio.stream import AudioStream

RATE = 48_000
"""Samples a second of an Opus file, whatever it was recorded with."""
BIT_RATE = 32_000
"""Bits a second: speech is recognized as well as from a WAV twenty times as large."""

LIMITS = Limits(seconds=600.0, page_seconds=0.0, megabytes=1500)
"""For hours of sound that have to be encoded anew."""


class NoSoundError(Exception):
    """Nothing in the parts can be played."""


def join(parts: Sequence[bytes]) -> tuple[bytes, float]:
    """One Ogg/Opus file of the parts in their order, and its length in seconds.

    What can't be played of a part is left out: the end that a crash cut off, a part without sound. Raises
    `NoSoundError` where nothing is left.
    """
    opened = [part for part in map(_opened, parts) if part]
    if not opened:
        raise NoSoundError
    out = io.BytesIO()
    with av.open(out, "w", format="ogg") as container:
        join_in = _copy if _can_be_copied(opened) else _encode
        samples = join_in(opened, container)
    if not samples:
        raise NoSoundError
    return out.getvalue(), samples / RATE


def _opened(part: bytes) -> InputContainer | None:
    try:
        container = av.open(io.BytesIO(part), "r", metadata_errors="replace")
    except (av.FFmpegError, ValueError):
        return None
    return container if container.streams.audio else None


def _can_be_copied(parts: Sequence[InputContainer]) -> bool:
    codecs = [part.streams.audio[0].codec_context for part in parts]
    return all(codec.name == "opus" for codec in codecs) and len({codec.channels for codec in codecs}) == 1


def _copy(parts: Sequence[InputContainer], out: OutputContainer) -> int:
    stream = out.add_stream_from_template(parts[0].streams.audio[0])
    at = 0
    for packet in (packet for part in parts for packet in _packets(part)):
        length = round((packet.duration or 0) * packet.time_base * RATE)
        if not (packet.size and length):
            continue
        packet.stream, packet.time_base = stream, _a_sample()
        packet.pts = packet.dts = at
        packet.duration = length
        out.mux(packet)
        at += length
    return at


def _encode(parts: Sequence[InputContainer], out: OutputContainer) -> int:
    stream = out.add_stream("libopus", rate=RATE, layout="mono")
    stream.bit_rate = BIT_RATE
    at = 0
    for frame in (frame for part in parts for frame in _frames(part)):
        frame.pts = at
        at += frame.samples
        out.mux(stream.encode(frame))
    out.mux(stream.encode(None))
    return at


def _packets(part: InputContainer) -> "Iterator[av.Packet[AudioStream]]":
    """The packets up to where the part is cut off."""
    try:
        yield from part.demux(part.streams.audio[0])
    except av.FFmpegError:
        return


def _frames(part: InputContainer) -> Iterator[AudioFrame]:
    """The sound in mono, as an encoder wants it, without the packets that can't be decoded."""
    even = AudioResampler(format="s16", layout="mono", rate=RATE)
    for packet in _packets(part):
        try:
            decoded = packet.decode()
        except av.FFmpegError:
            continue
        for frame in decoded:
            yield from even.resample(frame)
    yield from even.resample(None)


def _a_sample() -> Fraction:
    return Fraction(1, RATE)


def _main(source: BinaryIO, target: BinaryIO) -> None:
    """Answer the parts that stand in the source, after a line with their sizes, with a line and the file."""
    sizes = json.loads(source.readline())["sizes"]
    parts = [source.read(size) for size in sizes]
    confine(LIMITS)
    try:
        content, seconds = join(parts)
    except NoSoundError:
        content, seconds = b"", 0.0
    target.write(json.dumps({"seconds": seconds, "size": len(content)}).encode() + b"\n" + content)
    target.flush()


if __name__ == "__main__":
    _main(sys.stdin.buffer, sys.stdout.buffer)
