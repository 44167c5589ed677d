"""The project's spoken clips as plain samples, for tests that play, cut or join them."""

import io
import wave
from pathlib import Path

import av


def samples_of(clip: Path, rate: int) -> bytes:
    """The clip as 16-bit mono samples."""
    resampler = av.AudioResampler("s16", "mono", rate)
    with av.open(str(clip)) as sound:
        frames = [part for frame in sound.decode(audio=0) for part in resampler.resample(frame)]
    return b"".join(frame.to_ndarray().tobytes() for frame in frames)


def wav_of(samples: bytes, rate: int) -> bytes:
    """A WAV file of 16-bit mono samples."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(samples)
    return file.getvalue()
