"""Sound files made for the tests, and the real recognizer, loaded once."""

import wave
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from sporo_service.catalog import Template, load_catalog
from sporo_service.engines.speech.decode import Recording
from sporo_service.engines.speech.ear import Ear
from sporo_service.engines.speech.words import Word
from tests.sound import samples_of, wav_of

CLIPS = Path(__file__).parents[3] / "clips"

WriteWav = Callable[[str, NDArray[np.float32], int], Path]


@pytest.fixture
def write_wav(tmp_path: Path) -> WriteWav:
    """Writes rows of channels between -1 and 1 as a 16-bit wav file."""

    def write(name: str, sound: NDArray[np.float32], rate: int) -> Path:
        path = tmp_path / name
        with wave.open(str(path), "wb") as file:
            file.setnchannels(sound.shape[0])
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes((sound.T * 32767).astype("<i2").tobytes())
        return path

    return write


@pytest.fixture(scope="session")
def visit() -> Path:
    return CLIPS / "visit.ogg"


@pytest.fixture
def half_visit(visit: Path, tmp_path: Path) -> Path:
    """The visit as a flac file that was cut in the middle, and still declares the whole."""
    whole, half = tmp_path / "whole.flac", tmp_path / "half.flac"
    with av.open(str(visit)) as source, av.open(str(whole), "w") as target:
        stream = target.add_stream("flac", rate=16_000)
        resampler = av.AudioResampler("s16", "mono", 16_000)
        for frame in source.decode(audio=0):
            for part in resampler.resample(frame):
                target.mux(stream.encode(part))
        target.mux(stream.encode(None))
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    return half


@pytest.fixture(scope="session")
def visit_samples(visit: Path) -> NDArray[np.float32]:
    """The visit as mono 16 kHz samples."""
    with Recording(visit) as recording:
        return np.concatenate([block.samples for block in recording.blocks()])


@pytest.fixture(scope="session")
def ear() -> Ear:
    return Ear()


@pytest.fixture(scope="session")
def general() -> Template:
    template = load_catalog().named("General")
    assert template
    return template


@pytest.fixture
def heard() -> Callable[..., list[Word]]:
    """Words of a text, a second each; `low` names those that were heard with doubt."""

    def words(text: str, *, sure: float = 0.99, low: dict[str, float] | None = None) -> list[Word]:
        doubts = low or {}
        parts = text.split()
        return [Word(part, at, at + 0.8, doubts.get(part, sure)) for at, part in enumerate(parts)]

    return words


@pytest.fixture
def half_wav(visit: Path, tmp_path: Path) -> Path:
    """The visit as a WAV that was cut in the middle."""
    half = tmp_path / "half.wav"
    whole = wav_of(samples_of(visit, 16_000), 16_000)
    half.write_bytes(whole[: len(whole) // 2])
    return half
