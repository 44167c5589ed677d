import pytest

from sporo_clinical.icd10cm.coding import code_text
from sporo_clinical.icd10cm.release import dotted


def _codes(text: str) -> list[str]:
    return [dotted(found.code) for found in code_text(text).codes]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Type 2 diabetes on metformin and insulin glargine.", ["E11.9", "Z79.4", "Z79.84"]),
        ("Type 2 diabetes on Ozempic.", ["E11.9", "Z79.85"]),
        ("Type 2 diabetes.\nMEDICATIONS:\nmetformin 500 mg bid\n", ["E11.9", "Z79.84"]),
        ("Atrial fibrillation on apixaban.", ["I48.91", "Z79.01"]),
        ("Coronary artery disease, on clopidogrel.", ["I25.10", "Z79.02"]),
    ],
)
def test_a_drug_taken_for_a_disease_gives_its_status(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "Type 2 diabetes, metformin was stopped.",
        "Type 2 diabetes. She stopped metformin.",
        "Type 2 diabetes. Never took metformin. No insulin.",
        "Type 2 diabetes. Consider insulin.",
        "Type 2 diabetes. ALLERGIES: metformin",
        "Type 1 diabetes on insulin.",
        "Left leg DVT on warfarin.",
        "Metformin and apixaban.",
        "Her mother takes insulin. Type 2 diabetes.",
    ],
)
def test_no_status_of_a_drug_that_is_not_taken_for_long_for_a_disease(text: str) -> None:
    assert not [code for code in _codes(text) if code.startswith("Z79")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Cough due to lisinopril.", ["R05.9", "T46.4X5A"]),
        ("Statin-induced myalgia.", ["M79.10", "T46.6X5A"]),
        ("Rash, an adverse reaction to amoxicillin.", ["L27.0", "T36.0X5A"]),
        ("Hypertension, ran out of lisinopril.", ["I10", "T46.4X6A"]),
        ("Hypertension; cannot afford her amlodipine.", ["I10", "T46.1X6A", "Z91.120"]),
    ],
)
def test_harm_and_underdosing_are_coded_behind_what_they_did(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "Cough. Takes lisinopril.",
        "Cough, not due to lisinopril.",
        "Cough, possibly due to lisinopril.",
        "Rash. Allergic to amoxicillin.",
        "Hypertension. Did not run out of lisinopril.",
    ],
)
def test_neither_is_guessed(text: str) -> None:
    assert not [code for code in _codes(text) if code.startswith("T")]


def test_the_evidence_is_the_drug_as_it_is_written() -> None:
    text = "T2DM on Metformin"
    (found,) = [one for one in code_text(text).codes if one.code == "Z7984"]
    assert (found.evidence, text[found.start : found.end]) == ("Metformin", "Metformin")
