from datetime import date

import pytest

from sporo_clinical.chart.chart import chart
from sporo_clinical.chart.finding import Finding
from sporo_clinical.chart.focus import focus_of
from sporo_clinical.chart.remarks import Leaf

LATEST = date(2025, 6, 20)
TEXT = """Date: 02/01/2025
MEDICATIONS
Lisinopril 10 mg daily
Amoxicillin 500 mg t.i.d.
DIAGNOSES: 1. Congestive heart failure. 2. Knee sprain.
ALLERGIES: Sulfa.
"""


def answers(asked: str) -> set[str]:
    focus = focus_of(asked, LATEST)
    return {line.text for line in chart([Leaf("a", 1, TEXT)]).findings if focus.answered_by(line)}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("medications", {"Lisinopril 10 mg daily", "Amoxicillin 500 mg t.i.d"}),
        ("what antibiotics were given?", {"Amoxicillin 500 mg t.i.d", "Sulfa"}),
        ("cardiac history only", {"Congestive heart failure"}),
        ("allergies", {"Sulfa"}),
        ("anything on the knee", {"Knee sprain"}),
        ("changes since March", set()),
    ],
)
def test_a_focus_finds_by_topic_group_system_word_and_date(asked: str, expected: set[str]) -> None:
    assert answers(asked) == expected


@pytest.mark.parametrize("asked", ["Patient Tony Stark, June 2025 notes", "please be brief", ""])
def test_a_name_or_a_wish_asks_for_nothing(asked: str) -> None:
    assert not focus_of(asked, LATEST)


@pytest.mark.parametrize(
    ("asked", "since", "until"),
    [
        ("changes since March", date(2025, 3, 1), None),
        ("since November", date(2024, 11, 1), None),
        ("after 03/12/2024", date(2024, 3, 12), None),
        ("before 2020", None, date(2020, 1, 1)),
        ("labs in 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("labs in March 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("labs of the last 2 weeks", date(2025, 6, 6), None),
        ("it may hurt", None, None),
    ],
)
def test_a_focus_knows_its_time(asked: str, since: date | None, until: date | None) -> None:
    focus = focus_of(asked, LATEST)
    assert (focus.since, focus.until) == (since, until)


def test_a_line_that_tells_a_change_comes_first_where_changes_are_asked_for() -> None:
    def line(text: str) -> Finding:
        return chart([Leaf("a", 1, f"PLAN: {text}")]).findings[0]

    focus = focus_of("changes", LATEST)
    assert focus.tells_a_change(line("Rest was increased."))
    assert not focus.tells_a_change(line("Rest at home."))
