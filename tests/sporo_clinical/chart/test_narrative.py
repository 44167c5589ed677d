import pytest

from sporo_clinical.chart.finding import Topic
from sporo_clinical.chart.narrative import narrative, told
from sporo_clinical.statements import statements
from tests.sporo_clinical.chart.pages import found


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("HPI: Ms. A is a 40-year-old woman with pain.", Topic.PATIENT),
        ("HPI: It began two days ago.", Topic.HISTORY),
        ("HPI: She underwent an appendectomy.", Topic.PROCEDURES),
        ("PLAN: Rest at home.", Topic.PLAN),
        ("ASSESSMENT: We will order an MRI.", Topic.PLAN),
        ("ASSESSMENT: Doing better on therapy.", Topic.ASSESSMENT),
        ("PLAN: Cultures are pending.", Topic.OPEN),
        ("DIAGNOSES: Possible pneumonia.", Topic.OPEN),
        ("HPI: Why is she tired?", Topic.OPEN),
        ("SURGICAL HISTORY: Knee repair in 2010.", Topic.PROCEDURES),
    ],
)
def test_a_statement_has_its_topic_by_its_words_and_heading(text: str, topic: Topic) -> None:
    assert [finding.topic for finding in found(narrative, text)] == [topic]


@pytest.mark.parametrize(
    "text", ["PLAN: All questions were answered.", "FAMILY HISTORY: Gout.", "HPI: None."]
)
def test_what_is_said_by_habit_or_elsewhere_is_not_told(text: str) -> None:
    assert found(narrative, text) == []


def test_an_introduction_leaves_the_past_to_the_problems() -> None:
    text = "HPI: Ms. A is a 40-year-old woman with a history of gout and asthma, who presents with cough."
    (line,) = found(narrative, text)
    assert line.text == "Ms. A is a 40-year-old woman, who presents with cough"


def test_a_problem_tells_more_than_a_denial() -> None:
    (says,) = statements("She has chest pain.")
    (denies,) = statements("She denies chest pain.")
    assert told(says) > told(denies)


@pytest.mark.parametrize(
    ("text", "lines_told"),
    [
        ("PROCEDURE PERFORMED:\n1. Laparotomy.\n2. Myomectomy.", ["Laparotomy", "Myomectomy"]),
        ("PAST SURGICAL HISTORY: Appendectomy.", ["Appendectomy"]),
        ("PAST SURGICAL HISTORY: None.", []),
        ("PROCEDURES: Noncontributory.", []),
    ],
)
def test_a_procedure_may_be_one_word(text: str, lines_told: list[str]) -> None:
    assert [finding.text for finding in found(narrative, text)] == lines_told
