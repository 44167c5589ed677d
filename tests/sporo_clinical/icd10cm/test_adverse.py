import pytest

from sporo_clinical.icd10cm.coding import codes_of
from sporo_clinical.icd10cm.release import dotted


def _codes(text: str) -> list[str]:
    return [dotted(one.code) for one in codes_of(text)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Constipation from oxycodone.", "K59.03 T40.2X5A"),
        ("Rash after amoxicillin.", "L27.0 T36.0X5A"),
        ("Cough due to lisinopril.", "R05.9 T46.4X5A"),
        ("Lisinopril cough.", "R05.9 T46.4X5A"),
        ("ACE inhibitor cough.", "R05.9 T46.4X5A"),
        ("Statin myalgia.", "M79.10 T46.6X5A"),
        ("Hyperkalemia from spironolactone.", "E87.5 T50.0X5A"),
        ("Diarrhea secondary to antibiotics.", "R19.7 T36.95XA"),
        ("Dizziness after starting lisinopril.", "R42 T46.4X5A"),
        ("Amiodarone-induced hypothyroidism.", "E03.2 T46.2X5A"),
        ("Dry mouth from amitriptyline.", "R68.2 T43.015A"),
        ("Tremor from albuterol.", "G25.1 T48.6X5A"),
        ("Neuropathy from chemotherapy.", "G62.0 T45.1X5A"),
        ("Insomnia due to high-dose prednisone.", "G47.00 T38.0X5A"),
        ("Edema from her amlodipine.", "R60.9 T46.1X5A"),
    ],
)
def test_what_a_drug_did_is_coded_before_the_drug(text: str, codes: str) -> None:
    assert _codes(text) == codes.split()


@pytest.mark.parametrize(
    "text",
    [
        "Pneumonia after amoxicillin.",
        "UTI after ciprofloxacin failed.",
        "Cough improved after prednisone.",
        "No rash after amoxicillin.",
        "Rash, possibly from amoxicillin.",
        "Pain relief from ibuprofen.",
        "Nausea with metformin.",
        "Opioid dependence.",
        "Amphetamine abuse.",
        "Fatigue due to testosterone deficiency.",
        "Tremor due to opioid withdrawal.",
        "Switched from lisinopril, blood pressure high.",
        "Takes lisinopril, cough today.",
    ],
)
def test_no_drug_is_blamed_without_words_for_it(text: str) -> None:
    assert not [code for code in _codes(text) if code[:3] in {f"T{number}" for number in range(36, 51)}]
