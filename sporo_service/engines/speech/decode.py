"""Sound from a file: mono 16 kHz in blocks of minutes, so that a long visit never fills the memory.

PyAV decodes packet by packet, and a damaged packet costs only itself. How much was decoded is kept beside how
much the file declares: a bit-rotted file otherwise gives a short text without an error.
"""

import wave
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from sporo_service.engines.base import EngineError

RATE = 16_000
"""Samples a second, as Whisper wants them."""

BLOCK_SECONDS = 120
"""Five minutes took 150 MB more at the peak and heard nothing better; two also show progress sooner."""

SEARCH_SECONDS = 30
"""How far back from a block's end the quietest moment is looked for."""

QUIET_SECONDS = 0.2
OPPOSED = 4.0
"""The channels are in opposite phase when their difference has this many times the energy of their sum."""

FULL_SCALE = 32768.0
LARGEST_WAV = 2**31 - 64
"""Bytes of sound; a header that claims more says that its writer did not know."""

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Block:
    """A stretch of the recording: where it starts, in seconds, and its samples between -1 and 1."""

    start: float
    samples: Samples

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / RATE


class Recording:
    """An audio file opened for decoding; `EngineError` where it holds no sound that can be played."""

    def __init__(self, path: Path) -> None:
        if path.stat().st_size == 0:
            raise _unplayable("The audio file is empty.")
        try:
            self._container = av.open(str(path), metadata_errors="replace")
        except (av.FFmpegError, ValueError) as problem:
            raise _unplayable("The audio file could not be read: it is damaged or not audio.") from problem
        if not self._container.streams.audio:
            self._container.close()
            raise _unplayable("The file holds no sound.")
        self._stream = self._container.streams.audio[0]
        self._header_seconds = _seconds_of_wav(path)
        self.decoded = 0.0
        """Seconds decoded so far."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the file go."""
        self._container.close()

    @property
    def declared(self) -> float | None:
        """Seconds that the file says it lasts; None where it says nothing."""
        if self._header_seconds:
            return self._header_seconds
        if self._stream.duration and self._stream.time_base:
            return float(self._stream.duration * self._stream.time_base)
        return self._container.duration / av.time_base if self._container.duration else None

    def blocks(self, seconds: float = BLOCK_SECONDS) -> Iterator[Block]:
        """The recording in order, cut where it is quiet; no block is longer than `seconds`."""
        held: list[Samples] = []
        start, length, size = 0, 0, int(seconds * RATE)
        for piece in self._pieces():
            held.append(piece)
            length += piece.shape[1]
            self.decoded += piece.shape[1] / RATE
            if length < size:
                continue
            sound = np.concatenate(held, axis=1)
            cut = quiet_moment(one_channel(sound[:, :size]))
            yield Block(start / RATE, one_channel(sound[:, :cut]))
            start, length, held = start + cut, length - cut, [sound[:, cut:]]
        if self.decoded == 0:
            raise _unplayable("The audio file could not be played: no sound could be decoded.")
        if length:
            yield Block(start / RATE, one_channel(np.concatenate(held, axis=1)))

    def _pieces(self) -> Iterator[Samples]:
        """The sound as rows of channels, one or two, in pieces as they were stored."""
        layout = "mono" if self._stream.channels == 1 else "stereo"
        for _, alike in groupby(self._frames(), key=_shape):
            resampler = AudioResampler(format="s16p", layout=layout, rate=RATE)
            for frame in alike:
                frame.pts = None
                yield from (_samples(part) for part in resampler.resample(frame))
            yield from (_samples(part) for part in resampler.resample(None))

    def _frames(self) -> Iterator[AudioFrame]:
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except av.FFmpegError:
                return  # the file is cut here: what was decoded so far is kept, and the shortfall is reported
            if packet is None:
                return
            try:
                yield from packet.decode()
            except av.FFmpegError:
                continue  # a damaged packet costs only itself


def one_channel(sound: Samples) -> Samples:
    """Mono from one or two channels; in opposite phase, where adding would cancel, they are subtracted."""
    if sound.shape[0] == 1:
        return np.asarray(sound[0], dtype=np.float32)
    left, right = sound[0], sound[1]
    together: Samples = (left + right) / 2
    apart: Samples = (left - right) / 2
    return apart if _energy(apart) > OPPOSED * _energy(together) else together


def quiet_moment(samples: Samples) -> int:
    """The sample in the last half minute around which it is quietest."""
    width = int(QUIET_SECONDS * RATE)
    tail = samples[-SEARCH_SECONDS * RATE :]
    windows = tail[: len(tail) // width * width].reshape(-1, width)
    quietest = int(np.argmin(np.square(windows).mean(axis=1)))
    return len(samples) - len(tail) + quietest * width + width // 2


def _shape(frame: AudioFrame) -> tuple[int, str, str]:
    """What may change in the middle of a file that was joined from two."""
    return frame.sample_rate, frame.layout.name, frame.format.name


def _samples(frame: AudioFrame) -> Samples:
    return frame.to_ndarray().astype(np.float32) / np.float32(FULL_SCALE)


def _energy(samples: Samples) -> float:
    return float(np.square(samples).mean()) if samples.size else 0.0


def _seconds_of_wav(path: Path) -> float | None:
    """What a WAV's header says; libav goes by the bytes that are there, and can't see that some are not."""
    try:
        with wave.open(str(path)) as header:
            frames = header.getnframes()
            # Whoever streams a WAV does not know its size, and writes the largest.
            streamed = frames * header.getnchannels() * header.getsampwidth() >= LARGEST_WAV
            return None if streamed else frames / header.getframerate()
    except (wave.Error, EOFError):
        return None


def _unplayable(sentence: str) -> EngineError:
    return EngineError("transcription_failed", sentence)
