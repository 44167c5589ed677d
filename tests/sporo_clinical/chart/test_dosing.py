import time

import pytest

from sporo_clinical.chart.dosing import dosing_end, first_amount


@pytest.mark.parametrize(
    ("text", "dosing"),
    [
        (" 20 mg p.o. daily for pain", " 20 mg p.o. daily"),
        (" sodium 0.1 mg q.d. and", " sodium 0.1 mg q.d."),
        (" 2 puffs every 4 to 6 hours as needed", " 2 puffs every 4 to 6 hours as needed"),
        (" at a dose of 5 mg", " at a dose of 5 mg"),
        (" at the office", ""),
    ],
)
def test_dose_route_and_times_belong_to_the_drug(text: str, dosing: str) -> None:
    assert text[: dosing_end(text, 0, len(text))] == dosing


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,000 mg", "1000mg"),
        ("20 milligrams", "20mg"),
        ("2 puffs", "2puffs"),
        ("104 mg/dL", ""),
        ("none", ""),
    ],
)
def test_a_dose_has_one_form(text: str, amount: str) -> None:
    assert first_amount(text) == amount


def test_endless_dosing_is_read_in_little_time() -> None:
    text = " every per a 5 mg" * 20_000
    begin = time.perf_counter()
    dosing_end(text, 0, len(text))
    first_amount(text.replace("mg", "mx"))
    assert time.perf_counter() - begin < 20
