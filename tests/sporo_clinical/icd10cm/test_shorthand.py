import pytest

from sporo_clinical.icd10cm.coding import code_text
from sporo_clinical.icd10cm.found import Reason
from sporo_clinical.icd10cm.release import dotted


def _codes(text: str) -> list[str]:
    return [dotted(found.code) for found in code_text(text).codes]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MS with a new relapse, on ocrelizumab.", "G35"),
        ("Mitral valve with rheumatic MS.", "I05.0"),
        ("Acute PE, started on heparin.", "I26.99"),
        ("RA with joint swelling, on methotrexate.", "M06.9"),
        ("CP radiating to the left arm.", "R07.9"),
        ("Spastic CP, uses a wheelchair.", "G80"),
        ("AS with a mean gradient of 45 across the valve.", "I35.0"),
        ("UC on mesalamine.", "K51.90"),
        ("ED, wants to try sildenafil.", "N52.9"),
    ],
)
def test_the_words_near_by_say_what_an_abbreviation_means(text: str, code: str) -> None:
    assert any(found.startswith(code) for found in _codes(text))


@pytest.mark.parametrize(
    "text",
    [
        "SpO2 97% on RA.",
        "MS exam: alert and oriented.",
        "Seen in the ED.",
        "PE: normal.",
        "PE shows a normal exam.",
        "the ms was lost",
    ],
)
def test_what_is_no_condition_is_neither_coded_nor_considered(text: str) -> None:
    coding = code_text(text)
    assert not [*coding.codes, *coding.considered]


@pytest.mark.parametrize(
    ("text", "codes"),
    [("ASSESSMENT\n1. MS\n", ["G35"]), ("ASSESSMENT\n1. RA\n2. Gout\n", ["M06.9", "M10.9"])],
)
def test_an_assessment_names_diseases(text: str, codes: list[str]) -> None:
    assert [code[:3] for code in _codes(text)] == [code[:3] for code in codes]


def test_what_the_text_spells_out_is_meant_everywhere() -> None:
    text = "She has multiple sclerosis (MS). The MS is stable."
    assert [code[:3] for code in _codes(text)] == ["G35"]
    assert not code_text(text).considered


def test_what_nothing_near_by_explains_is_considered_and_not_coded() -> None:
    coding = code_text("He asks about MS.")
    assert not coding.codes
    assert {one.code[:3] for one in coding.considered} == {"G35", "I05"}
    assert {(one.evidence, one.start, one.reason) for one in coding.considered} == {
        ("MS", 14, Reason.AMBIGUOUS)
    }
