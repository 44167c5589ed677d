"""The parts of a recording as one Ogg/Opus file.

A browser begins a new file whenever a recording is taken up again, in the container that it likes: WebM or
Ogg with Opus, MP4 with AAC. Opus is copied packet by packet, which takes no time and loses nothing; anything
else is encoded anew.
"""

import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer, OutputContainer

if TYPE_CHECKING:
    from av.audio.stream import AudioStream

RATE = 48_000
"""Samples a second of an Opus file, whatever it was recorded with."""
BIT_RATE = 32_000
"""Bits a second: speech is recognized as well as from a WAV twenty times as large."""


class NoSoundError(Exception):
    """Nothing in the parts can be played."""


def join(parts: Sequence[bytes]) -> tuple[bytes, float]:
    """One Ogg/Opus file of the parts in their order, and its length in seconds.

    What can't be played of a part is left out: the end that a crash cut off, a part without sound. Raises
    `NoSoundError` where nothing is left.
    """
    files = [file for file in map(opened, parts) if file]
    if not files:
        raise NoSoundError
    out = io.BytesIO()
    with av.open(out, "w", format="ogg") as container:
        join_in = _copy if _can_be_copied(files) else _encode
        samples = join_in(files, container)
    if not samples:
        raise NoSoundError
    return out.getvalue(), samples / RATE


def opened(part: bytes) -> InputContainer | None:
    """The part, opened; None where it has no sound that can be read."""
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
    for frame in (frame for part in parts for frame in frames_of(part, _even())):
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


def frames_of(part: InputContainer, even: AudioResampler) -> Iterator[AudioFrame]:
    """The sound, made even, without the packets that can't be decoded."""
    for packet in _packets(part):
        try:
            decoded = packet.decode()
        except av.FFmpegError:
            continue
        for frame in decoded:
            yield from even.resample(frame)
    yield from even.resample(None)


def _even() -> AudioResampler:
    """To what an encoder wants."""
    return AudioResampler(format="s16", layout="mono", rate=RATE)


def _a_sample() -> Fraction:
    return Fraction(1, RATE)
