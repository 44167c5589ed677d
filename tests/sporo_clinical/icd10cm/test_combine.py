import pytest

from sporo_clinical.icd10cm.coding import codes_of
from sporo_clinical.icd10cm.release import dotted


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Type 2 diabetes and CKD stage 4.", ["E11.22", "N18.4"]),
        ("T2DM. Peripheral neuropathy.", ["E11.42"]),
        ("Type 1 diabetes. Neuropathy.", ["E10.40"]),
        ("T2DM. Gastroparesis.", ["E11.43", "K31.84"]),
        ("Diabetes. Hyperglycemia.", ["E11.65"]),
        ("Type 2 diabetes, peripheral neuropathy and CKD stage 5", ["E11.22", "E11.42", "N18.5"]),
        ("Hypertension and CHF.", ["I11.0", "I50.9"]),
        ("Hypertension, CKD stage 3a.", ["I12.9", "N18.31"]),
        ("ESRD. Hypertension.", ["I12.0", "N18.6"]),
        ("HTN, CHF, CKD stage 4.", ["I13.0", "I50.9", "N18.4"]),
        ("HTN, CHF, ESRD.", ["I13.2", "I50.9", "N18.6"]),
        ("COPD. Pneumonia.", ["J44.0", "J18.9"]),
        ("COPD exacerbation. Pneumonia.", ["J44.0", "J44.1", "J18.9"]),
        ("Kidney stone. Hydronephrosis.", ["N13.2"]),
        ("BPH. Urinary frequency.", ["N40.1", "R35.0"]),
        ("BPH with urinary frequency.", ["N40.1", "R35.0"]),
        ("Kidney stone with hydronephrosis.", ["N13.2"]),
        ("Iron deficiency anemia from heavy periods.", ["D50.0", "N92.0"]),
        ("Coronary artery disease. Angina.", ["I25.119"]),
        ("Coronary artery disease. Unstable angina.", ["I25.110"]),
        ("Hypertension. Hypothyroidism.", ["I10", "E03.9"]),
        ("Iron deficiency anemia. She also has heavy periods.", ["D50.9", "N92.0"]),
    ],
)
def test_parts_with_one_code_are_coded_as_one(text: str, codes: list[str]) -> None:
    assert [dotted(found.code) for found in codes_of(text)] == codes


def test_a_combination_rests_on_the_words_of_its_first_part() -> None:
    combination, _ = codes_of("Hypertensive patient with CHF")
    assert combination.evidence == "Hypertensive"


def test_each_complication_of_diabetes_rests_on_words_of_its_own() -> None:
    found = {one.code: one.evidence for one in codes_of("T2DM with peripheral neuropathy. Hyperglycemia.")}
    assert found == {"E1142": "T2DM with peripheral neuropathy", "E1165": "Hyperglycemia"}
