import random
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from sporo_service.engines.base import EngineError
from sporo_service.engines.speech.decode import RATE, Block, Recording, quiet_moment
from tests.sound import samples_of, wav_of

WriteWav = Callable[[str, NDArray[np.float32], int], Path]


def tone(seconds: float, rate: int) -> NDArray[np.float32]:
    return (0.5 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def blocks(path: Path, seconds: float = 120) -> list[Block]:
    with Recording(path) as recording:
        return list(recording.blocks(seconds))


def loudness(block: Block) -> float:
    return float(np.sqrt(np.square(block.samples).mean()))


@pytest.mark.parametrize("content", [b"", random.Random(7).randbytes(20_000), b"%PDF-1.7 not sound at all"])
def test_what_is_not_audio_is_refused_with_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "visit.mp3"
    path.write_bytes(content)
    with pytest.raises(EngineError) as refused:
        blocks(path)
    assert refused.value.code == "transcription_failed"
    assert refused.value.sentence.startswith("The audio file")
    assert refused.value.sentence.endswith(".")


def test_a_video_without_sound_is_refused_with_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "silent.mp4"
    with av.open(str(path), "w") as video:
        stream = video.add_stream("mpeg4", rate=25)
        stream.width, stream.height = 64, 64
        for _ in range(5):
            video.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        video.mux(stream.encode(None))
    with pytest.raises(EngineError, match="The file holds no sound"):
        Recording(path)


def test_a_header_without_sound_behind_it_is_refused(write_wav: WriteWav) -> None:
    path = write_wav("empty.wav", np.zeros((1, 0), dtype=np.float32), 16_000)
    with pytest.raises(EngineError, match="no sound could be decoded"):
        blocks(path)


def test_8_khz_mono_becomes_16_khz(write_wav: WriteWav) -> None:
    (block,) = blocks(write_wav("phone.wav", tone(2, 8000)[None], 8000))
    assert block.seconds == pytest.approx(2, abs=0.05)
    assert loudness(block) == pytest.approx(0.35, abs=0.02)


def test_stereo_in_opposite_phase_does_not_cancel(write_wav: WriteWav) -> None:
    left = tone(2, 48_000)
    (block,) = blocks(write_wav("opposite.wav", np.stack([left, -left]), 48_000))
    assert loudness(block) == pytest.approx(0.35, abs=0.02)


def test_two_speakers_one_on_each_channel_are_both_kept(write_wav: WriteWav) -> None:
    voice, silence = tone(1, 16_000), np.zeros(16_000, dtype=np.float32)
    left, right = np.concatenate([voice, silence]), np.concatenate([silence, 0.5 * voice])
    (block,) = blocks(write_wav("two.wav", np.stack([left, right]), 16_000))
    assert loudness(Block(0, block.samples[:RATE])) > 0.1
    assert loudness(Block(1, block.samples[RATE:])) > 0.05


def test_a_long_recording_comes_in_blocks_that_lose_nothing(write_wav: WriteWav) -> None:
    sound = tone(100, RATE)[None]
    found = blocks(write_wav("long.wav", sound, RATE), seconds=40)
    assert len(found) > 2
    assert all(block.seconds <= 40 for block in found)
    assert sum(block.seconds for block in found) == pytest.approx(100, abs=0.01)
    assert [block.start for block in found[1:]] == pytest.approx(
        [sum(block.seconds for block in found[:count]) for count in range(1, len(found))]
    )


def test_blocks_are_cut_where_it_is_quiet() -> None:
    sound = tone(40, RATE)
    sound[25 * RATE : 26 * RATE] = 0
    assert 25 * RATE <= quiet_moment(sound) <= 26 * RATE


def test_a_cut_file_gives_what_is_there_and_less_than_it_declares(half_visit: Path) -> None:
    with Recording(half_visit) as recording:
        assert sum(block.seconds for block in recording.blocks()) > 15
        assert recording.declared == pytest.approx(44, abs=1)
        assert recording.decoded < 30


def test_a_streamed_wav_that_claims_to_be_endless_is_taken_as_it_is(visit: Path, tmp_path: Path) -> None:
    streamed = tmp_path / "streamed.wav"
    whole = wav_of(samples_of(visit, 16_000), 16_000)
    at = whole.index(b"data") + 4
    streamed.write_bytes(whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :])
    with Recording(streamed) as recording:
        assert sum(block.seconds for block in recording.blocks()) == pytest.approx(44, abs=1)
        assert recording.declared is None or recording.declared == pytest.approx(44, abs=1)


def test_a_file_joined_from_two_of_different_rates_is_played_whole(tmp_path: Path) -> None:
    joined = tmp_path / "joined.mp3"
    joined.write_bytes(b"".join(mp3(tmp_path / f"{rate}.mp3", rate) for rate in (44_100, 16_000)))
    assert sum(block.seconds for block in blocks(joined)) == pytest.approx(4, abs=0.3)


def mp3(path: Path, rate: int) -> bytes:
    """Two seconds of a tone."""
    with av.open(str(path), "w", options={"write_xing": "0", "id3v2_version": "0"}) as target:
        stream = target.add_stream("mp3", rate=rate)
        frame = av.AudioFrame.from_ndarray((tone(2, rate) * 32767).astype(np.int16)[None], "s16", "mono")
        frame.sample_rate = rate
        for part in av.AudioResampler("s16p", "mono", rate).resample(frame):
            target.mux(stream.encode(part))
        target.mux(stream.encode(None))
    return path.read_bytes()
