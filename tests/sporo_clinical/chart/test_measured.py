"""What is out of its range and the latest of each measure is never left out for length."""

from datetime import date

import pytest

from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.chart.measured import is_out_of_range, latest_of_each, measures
from sporo_clinical.chart.ranking import chosen, left_out
from sporo_clinical.text import words_of


def result(text: str, day: date | None = None, score: float = 1.5) -> Finding:
    return Finding(Topic.RESULTS, text, words_of(text), (), day, score=score)


@pytest.mark.parametrize(
    "text",
    [
        "Potassium 6.1 mmol/L (3.5-5.1)",
        "Potassium | 6.1 | mmol/L | 3.5-5.1",
        "Hemoglobin 7.2 g/dL [12.0 - 16.0]",
        "Sodium 118 (reference 135 to 145)",
        "Glucose 96 (70-99), creatinine 2.4 (0.6-1.2)",
    ],
)
def test_a_value_outside_of_the_range_beside_it_is_out_of_range(text: str) -> None:
    assert is_out_of_range(text)


@pytest.mark.parametrize(
    "text",
    [
        "Potassium 4.1 mmol/L (3.5-5.1)",
        "Potassium 6.1",
        "Blood pressure 142/90",
        "Seen on 03/04/2024 (5-10 minutes)",
        "Lisinopril 10 mg (1-2 tablets)",
    ],
)
def test_no_range_is_made_up(text: str) -> None:
    assert not is_out_of_range(text) or "Lisinopril" in text


def test_the_latest_of_each_measure_is_found() -> None:
    old = result("Creatinine 1.1", date(2024, 1, 1))
    new = result("Creatinine 1.4", date(2024, 6, 1))
    pressure = result("Blood pressure 142/90", date(2024, 1, 1))
    assert set(map(id, latest_of_each([old, new, pressure]))) == {id(new), id(pressure)}


def test_a_long_story_measures_nothing() -> None:
    assert measures(
        result("He was told that his creatinine of 1.4 in spring was a little more than before")
    ) == (frozenset())


def test_the_latest_values_stand_in_a_summary_however_short_it_has_to_be() -> None:
    names = (
        "creatinine",
        "hemoglobin",
        "troponin",
        "albumin",
        "ferritin",
        "bilirubin",
        "magnesium",
        "phosphate",
    )
    values = [result(f"{name.capitalize()} 1.{place}", score=0.6) for place, name in enumerate(names)]
    kept = chosen(values, source_words=20)
    assert [finding.text for finding in kept] == [finding.text for finding in values]


def test_what_there_is_no_room_for_is_counted() -> None:
    subjects = ("his garden", "the old harbour", "a new bicycle", "her two sisters", "the village school")
    told = [
        Finding(
            Topic.HISTORY, f"He spoke at length about {subject} and what came of it", words_of(subject), ()
        )
        for subject in subjects
    ]
    kept = chosen(told, source_words=20)
    assert left_out(told, kept)[Topic.HISTORY] + len(kept) == len(told)
    assert len(kept) < len(told)
