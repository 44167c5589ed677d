import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.words import clock, file_stem, lasting, literal, shortened, size, when

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
VIENNA = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=4, seconds=40), "4 min ago"),
        (timedelta(minutes=59, seconds=59), "59 min ago"),
        (timedelta(hours=1), "14:30"),
        (timedelta(hours=15), "00:30"),
        (timedelta(hours=16), "yesterday 23:30"),
        (timedelta(days=2), "21 Nov, 15:30"),
        (timedelta(days=365), "23 Nov 2025, 15:30"),
    ],
)
def test_a_time_is_relative_under_an_hour_and_local_after(ago: timedelta, words: str) -> None:
    assert when(NOW - ago, NOW, VIENNA) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (40, "40 s"), (95, "2 min"), (3600, "1 h"), (3900, "1 h 5 min")],
)
def test_a_length_of_time_is_as_exact_as_useful(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


@pytest.mark.parametrize(("seconds", "words"), [(5.9, "0:05"), (760, "12:40"), (3725, "1:02:05")])
def test_a_place_in_a_recording_reads_like_a_player(seconds: float, words: str) -> None:
    assert clock(seconds) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 KB"), (1, "1 KB"), (12_000, "12 KB"), (3_400_000, "3.4 MB")]
)
def test_a_size_is_said_in_its_own_unit(count: int, words: str) -> None:
    assert size(count) == words


def test_text_of_a_patient_is_never_read_as_markup() -> None:
    shown = literal("<b>*x*</b> $a$ :red[y] [l](http://z)")
    assert shown == r"\<b\>\*x\*\<\/b\> \$a\$ \:red\[y\] \[l\]\(http:small[]\:\/\/z\)"


@pytest.mark.parametrize("address", ["ada@example.org", "https://example.org", "www.example.org", "WWW.a.b"])
def test_an_address_is_taken_apart_so_that_it_becomes_no_link(address: str) -> None:
    assert ":small[]" in literal(address)


def test_a_line_stays_a_line() -> None:
    assert literal("one\ntwo") == "one  \ntwo"


@given(st.text())
def test_taking_the_marks_off_gives_the_text_back(text: str) -> None:
    shown = literal(text).replace(":small[]", "").replace("  \n", "\n")
    assert re.sub(r"\\(.)", r"\1", shown) == text.replace("  \n", "\n")


@given(st.text())
def test_a_file_name_is_never_empty_and_holds_no_separator(text: str) -> None:
    stem = file_stem(text)
    assert stem
    assert not set(stem) & set('/\\:*?"<>| ')


def test_a_long_file_name_keeps_its_beginning_and_its_ending() -> None:
    assert shortened("letter.pdf") == "letter.pdf"
    short = shortened(f"discharge letter {'x' * 500}.docx")
    assert len(short) == 80
    assert short.startswith("discharge letter")
    assert short.endswith(".docx")
