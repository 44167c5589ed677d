import socket
import subprocess
import sys

import pytest

from sporo_service.__main__ import COMMANDS, main
from sporo_service.crypto import new_key
from sporo_service.settings import Settings
from sporo_service.store import open_store
from tests.sporo_service.harness import ROOT


def _run(settings: Settings, *arguments: str, **told: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "sporo_service", *arguments],
        env={**settings.environment(), **told},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_keys_are_made_listed_and_revoked(settings: Settings) -> None:
    made = _run(settings, "keys", "create", "ward 3")
    assert made.stdout.startswith("sporo_")
    listed = _run(settings, "keys", "list").stdout
    assert listed.endswith("valid  ward 3\n")
    assert _run(settings, "keys", "revoke", listed.split()[0]).stdout == "Revoked.\n"


def test_webhooks_are_listed_and_one_that_is_not_there_is_said(settings: Settings) -> None:
    listed = _run(settings, "webhooks", "list", "--failed")
    assert (listed.returncode, listed.stdout, listed.stderr) == (0, "", "")
    resent = _run(settings, "webhooks", "resend", "nothing")
    assert resent.returncode == 1
    assert resent.stdout.startswith("No webhook has this id.")


def test_a_port_that_is_taken_is_said_in_one_line(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = _run(settings, "api", "--port", str(taken.getsockname()[1]))
    assert ended.returncode != 0
    assert "address already in use" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_data_sealed_with_another_key_is_one_line_and_nothing_is_changed(settings: Settings) -> None:
    open_store(settings).close()
    ended = _run(settings, "keys", "list", SPORO_ENCRYPTION_KEY=new_key())
    assert ended.returncode == 2
    assert "The data here was sealed with another key." in ended.stderr
    assert "Traceback" not in ended.stderr
    open_store(settings).close()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"SPORO_TEMPLATES_DIR": "/nowhere"}, "The templates folder"),
        ({"SPORO_DATABASE_URL": "nonsense"}, "The database can't be opened."),
        ({"SPORO_DATA_DIR": __file__}, "can't be used"),
        ({"SPORO_MAX_AUDIO_BYTES": "much"}, "SPORO_MAX_AUDIO_BYTES: Input should be a valid integer"),
        ({"SPORO_ENCRYPTION_KEY": new_key()}, "The data here was sealed with another key."),
    ],
)
def test_a_service_that_can_not_start_says_why_in_one_line(
    told: dict[str, str], sentence: str, settings: Settings
) -> None:
    open_store(settings).close()
    ended = _run(settings, "serve", "--port", "0", **told)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert sentence in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_key_file_that_holds_no_key_is_one_line(settings: Settings) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / "encryption.key").write_text("junk")
    ended = _run(settings, "keys", "list")
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "The file encryption.key holds no key" in ended.stderr


def test_a_setting_that_makes_no_sense_is_one_line_without_its_value(settings: Settings) -> None:
    ended = _run(settings, "keys", "list", SPORO_ENCRYPTION_KEY="hush")
    assert ended.returncode == 2
    assert "SPORO_ENCRYPTION_KEY must be 32 bytes in base64" in ended.stderr
    assert "hush" not in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert command in capsys.readouterr().out


def test_a_command_that_is_not_there_is_refused_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["sing"])
    assert "serve" in capsys.readouterr().err


def test_the_api_starts_without_loading_speech() -> None:
    speech = "{'faster_whisper', 'av', 'ctranslate2'}"
    script = f"import sys, sporo_service.commands.serve; print({speech} & {{*sys.modules}})"
    shown = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert shown.stdout == "set()\n"
