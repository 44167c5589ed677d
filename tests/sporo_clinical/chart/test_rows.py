"""Tables are read by row: labels are no facts, a status is understood, empty cells shift nothing."""

import pytest

from sporo_clinical.chart.chart import chart
from sporo_clinical.chart.finding import Topic
from sporo_clinical.chart.remarks import Leaf
from sporo_clinical.chart.rows import is_header, is_over, says_nothing


def told(title: str, *rows: str) -> dict[Topic, list[str]]:
    """The lines of a section with this table, by topic."""
    found = chart([Leaf("chart.docx", 1, "\n".join(rows), title)])
    return {topic: [line.text for line in found.of(topic)] for topic in Topic if found.of(topic)}


@pytest.mark.parametrize(
    "row",
    [
        "Substance | Reaction",
        "Medication | Dose | Route | Frequency | Start Date | Status",
        "Problem | Onset | Status",
        "Test | Result | Unit | Reference Range | Flag | Date",
        "Vaccine | Date | Lot Number",
    ],
)
def test_a_row_of_labels_is_a_header(row: str) -> None:
    assert is_header(row)


@pytest.mark.parametrize(
    "row",
    [
        "Penicillin | Hives",
        "Lisinopril | 10 mg | daily",
        "Allergies",
        "Allergies | Penicillin",
        "Status: active",
    ],
)
def test_a_row_with_a_patients_words_is_no_header(row: str) -> None:
    assert not is_header(row)


@pytest.mark.parametrize(
    "text", ["No information", "Not on file", "N/A | N/A", "None recorded", "No data available"]
)
def test_that_nothing_is_known_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["None", "No known drug allergies", "NKDA", "No fever", "Not taking aspirin"]
)
def test_that_there_is_none_says_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "row",
    ["Pneumonia | Resolved", "Metformin | 500 mg | - | Discontinued 03/2024", "Asthma | 2019 | Inactive"],
)
def test_a_status_says_that_it_is_over(row: str) -> None:
    assert is_over(row)
    assert not is_over(row.replace("Resolved", "Active").replace("Discontinued", "Since").replace("Ina", "A"))


def test_a_table_of_allergies_gives_the_allergies_alone() -> None:
    table = ("Substance | Reaction | Severity", "Penicillin | Hives | Moderate", "Sulfa | - | -")
    assert told("Allergies", *table) == {Topic.ALLERGIES: ["Penicillin, Hives, Moderate", "Sulfa"]}


@pytest.mark.parametrize("title", ["Medications", "Discharge information", "Summary of care"])
def test_a_drugs_dose_is_in_its_row_wherever_the_table_stands(title: str) -> None:
    table = ("Medication | Dose | Frequency", "Lisinopril | 10 mg | daily", "Metoprolol | 25 mg | BID")
    assert told(title, *table)[Topic.MEDICATIONS] == ["Lisinopril, 10 mg, daily", "Metoprolol, 25 mg, BID"]


def test_an_empty_cell_between_drug_and_frequency_loses_neither() -> None:
    assert told("Plan of care", "Lisinopril | - | daily")[Topic.MEDICATIONS] == ["Lisinopril, daily"]


def test_two_rows_of_one_drug_with_two_doses_are_a_conflict() -> None:
    pages = [Leaf(f"{dose}.docx", 1, f"Lisinopril | {dose} mg | daily", "Medications") for dose in (10, 20)]
    assert [clash.about for clash in chart(pages).clashes] == ["Doses of lisinopril"]


def test_a_drug_that_was_discontinued_is_not_taken() -> None:
    found = chart([Leaf("a.docx", 1, "Metformin | 500 mg | BID | Discontinued", "Medications")])
    (drug,) = found.of(Topic.MEDICATIONS)
    assert drug.key[-1] == "stopped"


def test_a_resolved_problem_is_history_and_an_active_one_a_problem() -> None:
    table = ("Problem | Status", "Pneumonia | Resolved", "Asthma | Active")
    found = told("Problem list", *table)
    assert found[Topic.PROBLEMS] == ["Asthma, Active"]
    assert found[Topic.HISTORY] == ["Pneumonia, Resolved"]


def test_a_flagged_result_keeps_value_unit_range_and_date() -> None:
    table = (
        "Test | Result | Unit | Range | Flag | Date",
        "Potassium | 6.1 | mmol/L | 3.5-5.1 | H | 03/04/2024",
    )
    assert told("Results", *table)[Topic.RESULTS] == ["Potassium, 6.1, mmol/L, 3.5-5.1, H, 03/04/2024"]


@pytest.mark.parametrize("title", ["Procedures", "Problems", "Medications", "Results", "Allergies", "Plan"])
def test_a_section_without_information_says_nothing(title: str) -> None:
    assert told(title, "No information") == {}
