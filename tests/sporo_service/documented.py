"""Whether an answer is like a documented one: every field there, with its kind of value."""

from datetime import datetime
from typing import Any

WORD_FOR_WORD = {"status", "error_code", "error_message", "message", "transcript", "note", "webhook_url"} | {
    "extra_information",
    "metadata",
}


def assert_like(documented: Any, given: Any, name: str = "") -> None:  # noqa: ANN401 (any JSON)
    """Fail where a documented field lacks or has another kind of value."""
    assert type(given) is type(documented), name
    if name in WORD_FOR_WORD:
        assert given == documented
    elif isinstance(documented, dict):
        for field, value in documented.items():
            assert_like(value, given[field], field)
    elif isinstance(documented, list):
        assert bool(given) == bool(documented), name
        for one in given:
            assert_like(documented[0], one, name)
    elif name.endswith("_at"):
        assert datetime.fromisoformat(given).isoformat(timespec="microseconds") == given
    elif name in ("job_id", "upload_id", "_id"):
        assert len(bytes.fromhex(given)) == 12
