import pytest

from sporo_clinical.chart.medications import medications
from sporo_clinical.chart.stopping import STOPPED
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
        (
            "MEDICATIONS: Warfarin 2.5 mg Mon/Wed/Fri and 5 mg other days.",
            ["Warfarin 2.5 mg Mon/Wed/Fri and 5 mg other days"],
        ),
        ("Switched from lisinopril 10 mg to losartan 50 mg daily.", ["Losartan 50 mg daily"]),
    ],
)
def test_drugs_are_told_with_their_doses_in_the_words_of_the_source(text: str, expected: list[str]) -> None:
    assert lines(medications, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Not taking aspirin.",
        "She previously took simvastatin but had myalgia.",
        "Consider metformin if her A1c rises.",
        "She is considering starting Wellbutrin.",
        "She was prescribed Zoloft but never started it.",
        "If her potassium rises, stop spironolactone.",
        "MEDICATIONS: BID",
        "Allergic to penicillin.",
        "MEDICATIONS: None.",
        "Potassium was 4.5 and glucose 104 mg/dL.",
        "ANESTHESIA: Propofol 100 mg.",
        "FAMILY HISTORY: Mother takes insulin.",
    ],
)
def test_what_is_not_taken_is_no_medication(text: str) -> None:
    assert lines(medications, text) == []


def test_a_brand_and_its_generic_are_one_drug_and_units_one_dose() -> None:
    lasix, furosemide = found(medications, "Lasix 20 mg daily.\nFurosemide 20 milligrams daily.")
    assert lasix.key == furosemide.key == ("furosemide", "20mg 1")


@pytest.mark.parametrize(
    "text",
    [
        "Warfarin was stopped",
        "Discontinued lisinopril 10 mg",
        "Amlodipine held due to hypotension",
        "She stopped taking metformin two weeks ago",
        "D/C Celebrex 200 mg",
        "MEDICATIONS: Aspirin 81 mg daily (discontinued)",
        "MEDICATIONS: Warfarin 5 mg daily - HOLD until INR < 3",
        "Lisinopril and amlodipine were stopped",
        "She used to take Prozac",
    ],
)
def test_what_was_stopped_is_told_with_the_words_that_say_so(text: str) -> None:
    (finding,) = found(medications, text)
    assert finding.text.strip(")") == text.removeprefix("MEDICATIONS: ").strip(")")
    assert finding.key[-1] == STOPPED


def test_what_is_begun_in_its_place_is_taken() -> None:
    stopped, losartan = sorted(
        found(medications, "Stop lisinopril and start losartan 50 mg daily."), key=lambda one: one.about
    )
    assert stopped.key == ("lisinopril", STOPPED)
    assert losartan.key == ("losartan", "50mg 1")


def test_the_dose_after_a_change_is_the_one_that_counts() -> None:
    (gabapentin,) = found(medications, "Decrease gabapentin from 600 mg to 300 mg at night.")
    assert gabapentin.text == "Decrease gabapentin from 600 mg to 300 mg at night"
    assert gabapentin.key == ("gabapentin", "300mg")


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("MEDS: Darvocet prn, Reglan prn, Coumadin.", ["Darvocet prn", "Reglan prn", "Coumadin"]),
        (
            "Takes ibuprofen as needed for pain, and warfarin 5 mg.",
            ["Ibuprofen as needed", "Warfarin 5 mg"],
        ),
        ("If the pain comes back, take ibuprofen.", []),
    ],
)
def test_what_follows_a_drug_taken_when_needed_is_taken_always(text: str, drugs: list[str]) -> None:
    assert {finding.text for finding in found(medications, text)} == set(drugs)


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        (
            "MEDICATIONS: Lisinopril/hydrochlorothiazide 20/25 mg q.d., alprazolam 0.5 mg.",
            ["Lisinopril/hydrochlorothiazide 20/25 mg q.d", "Alprazolam 0.5 mg"],
        ),
        ("MEDICATIONS: Lanoxin, Micro-K and Nephro-Vite.", ["Lanoxin", "Micro-K", "Nephro-Vite"]),
        ("MEDICATIONS: Plavix, Atripla one at night.", ["Plavix", "Atripla one at night"]),
        ("MEDICATIONS: Fiorinal as needed.", ["Fiorinal as needed"]),
        ("MEDICATIONS: Same as above.", []),
        ("MEDICATIONS: None at the present time.", []),
    ],
)
def test_each_item_of_a_list_is_one_line_whoever_knows_the_drug(text: str, drugs: list[str]) -> None:
    assert {finding.text for finding in found(medications, text)} == set(drugs)


def test_only_the_drug_that_is_said_to_be_stopped_is_stopped() -> None:
    text = "MEDICATIONS: Aspirin 81 mg, Seroquel 50 mg; lithium - stopped; Ativan 0.5 mg."
    keys = {finding.key for finding in found(medications, text)}
    assert keys == {("aspirin", "81mg"), ("quetiapine", "50mg"), ("lithium", STOPPED), ("lorazepam", "0.5mg")}
