"""Documents on their way in: sealed one by one, and named so that a name is never a path."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sporo_service.arrivals import NAME_LENGTH, Documents, shown_name
from sporo_service.crypto import Cipher, decoded_key, new_key
from sporo_service.errors import BadRequest
from sporo_service.forms import Form

CIPHER = Cipher(decoded_key(new_key()))


def _documents(folder: Path, *, most: int = 1000, files: int = 3) -> Documents:
    return Documents(folder / "upload", CIPHER, most, files)


def _send(documents: Documents, name: str, content: bytes) -> None:
    documents.begin("files", name)
    documents.write(content)
    documents.end()


def test_each_file_lies_sealed_under_its_number(tmp_path: Path) -> None:
    documents = _documents(tmp_path)
    for content in (b"Cough.", b"Fever."):
        _send(documents, "note.txt", content)
    documents.keep()
    assert documents.names == ["note.txt", "note (2).txt"]
    for number, content in enumerate((b"Cough.", b"Fever.")):
        sealed = tmp_path / "upload" / f"{number}.sealed"
        assert content not in sealed.read_bytes()
        CIPHER.unseal(sealed, tmp_path / "plain")
        assert (tmp_path / "plain").read_bytes() == content


@pytest.mark.parametrize(
    "disposition",
    ['filename="über.txt"', "filename*=utf-8''%C3%BCber.txt", "filename=x; filename*=UTF-8'de'%C3%BCber.txt"],
)
def test_a_name_beyond_ascii_arrives_as_it_was_however_a_client_writes_it(
    disposition: str, tmp_path: Path
) -> None:
    documents = _documents(tmp_path)
    form = Form("multipart/form-data; boundary=edge", documents)
    head = f'--edge\r\nContent-Disposition: form-data; name="files"; {disposition}\r\n\r\n'
    form.feed(head.encode() + b"x\r\n--edge--\r\n")
    form.keep()
    assert documents.names == ["über.txt"]


def test_a_field_that_nobody_chose_a_file_for_is_no_file(tmp_path: Path) -> None:
    documents = _documents(tmp_path)
    documents.begin("files", "")
    documents.end()
    with pytest.raises(BadRequest, match="at least one file"):
        documents.keep()


def test_content_without_a_name_is_refused(tmp_path: Path) -> None:
    documents = _documents(tmp_path)
    documents.begin("files", "")
    with pytest.raises(BadRequest, match="without a name"):
        documents.write(b"x")


def test_files_are_counted_and_weighed_together_as_they_come(tmp_path: Path) -> None:
    documents = _documents(tmp_path, most=10, files=2)
    _send(documents, "a", b"12345")
    _send(documents, "b", b"12345")
    with pytest.raises(BadRequest, match="More than 2 files"):
        documents.begin("files", "c")
    with pytest.raises(BadRequest, match="larger than"):
        documents.write(b"1")


def test_nothing_is_left_of_what_is_discarded_in_the_middle_of_a_file(tmp_path: Path) -> None:
    documents = _documents(tmp_path)
    _send(documents, "a.txt", b"Cough.")
    documents.begin("files", "b.txt")
    documents.write(b"Fever.")
    documents.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("visit.pdf", "visit.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\notes\\visit.pdf", "visit.pdf"),
        ("notes/", "document"),
        ("..", "document"),
        ("   ", "document"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a" * 300 + ".pdf", "a" * (NAME_LENGTH - 4) + ".pdf"),
        ("a." + "b" * 300, "a." + "b" * (NAME_LENGTH - 2)),
    ],
)
def test_a_name_is_shown_by_its_last_part_without_what_misleads_the_eye(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


@given(st.text(max_size=400))
def test_no_name_becomes_a_path_or_nothing(sent: str) -> None:
    shown = shown_name(sent)
    assert 0 < len(shown) <= NAME_LENGTH
    assert Path(shown).name == shown
    assert shown not in (".", "..")
    assert not set(shown) & set("/\\\x00\n")


@settings(deadline=None)  # each file is made to outlive a power cut, which takes a disk its time
@given(st.lists(st.sampled_from(["a.txt", "a (2).txt", "a", "A.txt", ".txt"]), max_size=12))
def test_no_two_files_of_an_upload_have_one_name(
    tmp_path_factory: pytest.TempPathFactory, sent: list[str]
) -> None:
    documents = _documents(tmp_path_factory.mktemp("names"), files=20)
    for name in sent:
        _send(documents, name, b"x")
    assert len(set(documents.names)) == len(sent)
