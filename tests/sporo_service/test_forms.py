"""A form is read as it arrives, in pieces of any size, and never as a whole."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sporo_service.arrivals import Recording
from sporo_service.crypto import Cipher, decoded_key, new_key
from sporo_service.errors import BadRequest
from sporo_service.forms import FIELDS, OVERHEAD_BYTES, Form, refuse_early
from tests.sporo_service.harness import CLIP, Api, eventually, refused_while_streaming

CIPHER = Cipher(decoded_key(new_key()))
TYPE = "multipart/form-data; boundary=edge"
MEGABYTE = 1_000_000


def _part(name: str, content: bytes, filename: str = "") -> bytes:
    file = f'; filename="{filename}"' if filename else ""
    return (
        f'--edge\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"
    )


def _read(
    folder: Path, body: bytes, *, piece: int = 64 * 1024, most: int = MEGABYTE
) -> tuple[dict[str, list[str]], bytes]:
    """The fields, and the audio as it comes back from its sealed place."""
    recording = Recording(CIPHER, folder / "sealed", most)
    try:
        form = Form(TYPE, recording)
        for start in range(0, len(body), piece):
            form.feed(body[start : start + piece])
        form.keep()
    except BadRequest:
        recording.discard()
        raise
    CIPHER.unseal(folder / "sealed", folder / "plain")
    return form.fields, (folder / "plain").read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(piece=st.integers(50, 70_000))
def test_the_pieces_in_which_a_form_arrives_make_no_difference(piece: int, tmp_path: Path) -> None:
    clip = CLIP.read_bytes()[:70_000]
    body = _part("template_id", b"abc") + _part("file", clip, "visit.ogg") + _part("webhook_url", b"http://x")
    fields, audio = _read(tmp_path, body + b"--edge--\r\n", piece=piece)
    assert (fields, audio) == ({"template_id": ["abc"], "webhook_url": ["http://x"]}, clip)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (_part("file", b"OggS", "a.ogg"), "broke off"),
        (_part("file", b"OggS" * 20, "a.ogg") + _part("file", b"OggS", "b.ogg"), "one audio file at a time"),
        (_part("sound", b"OggS", "a.ogg"), "in the form field `file`"),
        (_part("template_id", b"a") + b"--edge--\r\n", "holds no audio file"),
        (_part("template_id", b"a" * 20_000), "too long"),
        (b"".join(_part(f"f{number}", b"") for number in range(FIELDS + 1)), "too many"),
        (b"".join(_part("same", b"") for _ in range(FIELDS + 1)), "too many"),
        (_part("n" * 300, b""), "too long"),
        (b"not a form at all", "not valid multipart"),
    ],
)
def test_a_form_that_is_none_is_refused_with_one_sentence(body: bytes, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=sentence):
        _read(tmp_path, body)
    assert list(tmp_path.iterdir()) == []


def test_a_boundary_that_is_longer_than_any_is_refused_with_one_sentence(tmp_path: Path) -> None:
    recording = Recording(CIPHER, tmp_path / "sealed", MEGABYTE)
    with pytest.raises(BadRequest, match="Send the audio as multipart/form-data"):
        Form("multipart/form-data; boundary=" + "a" * 500, recording)


def test_what_follows_a_form_without_an_end_is_refused_too(tmp_path: Path) -> None:
    body = _part("file", CLIP.read_bytes()[:70_000], "a.ogg") + b"--edge--\r\n"
    body += bytes(2 * MEGABYTE + OVERHEAD_BYTES)
    with pytest.raises(BadRequest, match="larger than 1 MB"):
        _read(tmp_path, body)


def test_a_sender_that_says_so_itself_is_refused_before_the_first_byte(tmp_path: Path) -> None:
    recording = Recording(CIPHER, tmp_path / "sealed", MEGABYTE)
    refuse_early(None, recording)
    refuse_early(str(MEGABYTE + 1000), recording)
    with pytest.raises(BadRequest, match="larger than 1 MB"):
        refuse_early(str(MEGABYTE + OVERHEAD_BYTES + 1), recording)


def test_a_field_that_may_come_once_is_refused_twice_and_a_blank_one_lacks(tmp_path: Path) -> None:
    form = Form(TYPE, Recording(CIPHER, tmp_path / "sealed", MEGABYTE))
    form.feed(_part("webhook_url", b" ") + _part("template_id", b"a") * 2 + b"--edge--\r\n")
    assert form.text("webhook_url") is None
    assert form.text("extra_information") is None
    with pytest.raises(BadRequest, match="`template_id` only once"):
        form.text("template_id")


def test_201_megabytes_are_refused_while_they_stream_without_filling_memory_or_disk(api: Api) -> None:
    head = _part("file", CLIP.read_bytes(), "visit.ogg")[:-2]
    tracemalloc.start()
    with api.sending("audio/notes", "Transfer-Encoding: chunked") as connection:
        answer, sent = refused_while_streaming(connection, head, 400)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"The audio file is larger than 200 MB" in answer
    assert 200 <= sent < 225
    assert peak < 30 * MEGABYTE
    assert list(api.service.store.audio.iterdir()) == []


def test_a_file_that_says_its_201_megabytes_is_refused_before_it_is_sent(api: Api) -> None:
    with api.sending("audio/notes", f"Content-Length: {203 * MEGABYTE}") as connection:
        assert connection.recv(4096).startswith(b"HTTP/1.1 400")


def test_a_sender_that_goes_away_leaves_nothing_behind(api: Api) -> None:
    def broken() -> Iterator[bytes]:
        yield _part("file", CLIP.read_bytes(), "visit.ogg")[:-2]
        raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        api.http.post("audio/notes", content=broken(), headers={"Content-Type": TYPE})
    eventually(lambda: not list(api.service.store.audio.iterdir()))
