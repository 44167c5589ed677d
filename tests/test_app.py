"""How the app ends where it can't start: one sentence, no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sporo_service.crypto import new_key
from sporo_service.settings import Settings
from sporo_service.store import open_store
from tests.ports import free_port
from tests.sporo_service.harness import ROOT


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"SPORO_ENCRYPTION_KEY": new_key()}, "The data here was sealed with another key."),
        ({"SPORO_ENCRYPTION_KEY": "hush"}, "SPORO_ENCRYPTION_KEY must be 32 bytes in base64"),
        ({"SPORO_READS_PER_MINUTE": "many"}, "SPORO_READS_PER_MINUTE: Input should be a valid integer"),
        ({"SPORO_TEMPLATES_DIR": "/nowhere"}, "The templates folder"),
    ],
)
def test_an_app_that_can_not_start_says_why_in_its_last_line(
    told: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    open_store(Settings(data_dir=tmp_path)).close()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SPORO_")}
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={free_port()}"],
        env={**kept, "SPORO_DATA_DIR": str(tmp_path), **told},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    assert sentence in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr
    assert "hush" not in ended.stderr
