"""A file is told by what is in it, not by its name, and what would be refused is not sent."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.audio import HEAD, is_convertible, media_type_of
from sporo_ui.errors import Unsuitable

CLIP = Path(__file__).parents[1] / "clips" / "visit.ogg"
LIMIT = 200_000_000


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"RIFF\x24\x08\x00\x00WAVEfmt ", "audio/wav"),
        (b"RF64\xff\xff\xff\xffWAVEds64", "audio/wav"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x23TSSE", "audio/mpeg"),
        (b"\xff\xfb\x90\x64\x00\x00", "audio/mpeg"),
        (b"\xff\xf3\x48\xc4", "audio/mpeg"),
        (b"OggS\x00\x02" + bytes(22) + b"\x01\x13OpusHead", "audio/ogg"),
        (b"fLaC\x00\x00\x00\x22", "audio/flac"),
    ],
)
def test_what_the_service_takes_is_known_by_its_first_bytes(head: bytes, media_type: str) -> None:
    assert media_type_of(head, 1000, LIMIT) == media_type


def test_the_projects_own_clip_is_a_recording() -> None:
    assert media_type_of(CLIP.read_bytes()[:HEAD], CLIP.stat().st_size, LIMIT) == "audio/ogg"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"\x00\x00\x00\x1cftypM4A \x00\x00", "m4a"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00", "video"),
        (b"\x00\x00\x00\x14ftypqt  ", "video"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81", "webm"),
        (b"RIFF\x24\x08\x00\x00AVI LIST", "video"),
        (b"OggS\x00\x02" + bytes(22) + b"\x01\x2a\x80theora", "video"),
        (b"#!AMR\n\x3c", "amr"),
        (b"FORM\x00\x01\x00\x00AIFF", "aiff"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"PK\x03\x04\x14\x00", "archive"),
        (b"Patient seen today for a cough.", "text"),
        ("Überweisung wegen Hustens, seit drei Tagen, nachts schlimmer, bitte um".encode()[:HEAD], "text"),
        (b"\xff\xf1\x50\x80\x02\x1f\xfc", "aac"),
        (b"\xff\xf9\x50\x80\x02\x1f\xfc", "aac"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wma"),
        (b"\x93\x01\x44\xc8\x00\xfe\x17\x88", "unknown"),
    ],
)
def test_anything_else_is_named_in_one_sentence_with_what_to_do(head: bytes, code: str) -> None:
    with pytest.raises(Unsuitable) as caught:
        media_type_of(head, 1000, LIMIT)
    assert caught.value.code == code
    assert caught.value.sentence.endswith(".")
    assert caught.value.next_step.endswith(".")


def test_an_empty_file_is_said_to_be_empty() -> None:
    with pytest.raises(Unsuitable, match="This file is empty"):
        media_type_of(b"", 0, LIMIT)


def test_a_file_over_the_limit_names_the_limit() -> None:
    assert media_type_of(b"fLaC", LIMIT, LIMIT) == "audio/flac"
    with pytest.raises(Unsuitable, match="larger than 200 MB"):
        media_type_of(b"fLaC", LIMIT + 1, LIMIT)


@given(st.binary(min_size=1, max_size=HEAD))
def test_whatever_the_bytes_it_is_a_type_or_one_sentence(head: bytes) -> None:
    try:
        told = media_type_of(head, len(head), LIMIT)
    except Unsuitable as refusal:
        told = refusal.sentence
    assert told.count(".") == 1 or told in {"audio/wav", "audio/mpeg", "audio/ogg", "audio/flac"}


@pytest.mark.parametrize(
    ("head", "can_be"),
    [
        (b"\x00\x00\x00\x1cftypM4A \x00\x00", True),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81", True),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", True),
        (b"#!AMR\n\x3c", True),
        (b"fLaC\x00\x00\x00\x22", False),
        (b"%PDF-1.7\n%\xe2\xe3", False),
        (b"", False),
    ],
)
def test_what_the_app_converts_by_itself_is_neither_taken_as_it_is_nor_no_recording(
    head: bytes, *, can_be: bool
) -> None:
    assert is_convertible(head) is can_be
