from fractions import Fraction

import pytest

from sporo_clinical.check.frequencies import frequencies
from sporo_clinical.check.strand import heard


@pytest.mark.parametrize(
    ("said", "rate"),
    [
        ("twice a day", 2),
        ("b.i.d.", 2),
        ("BID", 2),
        ("every twelve hours", 2),
        ("three times daily", 3),
        ("q8h", 3),
        ("once a day", 1),
        ("at bedtime", 1),
        ("every other day", Fraction(1, 2)),
        ("once a week", Fraction(1, 7)),
    ],
)
def test_how_often_is_read_as_times_in_a_day(said: str, rate: Fraction) -> None:
    (found,) = frequencies(heard(f"Take it {said}."))
    assert found.rate == rate
