"""What can be told of a recording without understanding it: length, loudness, silence, pauses."""

import io
import wave
from collections.abc import Iterator, Sequence
from contextlib import suppress

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from numpy.typing import NDArray

from sporo_ui.heard import Heard
from sporo_ui.ogg import frames_of, opened

RATE = 16_000
FRAME = RATE // 40
"""Samples of the 25 ms in which loudness is measured."""
STRETCH = 40
"""Frames of the second within which a voice has its pauses."""
SILENT = 10 ** (-50 / 20)
CLIPPED = 0.99
FULL_SCALE = 32768.0
MICROSECONDS = 1_000_000


def measure(parts: Sequence[bytes]) -> Heard:
    """The parts measured as one recording."""
    files = [(file, part) for part in parts if (file := opened(part))]
    loud: list[NDArray[np.float32]] = []
    samples = clipped = 0
    peak = 0.0
    for block in (block for file, _ in files for block in _blocks(frames_of(file, _even()))):
        samples += len(block)
        clipped += int(np.count_nonzero(np.abs(block) >= CLIPPED))
        peak = max(peak, float(np.max(np.abs(block), initial=0.0)))
        whole = block[: len(block) // FRAME * FRAME].reshape(-1, FRAME)
        loud.append(np.sqrt(np.mean(whole**2, axis=1)))
    if not samples:
        return Heard()
    loudness = np.concatenate(loud) if loud else np.zeros(1, np.float32)
    return Heard(
        seconds=samples / RATE,
        declared_seconds=sum(_declared(file, part) for file, part in files),
        rate=min(file.streams.audio[0].rate for file, _ in files),
        peak=peak,
        silence=float(np.mean(loudness < SILENT)) if len(loudness) else 1.0,
        clipped=clipped / samples,
        pauses=_pauses(loudness),
    )


def _declared(file: InputContainer, part: bytes) -> float:
    """How long the file says that it is; of a WAV the decoder tells only what is there."""
    with suppress(wave.Error, EOFError), wave.open(io.BytesIO(part)) as head:
        return float(head.getnframes() / head.getframerate())
    return float(file.duration or 0) / MICROSECONDS


def _even() -> AudioResampler:
    return AudioResampler(format="s16", layout="mono", rate=RATE, frame_size=FRAME * STRETCH)


def _blocks(frames: Iterator[AudioFrame]) -> Iterator[NDArray[np.float32]]:
    for frame in frames:
        yield frame.to_ndarray().reshape(-1).astype(np.float32) / FULL_SCALE


def _pauses(loudness: NDArray[np.float32]) -> float:
    """The share of frames with less than half of the mean loudness of their second."""
    whole = loudness[: len(loudness) // STRETCH * STRETCH].reshape(-1, STRETCH)
    heard = whole[whole.mean(axis=1) >= SILENT]
    if not len(heard):
        return 0.0
    return float(np.mean(heard < heard.mean(axis=1, keepdims=True) / 2))
