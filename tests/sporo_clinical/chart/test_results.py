from datetime import date

import pytest

from sporo_clinical.chart.results import results
from tests.sporo_clinical.chart.pages import found, lines


def test_a_row_has_the_date_above_it_and_both_places() -> None:
    (potassium,) = found(results, "LABS\n03/10/2024\nPotassium 4.5")
    assert potassium.text == "03/10/2024: Potassium 4.5"
    assert [place.quote for place in potassium.places] == ["Potassium 4.5", "03/10/2024"]
    assert potassium.day == date(2024, 3, 10)


def test_a_page_date_holds_for_its_results_but_not_for_its_stories() -> None:
    text = "Date of service: 03/12/2024\nHPI: Her last A1c was 7.2.\nLABS: A1c 6.9."
    assert lines(results, text) == ["Her last A1c was 7.2", "03/12/2024: A1c 6.9"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BP 120/80, pulse 72.", ["BP 120/80, pulse 72"]),
        ("PHYSICAL EXAM: Lungs are clear. Edema of both legs.", ["Edema of both legs"]),
        (
            "The echocardiogram showed an ejection fraction of 45%.",
            ["The echocardiogram showed an ejection fraction of 45%"],
        ),
        ("She will have an echocardiogram.", []),
    ],
)
def test_measurements_findings_and_told_results_are_results(text: str, expected: list[str]) -> None:
    assert lines(results, text) == expected
