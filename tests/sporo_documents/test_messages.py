from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_documents.document import Page
from sporo_documents.messages import Message, heard
from sporo_documents.problems import UnreadableError


def test_a_page_is_heard_as_it_was_said() -> None:
    line = b'{"page": {"number": 2, "text": "Aspirin", "title": "Plan", "by_ocr": false}}'
    assert heard(line) == Message(page=Page(2, "Aspirin", "Plan"))


def test_kind_and_count_are_heard() -> None:
    assert (heard(b'{"kind": "PDF"}').kind, heard(b'{"count": 3}').count) == ("PDF", 3)


def test_a_failure_is_raised_with_its_code() -> None:
    with pytest.raises(UnreadableError) as failed:
        heard(b'{"error": "unsupported_file", "foreign": "doc"}')
    assert (failed.value.code, failed.value.foreign) == ("unsupported_file", "doc")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"no json",
        b"[]",
        b"7",
        b"null",
        b'{"page": {}}',
        b'{"page": 1}',
        b'{"count": "many"}',
        b"[" * 100_000,
    ],
)
def test_nonsense_is_a_crash(line: bytes) -> None:
    with pytest.raises(UnreadableError, match="reading_crashed"):
        heard(line)


@given(st.binary(max_size=100))
def test_no_line_breaks_the_listener(line: bytes) -> None:
    with suppress(UnreadableError):
        heard(line)
