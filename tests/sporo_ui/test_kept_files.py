"""A file on disk is whole or an error, and says nothing to who has no key."""

import io
import os
import shutil
import stat
from pathlib import Path

import pytest

from sporo_ui.audio import too_large
from sporo_ui.errors import Damaged, Gone, Unkept, Unsuitable
from sporo_ui.kept_files import FRAME, KeptFiles
from sporo_ui.pace import ORPHANED
from sporo_ui.vault import Vault
from tests.sporo_ui.ground import KEY

LIMIT = 4 * FRAME


@pytest.fixture
def kept_files(tmp_path: Path) -> KeptFiles:
    return KeptFiles(tmp_path / "kept", Vault(KEY), limit=LIMIT, refusal=too_large)


def kept(kept_files: KeptFiles, size: int) -> tuple[str, bytes]:
    content = os.urandom(size)
    return kept_files.keep(io.BytesIO(content)).file, content


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME + 17, LIMIT])
def test_what_is_kept_comes_back(kept_files: KeptFiles, size: int) -> None:
    name, content = kept(kept_files, size)
    with kept_files.open(name) as file:
        assert file.seek(0, io.SEEK_END) == size
        file.seek(0)
        assert file.read() == content


@pytest.mark.parametrize("start", [0, 1, FRAME - 1, FRAME, 2 * FRAME + 5, 3 * FRAME, 5 * FRAME])
def test_it_can_be_read_from_anywhere(kept_files: KeptFiles, start: int) -> None:
    name, content = kept(kept_files, 3 * FRAME)
    with kept_files.open(name) as file:
        file.seek(start)
        assert file.read(100) == content[start : start + 100]


def test_the_same_content_has_the_same_digest_and_a_file_of_its_own(kept_files: KeptFiles) -> None:
    one, other = kept_files.keep(io.BytesIO(b"visit")), kept_files.keep(io.BytesIO(b"visit"))
    assert one.content == other.content
    assert one.file != other.file


def test_a_source_over_the_limit_is_refused_while_it_streams_and_leaves_nothing(
    kept_files: KeptFiles, tmp_path: Path
) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:
            self.given += size
            return bytes(size)

    source = Endless()
    with pytest.raises(Unsuitable) as caught:
        kept_files.keep(source)  # type: ignore[arg-type] # a stream of bytes, as the typed one is
    assert caught.value.code == "too_large"
    assert source.given <= LIMIT + 3 * FRAME
    assert list((tmp_path / "kept").iterdir()) == []


def test_only_the_apps_user_can_enter(kept_files: KeptFiles, tmp_path: Path) -> None:
    name, _content = kept(kept_files, 10)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "kept" / f"{name}.sealed").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "harm", ["cut in a frame", "cut at a frame", "a changed byte", "frames swapped", "another key"]
)
def test_a_file_that_was_harmed_is_said_to_be(kept_files: KeptFiles, tmp_path: Path, harm: str) -> None:
    name, _content = kept(kept_files, 3 * FRAME)
    path, sealed = tmp_path / "kept" / f"{name}.sealed", FRAME + 16
    content = path.read_bytes()
    path.write_bytes(
        {
            "cut in a frame": content[:-1000],
            "cut at a frame": content[:-sealed],
            "a changed byte": content[:5000] + bytes([content[5000] ^ 1]) + content[5001:],
            "frames swapped": content[:16]
            + content[16 + sealed : 16 + 2 * sealed]
            + content[16 : 16 + sealed]
            + content[16 + 2 * sealed :],
            "another key": content,
        }[harm]
    )
    reader = (
        KeptFiles(tmp_path / "kept", Vault(KEY[::-1]), limit=LIMIT, refusal=too_large)
        if harm == "another key"
        else kept_files
    )
    with reader.open(name) as file, pytest.raises(Damaged):
        file.read()


def test_what_is_not_kept_is_gone(kept_files: KeptFiles) -> None:
    name, _content = kept(kept_files, 10)
    kept_files.forget(name)
    kept_files.forget(name)
    with pytest.raises(Gone):
        kept_files.open(name)


def test_what_a_crash_left_behind_is_swept_and_nothing_else(kept_files: KeptFiles, tmp_path: Path) -> None:
    needed, orphan, fresh = (kept(kept_files, 10)[0] for _ in range(3))
    half = tmp_path / "kept" / "abc.part"
    half.write_bytes(b"x")
    for name in (f"{needed}.sealed", f"{orphan}.sealed", "abc.part"):
        path = tmp_path / "kept" / name
        long_ago = path.stat().st_mtime - ORPHANED - 1
        os.utime(path, (long_ago, long_ago))
    kept_files.sweep({needed})
    left = {path.stem for path in (tmp_path / "kept").iterdir()}
    assert left == {needed, fresh}


def test_each_piece_is_announced_once_and_the_last_as_the_last(kept_files: KeptFiles) -> None:
    name, _content = kept(kept_files, 2 * FRAME + 1)
    told: list[bool] = []
    with kept_files.open(name, told.append) as file:
        while file.read(1000):
            pass
    assert told == [False, False, True]


def test_a_disk_that_takes_nothing_is_said_in_a_sentence(kept_files: KeptFiles, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "kept")
    with pytest.raises(Unkept, match="so it was not sent"):
        kept_files.keep(io.BytesIO(b"a visit"))
