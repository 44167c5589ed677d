"""What the logs say, and that nothing a patient, a clinician or a key said is among it."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sporo_service.logs import KEPT_OUT, formatter, logger_of
from sporo_service.settings import Settings

SECRET = "Zyxomumab"


@pytest.fixture
def written() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What was logged since, as the lines of JSON that it becomes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(Settings(log_format="json")))
    root = logging.getLogger()
    ours = logging.getLogger("sporo_service")
    level = ours.level
    root.addHandler(handler)
    ours.setLevel("INFO")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    ours.setLevel(level)


Written = Callable[[], list[dict[str, Any]]]


def test_our_own_lines_say_what_they_name(written: Written) -> None:
    logger_of("sporo_service.jobs").info("job ended", job="684a9f404c658fc1a0743af9", duration_ms=12)
    (line,) = written()
    assert (line["event"], line["job"], line["duration_ms"]) == ("job ended", "684a9f404c658fc1a0743af9", 12)
    assert line["level"] == "info"
    assert line["timestamp"].endswith("Z")


def test_what_a_library_writes_is_kept_by_its_fixed_part_and_place(written: Written) -> None:
    strange = logging.getLogger("httpx")
    strange.warning("Retrying %s", SECRET)
    strange.warning(f"Retrying {SECRET}")
    first, second = written()
    assert (first["event"], second["event"]) == ("Retrying %s", KEPT_OUT)
    assert second["place"].startswith("test_logs.py:")
    assert SECRET not in json.dumps([first, second])


@pytest.mark.parametrize("name", ["sporo_service.worker", "a_server"])
def test_an_error_is_kept_by_its_kind_and_way(name: str, written: Written) -> None:
    def quote() -> None:
        raise ValueError(SECRET) from KeyError(SECRET)

    try:
        quote()
    except ValueError:
        logging.getLogger(name).exception("It broke.")
    (line,) = written()
    assert line["error"] == "ValueError"
    assert line["passed"][-1].endswith(" quote")
    assert SECRET not in json.dumps(line)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ModuleNotFoundError(SECRET, name="rapidocr"), "rapidocr"),
        (OSError(28, "No space left on device", SECRET), "No space left on device"),
    ],
)
def test_what_lacks_and_what_the_system_refuses_is_said(
    error: Exception, reason: str, written: Written
) -> None:
    logging.getLogger("a_server").error("It broke.", exc_info=error)
    (line,) = written()
    assert line["reason"] == reason
    assert SECRET not in json.dumps(line)


def test_a_port_that_is_taken_is_said_in_the_systems_words(written: Written) -> None:
    logging.getLogger("a_server").error(OSError(98, "address already in use"))
    assert written()[0]["event"] == "address already in use"


def test_lines_for_the_eye_hold_the_same() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(Settings(log_format="console")))
    record = logging.LogRecord("sporo_service.keys", logging.INFO, "", 1, "It works.", None, None)
    handler.handle(record)
    assert "It works." in stream.getvalue()
    assert stream.getvalue().count("\n") == 1


def test_lines_are_for_machines_where_nobody_sits_at_a_terminal() -> None:
    record = logging.LogRecord("sporo_service.keys", logging.INFO, "", 1, "It works.", None, None)
    assert json.loads(formatter(Settings()).format(record))["event"] == "It works."
