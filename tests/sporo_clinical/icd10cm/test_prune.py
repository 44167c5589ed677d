import pytest

from sporo_clinical.icd10cm.coding import codes_of
from sporo_clinical.icd10cm.release import dotted


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Pneumonia with cough and fever.", ["J18.9"]),
        ("Cough and fever.", ["R05.9", "R50.9"]),
        ("Mild persistent asthma with acute exacerbation.", ["J45.31"]),
        ("CKD, now CKD stage 4.", ["N18.4"]),
        ("Knee pain. Right knee pain.", ["M25.561"]),
        ("Diabetes for years. Type 1 diabetes.", ["E10.9"]),
        ("ESRD on hemodialysis.", ["N18.6", "Z99.2"]),
        ("Type 2 diabetes. A1c is elevated.", ["E11.9"]),
        ("Tension headache, daily headache.", ["G44.209"]),
        ("He received hemodialysis.", []),
        ("Type 2 diabetes, uses insulin.", ["E11.9", "Z79.4"]),
        ("Pregnant with gestational diabetes.", ["O24.419"]),
        ("Pregnant.", ["Z33.1"]),
        ("She uses insulin.", []),
        ("Metastatic disease. Liver metastases.", ["C78.7"]),
    ],
)
def test_what_another_code_says_is_left_out(text: str, codes: list[str]) -> None:
    assert [dotted(found.code) for found in codes_of(text)] == codes
