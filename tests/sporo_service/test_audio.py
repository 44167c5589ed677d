import random
import struct
from io import BytesIO

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_service.audio import HEAD_BYTES, audio_type
from sporo_service.errors import BadRequest
from tests.sporo_service.harness import CLIP

RATE = 16000


def _encoded(container: str, codec: str) -> bytes:
    """A second of a tone, as a real encoder writes it."""
    target = BytesIO()
    tone = (np.sin(np.arange(RATE) / 20) * 8000).astype(np.int16).reshape(1, -1)
    with av.open(target, "w", format=container) as output:
        stream = output.add_stream(codec, rate=RATE)
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(tone, format="s16", layout="mono")
        frame.sample_rate = RATE
        for ready in av.AudioResampler(format=stream.format.name, layout="mono", rate=RATE).resample(frame):
            output.mux(stream.encode(ready))
        output.mux(stream.encode(None))
    return target.getvalue()


@pytest.mark.parametrize(
    ("container", "codec", "expected"),
    [("mp3", "libmp3lame", "mp3"), ("wav", "pcm_s16le", "wav"), ("flac", "flac", "flac")],
)
def test_each_accepted_type_is_known_by_its_content(container: str, codec: str, expected: str) -> None:
    assert audio_type(_encoded(container, codec)[:HEAD_BYTES]) == expected


def test_an_ogg_recording_is_known_by_its_content() -> None:
    assert audio_type(CLIP.read_bytes()[:HEAD_BYTES]) == "ogg"


def test_an_mp3_without_a_tag_and_one_whose_first_frame_is_cut_are_known() -> None:
    tagged = _encoded("mp3", "libmp3lame")
    bare = tagged[tagged.index(b"\xff\xf3") :]
    assert audio_type(bare) == audio_type(bare[50:]) == "mp3"


def test_an_mp3_whose_cover_picture_fills_the_beginning_is_let_through() -> None:
    tag = b"ID3\x04\x00\x00" + bytes([0, 8, 0, 0]) + b"\x89PNG" * HEAD_BYTES
    assert audio_type(tag[:HEAD_BYTES]) == "mp3"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (struct.pack(">I4s", 32, b"ftypM4A "), "an mp4, m4a or mov file"),
        (struct.pack(">I4s", 32, b"ftypisom"), "an mp4, m4a or mov file"),
        (b"\x1a\x45\xdf\xa3", "a webm or mkv file"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "an avi video"),
        (b"%PDF-1.7", "a PDF document"),
        (b"OggS" + bytes(24) + b"\x80theora", "an ogg video"),
    ],
)
def test_what_is_often_sent_by_mistake_is_named(head: bytes, name: str) -> None:
    with pytest.raises(BadRequest, match=name):
        audio_type(head)


@given(seed=st.integers(0, 2**32), size=st.sampled_from([1, 10, 500, 3000, HEAD_BYTES]))
def test_noise_is_not_taken_for_audio(seed: int, size: int) -> None:
    with pytest.raises(BadRequest):
        audio_type(b"\x00" + random.Random(seed).randbytes(size))


def test_an_aac_stream_is_not_taken_for_mp3() -> None:
    with pytest.raises(BadRequest):
        audio_type(_encoded("adts", "aac"))
