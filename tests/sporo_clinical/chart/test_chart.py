import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.chart.chart import chart
from sporo_clinical.chart.finding import Chart, Topic
from sporo_clinical.chart.ranking import chosen, words_in
from sporo_clinical.chart.remarks import Leaf
from sporo_clinical.support import unsupported

OFFICE = """Date of service: 03/12/2024
HPI: Mrs. Jones is a 71-year-old woman with a history of hypertension who presents for heart failure.
She denies chest pain. Mother had breast cancer.
MEDICATIONS
- Lasix 20 mg p.o. daily
- Metformin 500 mg twice daily
ALLERGIES: Penicillin (rash).
LABS
Potassium 4.5
ASSESSMENT: Heart failure, stable. Left knee pain.
PLAN: Echocardiogram in 3 months.
"""
HOSPITAL = """ALLERGIES: No known drug allergies.
DISCHARGE MEDICATIONS: 1. Furosemide 40 mg daily. 2. Amoxicillin 500 mg t.i.d. 3. Metformin 500 mg b.i.d.
DISCHARGE DIAGNOSES: 1. Congestive heart failure. 2. HTN. 3. Right knee pain.
"""
WORDS = [
    *[
        "asthma",
        "denies",
        "no",
        "Lasix 20 mg",
        "penicillin",
        "ALLERGIES:",
        "PLAN:",
        "history of",
        "mother had",
        ".",
        ";",
        "- ",
        "1. ",
    ],
    *["03/12/2024", "BP 120/80", "possible", "left", "knee pain", "and", "if", "(", ","],
    "\n",
    "MEDICATIONS:\n",
]


def both() -> Chart:
    return chart([Leaf("office.txt", 1, OFFICE), Leaf("hospital.txt", 1, HOSPITAL)])


def test_the_same_in_two_files_is_one_line_with_two_sources() -> None:
    (metformin,) = (line for line in both().of(Topic.MEDICATIONS) if line.about == "metformin")
    assert [place.file for place in metformin.places] == ["office.txt", "hospital.txt"]
    (pressure,) = (line for line in both().of(Topic.PROBLEMS) if line.key == ("hypertension",))
    assert {place.file for place in pressure.places} == {"office.txt", "hospital.txt"}


def test_what_is_said_more_closely_is_said_once() -> None:
    failure = [line.text for line in both().of(Topic.PROBLEMS) if "failure" in line.key]
    assert failure == ["Congestive heart failure"]


def test_contradictions_stand_side_by_side() -> None:
    told = {clash.about: [line.text for line in clash.findings] for clash in both().clashes}
    assert told == {
        "Allergies": ["Penicillin (rash)", "No known drug allergies"],
        "Allergy and medication: amoxicillin": ["Penicillin (rash)", "Amoxicillin 500 mg t.i.d"],
        "Doses of furosemide": ["Lasix 20 mg p.o. daily", "Furosemide 40 mg daily"],
        "Side": ["Left knee pain", "Right knee pain"],
    }


def test_a_change_of_dose_is_no_contradiction() -> None:
    text = "MEDICATIONS\nLisinopril 10 mg daily\nPLAN: Increase lisinopril to 20 mg daily."
    assert chart([Leaf("a", 1, text)]).clashes == ()


def test_what_one_document_stops_and_another_lists_stands_side_by_side() -> None:
    hospital = Leaf("hospital.txt", 1, "DISCHARGE MEDICATIONS: Metformin 1000 mg b.i.d.")
    office = Leaf("office.txt", 1, "HPI: She stopped taking metformin two weeks ago.")
    (clash,) = chart([hospital, office]).clashes
    assert clash.about == "Taken or stopped: metformin"
    assert [line.text for line in clash.findings] == [
        "Metformin 1000 mg b.i.d",
        "She stopped taking metformin two weeks ago",
    ]


def test_no_other_statement_hides_a_severe_reaction_or_the_patients_own_allergy() -> None:
    text = "ALLERGIES: Penicillin - anaphylaxis.\nHPI: Her mother is allergic to penicillin, much worse."
    (allergy,) = chart([Leaf("a", 1, text)]).of(Topic.ALLERGIES)
    assert allergy.text == "Penicillin - anaphylaxis"


def test_what_a_patient_is_allergic_to_is_not_told_as_taken() -> None:
    found = chart([Leaf("a", 1, "HPI: She developed hives after taking vancomycin.")])
    assert found.of(Topic.ALLERGIES)
    assert not found.of(Topic.MEDICATIONS)


def test_a_denial_of_food_allergies_contradicts_no_allergy_to_a_drug() -> None:
    assert chart([Leaf("a", 1, "ALLERGIES:\nPenicillin\nNo known food allergies")]).clashes == ()


