from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.dates import dates, month_named


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03/12/2024", date(2024, 3, 12)),
        ("3-12-24", date(2024, 3, 12)),
        ("08/29/98", date(1998, 8, 29)),
        ("2024-03-12", date(2024, 3, 12)),
        ("20240312101500", date(2024, 3, 12)),
        ("March 3, 2024", date(2024, 3, 3)),
        ("3 Mar 2024", date(2024, 3, 3)),
        ("03/2024", date(2024, 3, 1)),
        ("March of 2024", date(2024, 3, 1)),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str, day: date) -> None:
    assert [found.day for found in dates(f"seen {text}, then")] == [day]


@pytest.mark.parametrize("text", ["158/94", "13/45/2020", "02/30/2024", "in 2015", "Marching 3, 20"])
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert list(dates(text)) == []


def test_a_year_alone_is_a_date_only_where_asked() -> None:
    assert [found.day for found in dates("in 2015", years=True)] == [date(2015, 1, 1)]


def test_a_date_knows_its_characters_in_the_original() -> None:
    text = "on 03/12/2024"
    found = next(dates(text[3:], offset=3))
    assert text[found.start : found.end] == "03/12/2024"


def test_a_month_is_known_by_its_beginning() -> None:
    assert [month_named(word) for word in ("Sept", "may", "pain")] == [9, 5, 0]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for form in ("%m/%d/%Y", "%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%m/%d/%y"):
        assert [found.day for found in dates(day.strftime(form))] == [day]
