"""Sound as browsers record it, for tests: so many seconds of a tone in their containers."""

import io

import av
import numpy as np
from av.audio.stream import AudioStream

RATE = 48_000
FRAME = 960


def tone(seconds: float, *, container: str = "webm", codec: str = "libopus", hertz: float = 440.0) -> bytes:
    """A file with a tone of this length and pitch."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as file:
        stream = file.add_stream(codec, rate=RATE, layout="mono")
        assert isinstance(stream, AudioStream)
        for at in range(0, int(seconds * RATE), FRAME):
            wave = 8000 * np.sin(2 * np.pi * hertz * np.arange(at, at + FRAME) / RATE)
            frame = av.AudioFrame.from_ndarray(wave.astype(np.int16).reshape(1, -1), "s16", "mono")
            frame.rate, frame.pts = RATE, at
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return out.getvalue()


def pieces_of(content: bytes, count: int) -> list[bytes]:
    """The bytes of a file, cut anywhere, as a browser hands them over."""
    size = -(-len(content) // count)
    return [content[at : at + size] for at in range(0, len(content), size)]


def heard_in(content: bytes) -> tuple[float, float]:
    """Seconds and the strongest pitch of a file."""
    with av.open(io.BytesIO(content), "r") as file:
        sound = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in file.decode(audio=0)])
    pitch = float(np.argmax(np.abs(np.fft.rfft(sound))) * RATE / len(sound))
    return len(sound) / RATE, pitch