def test_results_have_the_date_of_their_title() -> None:
    text = "Date of admission: 03/02/2024\nLABS ON DISCHARGE 03/07/2024:\nK 3.3 L"
    assert [line.text for line in chart([Leaf("a", 1, text)]).of(Topic.RESULTS)] == ["03/07/2024: K 3.3 L"]


def test_every_value_that_a_laboratory_marks_is_kept() -> None:
    rows = [f"Test {name} {place}.5 H" for place, name in enumerate("abcdefghijklmnopqrstuvwxyz", start=1)]
    text = "LABS\n" + "\n".join(rows)
    findings = chart([Leaf("a", 1, text)]).findings
    assert [line.text for line in chosen(findings, words_in([text]))] == rows


def test_topics_come_in_clinical_order_and_diagnoses_first() -> None:
    topics = [list(Topic).index(finding.topic) for finding in both().findings]
    assert topics == sorted(topics)
    told = chart([Leaf("a", 1, "HPI: She has gout.\nASSESSMENT: Asthma.")]).of(Topic.PROBLEMS)
    assert [line.text for line in told] == ["Asthma", "Gout"]


def test_a_later_page_has_the_date_of_the_page_before() -> None:
    leaves = [Leaf("a", 1, "Date: 03/12/2024\nHPI: Pain."), Leaf("a", 2, "LABS: Potassium 4.5.")]
    (potassium,) = chart(leaves).of(Topic.RESULTS)
    assert potassium.text == "03/12/2024: Potassium 4.5"
    assert [place.page for place in potassium.places] == [2, 1]


def test_a_section_of_a_document_is_known_by_its_title() -> None:
    (drug,) = chart([Leaf("ccd.xml", 4, "Zzyx cream", title="Medications")]).findings
    assert (drug.topic, drug.places[0].page) == (Topic.MEDICATIONS, 4)


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_every_line_stands_in_its_quotes_and_every_quote_in_its_page(words: list[str]) -> None:
    text = " ".join(words)
    found = chart([Leaf("a", 1, text)])
    lines = [*found.findings, *(line for clash in found.clashes for line in clash.findings)]
    for line in lines:
        quotes = [place.quote for place in line.places]
        assert quotes
        assert all(quote in text for quote in quotes)
        assert unsupported(line.text, "\n".join(quotes)) == ()


def test_a_summary_keeps_all_drugs_problems_and_allergies_and_is_shorter_than_its_source() -> None:
    story = " ".join(f"He walked {number} miles and felt pain in a new place." for number in range(200))
    found = chart([Leaf("a", 1, f"HPI: {story}\n{OFFICE}")])
    size = words_in([story, OFFICE])
    kept = chosen(found.findings, size)
    assert words_in(line.text for line in kept) < size / 2
    for topic in (Topic.PROBLEMS, Topic.MEDICATIONS, Topic.ALLERGIES, Topic.FAMILY):
        assert [line for line in kept if line.topic is topic] == list(found.of(topic))


def test_what_tells_little_stands_only_where_there_is_nothing_else() -> None:
    detail = "DESCRIPTION OF PROCEDURE: The skin was closed. The drapes were removed."
    alone = chart([Leaf("a", 1, detail)]).findings
    assert len(chosen(alone, 12)) == 2
    beside = chart([Leaf("a", 1, f"DIAGNOSIS: Gout.\n{detail}")]).findings
    assert [line.text for line in chosen(beside, 14)] == ["Gout"]


@pytest.mark.parametrize(
    "piece",
    [
        "lisinopril 10 mg daily and ",
        "diabetes and pain with ",
        "no fever, cough if mother has aspirin 81 mg ",
        "1.2.3,5/",
        " ",
        "PLAN: , ",
        "Date: 03/12/2024\n",
        "with a history of hypertension ",
        "every per a ",
        "12 year old ",
    ],
)
def test_any_text_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    begin = time.perf_counter()
    chart([Leaf("a", 1, piece * (100_000 // len(piece)))])
    assert time.perf_counter() - begin < 60


def test_many_different_lines_are_merged_in_little_time() -> None:
    rows = "".join(f"- Failure of kind{number}\n" for number in range(3_000))
    drugs = "".join(f"lisinopril {number} mg daily\n" for number in range(3_000))
    begin = time.perf_counter()
    found = chart([Leaf("a", 1, f"DIAGNOSES:\n{rows}MEDICATIONS:\n{drugs}")])
    chosen(found.findings, 20_000)
    assert time.perf_counter() - begin < 60
    assert len(found.of(Topic.PROBLEMS)) == 3_000
