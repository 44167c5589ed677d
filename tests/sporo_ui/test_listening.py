"""A recording is measured: speech is told from silence, tones and noise, a whole file from a cut one."""

import random
from array import array
from pathlib import Path

import pytest

from sporo_ui.heard import Heard, findings
from sporo_ui.listening import measure
from tests.sound import samples_of, wav_of
from tests.sporo_ui.browser_sound import tone

CLIP = Path(__file__).parents[1] / "clips" / "visit.ogg"
RATE = 16_000


def wav(seconds: float, loudness: int) -> bytes:
    """Noise of this loudness, or silence."""
    dice = random.Random(7)
    noise = array("h", (dice.randint(-loudness, loudness) for _ in range(int(seconds * RATE))))
    return wav_of(noise.tobytes(), RATE)


@pytest.mark.parametrize("rate", [16_000, 8_000], ids=["as recorded", "as on a telephone"])
def test_a_visit_passes(rate: int) -> None:
    heard = measure([wav_of(samples_of(CLIP, rate), rate)])
    assert findings(heard) == []
    assert heard.rate == rate
    assert heard.seconds == pytest.approx(heard.declared_seconds, abs=0.1)


@pytest.mark.parametrize("loudness", [0, 30], ids=["nothing", "a hiss"])
def test_silence_does_not_pass(loudness: int) -> None:
    assert [finding.stops for finding in findings(measure([wav(12, loudness)]))] == [True]


@pytest.mark.parametrize("sound", [tone(12), wav(12, 8000)], ids=["a tone", "noise"])
def test_what_is_not_speech_is_said(sound: bytes) -> None:
    assert "music or noise" in findings(measure([sound]))[0].sentence


def test_a_file_that_was_cut_off_is_said() -> None:
    whole = wav_of(samples_of(CLIP, RATE), RATE)
    assert "ends after" in findings(measure([whole[: len(whole) // 2]]))[0].sentence


def test_sound_that_is_too_loud_is_said() -> None:
    loud = array("h", samples_of(CLIP, RATE))
    for place, sample in enumerate(loud):
        loud[place] = max(-32768, min(32767, sample * 20))
    assert "loudest places" in findings(measure([wav_of(loud.tobytes(), RATE)]))[0].sentence


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 a document", b"\x00\x00\x00\x20ftypisom"])
def test_what_has_no_sound_is_measured_as_nothing(content: bytes) -> None:
    assert measure([content]) == Heard()


def test_parts_are_measured_as_one_recording() -> None:
    assert measure([tone(2), tone(3, container="mp4", codec="aac")]).seconds == pytest.approx(5, abs=0.2)
