import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sporo_service.crypto import (
    BLOCK_BYTES,
    Cipher,
    SealError,
    decoded_key,
    new_key,
    private_folder,
    secret_in,
)
from tests.sporo_service.harness import no_file_larger_than

CIPHER = Cipher(decoded_key(new_key()))


@given(st.text())
def test_a_sealed_text_comes_back_and_is_never_the_same_twice(text: str) -> None:
    sealed = CIPHER.seal(text, "jobs.result:1")
    assert CIPHER.open(sealed, "jobs.result:1") == text
    assert sealed != CIPHER.seal(text, "jobs.result:1")


def test_a_text_moved_to_another_row_does_not_open() -> None:
    sealed = CIPHER.seal("Metformin 500 mg", "jobs.result:1")
    with pytest.raises(SealError, match=r"jobs\.result can't be opened"):
        CIPHER.open(sealed, "jobs.result:2")


def test_another_key_does_not_open_a_text() -> None:
    with pytest.raises(SealError):
        Cipher(decoded_key(new_key())).open(CIPHER.seal("Metformin", "place"), "place")


def _sealed(path: Path, content: bytes) -> Path:
    file = CIPHER.sealed_file(path)
    for start in range(0, len(content), 100_000):
        file.write(content[start : start + 100_000])
    file.keep()
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(size=st.sampled_from([0, 1, BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1, 3 * BLOCK_BYTES]))
def test_a_sealed_file_comes_back_whole(size: int, tmp_path: Path) -> None:
    content = bytes(index % 251 for index in range(size))
    CIPHER.unseal(_sealed(tmp_path / "sealed", content), tmp_path / "plain")
    assert (tmp_path / "plain").read_bytes() == content


def test_a_file_that_the_disk_did_not_take_is_discarded_all_the_same(tmp_path: Path) -> None:
    with no_file_larger_than(0):
        CIPHER.sealed_file(tmp_path / "sealed").discard()
    assert list(tmp_path.iterdir()) == []


def test_a_sealed_file_holds_none_of_its_words(tmp_path: Path) -> None:
    assert b"Metformin" not in _sealed(tmp_path / "sealed", b"Metformin " * 1000).read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        lambda sealed: sealed[:-1],
        lambda sealed: sealed[: 16 + BLOCK_BYTES + 16],
        lambda sealed: sealed[:100] + b"x" + sealed[101:],
        lambda sealed: sealed[:16] + sealed[16 + BLOCK_BYTES + 16 :],
    ],
    ids=["cut", "cut between blocks", "changed", "first block removed"],
)
def test_a_damaged_file_does_not_open(damage: object, tmp_path: Path) -> None:
    path = _sealed(tmp_path / "sealed", b"a" * (2 * BLOCK_BYTES + 5))
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(SealError):
        CIPHER.unseal(path, tmp_path / "plain")


def test_files_and_folders_belong_to_this_user_alone(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "audio")
    file = _sealed(folder / "sealed", b"a")
    CIPHER.unseal(file, folder / "plain")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, file, folder / "plain")]
    assert modes == [0o700, 0o600, 0o600]


def test_a_folder_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    assert stat.S_IMODE(private_folder(shared).stat().st_mode) == 0o755


def test_a_discarded_file_leaves_nothing(tmp_path: Path) -> None:
    file = CIPHER.sealed_file(tmp_path / "sealed")
    file.write(b"a" * (2 * BLOCK_BYTES))
    file.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_secret_is_made_once_and_then_kept(tmp_path: Path) -> None:
    assert secret_in(tmp_path / "key", "first") == secret_in(tmp_path / "key", "second") == "first"
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


@pytest.mark.parametrize("written", ["", "short", "Zm9v", "A" * 40, "ä" * 44])
def test_a_key_that_is_none_is_refused_with_a_sentence(written: str) -> None:
    with pytest.raises(ValueError, match="must be 32 bytes in base64"):
        decoded_key(written)
