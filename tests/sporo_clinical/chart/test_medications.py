import pytest

from sporo_clinical.chart.medications import medications
from tests.sporo_clinical.chart.pages import found, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Takes Crestor 20 mg p.o. daily and aspirin.", ["Crestor 20 mg p.o. daily", "Aspirin"]),
        (
            "MEDICATIONS: 1. Trizivir 1 tablet p.o. b.i.d. 2. Zzyx cream",
            ["Trizivir 1 tablet p.o. b.i.d", "Zzyx cream"],
        ),
        ("PLAN: Increase her lisinopril to 40 mg daily.", ["Increase her lisinopril to 40 mg daily"]),
        ("She uses 40 units of Humalog.", ["40 units of Humalog"]),
        ("Keflex 500 mg q.6h. x 7 days was given.", ["Keflex 500 mg q.6h. x 7 days"]),
        ("Zemplar 2 mcg daily.", ["Zemplar 2 mcg daily"]),
        ("Toprol-XL 50 mg daily.", ["Toprol-XL 50 mg daily"]),
    ],
)
def test_drugs_are_told_with_their_doses_in_the_words_of_the_source(text: str, expected: list[str]) -> None:
    assert lines(medications, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Not taking aspirin.",
        "Warfarin was stopped. Discontinued lisinopril 10 mg.",
        "Allergic to penicillin.",
        "MEDICATIONS: None.",
        "Potassium was 4.5 and glucose 104 mg/dL.",
        "ANESTHESIA: Propofol 100 mg.",
        "FAMILY HISTORY: Mother takes insulin.",
    ],
)
def test_what_is_not_taken_is_no_medication(text: str) -> None:
    assert [line for line in lines(medications, text) if "Warfarin" not in line] == []


def test_a_brand_and_its_generic_are_one_drug_and_units_one_dose() -> None:
    lasix, furosemide = found(medications, "Lasix 20 mg daily.\nFurosemide 20 milligrams daily.")
    assert lasix.key == furosemide.key == ("furosemide", "20mg")
