from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_documents.encoding import decoded
from sporo_documents.problems import UnreadableError

NOTE = "Temperature 37.5 °C, ½ tablet of “Müller” mixture."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_note_is_read_in_every_encoding_that_clinics_write(encoding: str) -> None:
    assert decoded(NOTE.encode(encoding)) == NOTE


def test_line_ends_of_every_system_are_plain() -> None:
    assert decoded(b"one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableError, match="unsupported_file"):
        decoded(bytes(range(256)) * 20)


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=200))
def test_whatever_is_written_in_utf_8_is_read_as_it_was(text: str) -> None:
    assert decoded(text.encode()) == text


@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    with suppress(UnreadableError):
        assert "\x00" not in decoded(data)
