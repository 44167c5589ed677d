import pytest

from sporo_clinical.chart.chart import chart
from sporo_clinical.chart.finding import Finding, Place, Topic
from sporo_clinical.chart.remarks import Leaf
from sporo_service.engines.grounding import stands


def said(*quotes: str) -> list[Finding]:
    return [Finding(Topic.HISTORY, quote, (quote,), (Place("a", 1, quote),)) for quote in quotes]


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        ("Takes lisinopril 10 mg daily and metformin", ["lisinopril 10 mg daily", "takes metformin"]),
        ("Lisinopril 10 mg", ["lisinopril 10 mg twice daily"]),
        ("The patient denies chest pain", ["Denies chest pain."]),
        ("Lisinopril was stopped", ["Lisinopril was stopped because of cough."]),
        ("Asthma", ["She has asthma but no fever."]),
        ("Mother had breast cancer", ["Her mother had breast cancer."]),
    ],
)
def test_a_line_in_the_words_of_its_facts_stands(line: str, quotes: list[str]) -> None:
    assert stands(line, said(*quotes))


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        ("Takes lisinopril 40 mg daily", ["lisinopril 10 mg daily"]),
        ("Metoprolol 10 mg", ["lisinopril 10 mg daily", "metoprolol 50 mg daily"]),
        ("Chest pain", ["Denies chest pain."]),
        ("No chest pain", ["He has chest pain. No fever."]),
        ("Breast cancer", ["Her mother had breast cancer."]),
        ("Left knee pain", ["Right knee pain."]),
        ("Pneumonia", ["Cough and fever."]),
        ("Takes lisinopril", ["Lisinopril was stopped. She takes aspirin."]),
        ("Anything", []),
        ("Lisinopril 10 mg BID", ["lisinopril 10 mg daily"]),
        (
            "Lisinopril 10 mg BID and metformin 500 mg daily",
            ["lisinopril 10 mg daily", "metformin 500 mg BID"],
        ),
        ("Potassium 1.4 and creatinine 5.9", ["Potassium 5.9", "Creatinine 1.4"]),
        ("Penicillin: nausea", ["Penicillin: anaphylaxis", "Codeine: nausea"]),
    ],
)
def test_a_line_with_another_dose_drug_denial_person_side_or_word_does_not(
    line: str, quotes: list[str]
) -> None:
    assert not stands(line, said(*quotes))


def test_every_line_of_the_local_rules_stands() -> None:
    text = "HPI: He denies fever. Asthma.\nMEDICATIONS: Lasix 20 mg p.o. daily.\nFAMILY HISTORY: Gout."
    assert all(stands(finding.text, [finding]) for finding in chart([Leaf("a", 1, text)]).findings)
