import pytest

from sporo_clinical.icd10cm.coding import code_text
from sporo_clinical.icd10cm.companions import excluded
from sporo_clinical.icd10cm.found import Reason
from sporo_clinical.icd10cm.release import dotted


@pytest.mark.parametrize(
    ("text", "kept", "left_out"),
    [
        ("Chronic renal failure. The renal failure is stable.", "N18.9", "N19"),
        ("Acute renal failure, later renal failure.", "N17.9", "N19"),
        ("Acute sinusitis. Sinusitis on CT.", "J01.90", "J32.9"),
        ("Hepatitis. Chronic hepatitis C.", "B18.2", "K75.9"),
        ("Ex-smoker. Smokes one pack of cigarettes a day.", "F17.210", "Z87.891"),
        ("COPD with chronic bronchitis.", "J44.9", "J42"),
        ("Hyponatremia. SIADH.", "E22.2", "E87.1"),
    ],
)
def test_of_two_codes_that_exclude_each_other_the_words_decide(text: str, kept: str, left_out: str) -> None:
    coding = code_text(text)
    assert kept in [dotted(one.code) for one in coding.codes]
    assert (left_out, Reason.EXCLUDED) in [(dotted(one.code), one.reason) for one in coding.considered]
    assert not list(excluded([one.code for one in coding.codes]))


def test_what_is_assessed_outweighs_what_is_only_told() -> None:
    text = "HPI: Acute sinusitis of the maxillary sinus years back.\nASSESSMENT: Chronic maxillary sinusitis."
    assert "J32.0" in [dotted(one.code) for one in code_text(text).codes]


def test_two_diagnoses_of_different_organs_stand_and_a_finding_says_what_to_check() -> None:
    codes = [one.code for one in code_text("Maxillary hypoplasia. Macroglossia was seen.").codes]
    assert [dotted(code) for code in codes] == ["M26.02", "Q38.2"]
    (finding,) = excluded(codes)
    assert "nothing to do with each other" in finding.sentence
