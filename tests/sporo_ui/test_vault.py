"""What is sealed opens only with the key and only where it was put."""

import base64
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.errors import Damaged
from sporo_ui.vault import Vault, key_from_file, key_from_text
from tests.sporo_ui.ground import KEY


@given(st.text(), st.text())
def test_sealed_text_comes_back(text: str, place: str) -> None:
    assert Vault(KEY).open(Vault(KEY).seal(text, place), place) == text


def test_the_same_text_never_looks_the_same() -> None:
    assert Vault(KEY).seal("Cough", "a/note") != Vault(KEY).seal("Cough", "a/note")


def test_text_moved_to_another_patients_row_does_not_open() -> None:
    with pytest.raises(Damaged):
        Vault(KEY).open(Vault(KEY).seal("Cough", "a/note"), "b/note")


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(40)])
def test_garbage_does_not_open(sealed: bytes) -> None:
    with pytest.raises(Damaged):
        Vault(KEY).open(sealed, "a/note")


def test_the_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ledger.key"
    key = key_from_file(path)
    assert len(key) == 32
    assert key_from_file(path) == key
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_processes_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    at_once, keys = threading.Barrier(8), list[bytes]()

    def start() -> None:
        at_once.wait()
        keys.append(key_from_file(tmp_path / "ledger.key"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_a_key_from_the_environment_is_32_bytes_in_base64() -> None:
    assert key_from_text(base64.b64encode(KEY).decode()) == KEY


@pytest.mark.parametrize("text", ["", "not base64!", base64.b64encode(b"short").decode()])
def test_a_key_that_is_none_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(ValueError, match="openssl rand -base64 32"):
        key_from_text(text)
