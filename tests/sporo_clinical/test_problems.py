"""The problems that a clinician goes through at the end of a visit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.cues import standard_cues
from sporo_clinical.problems import opening, without_opening
from sporo_clinical.reading import read
from sporo_clinical.support import unsupported

CUES = standard_cues()
VISIT = (
    "Your lungs are clear. For your first problem, your asthma, I think it is well controlled. "
    "Continue the albuterol as needed. For your second problem, your hypertension, let's increase the "
    "lisinopril to 20 mg daily. I want you to check your blood pressure at home. For your next problem, "
    "this odd thing on your nail, I will refer you to dermatology. I will see you again in three months."
)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "For your first problem, your congestive heart failure, I think you're retaining fluid.",
            "heart failure",
        ),
        (
            "And then in terms of your high blood pressure, let's continue the lisinopril.",
            "high blood pressure",
        ),
        ("Um for your second problem of hypertension I'd like to order a lipid panel.", "hypertension"),
        ("From a diabetes standpoint, I want to check an A1c.", "diabetes"),
        ("So for your left knee pain we'll get an x-ray.", "left knee pain"),
        ("Number two, asthma.", "asthma"),
        ("As far as your depression, you're doing well.", "depression"),
        ("With regards to your migraine, start sumatriptan.", "migraine"),
    ],
)
def test_a_sentence_turns_to_the_problem_that_it_opens_with(sentence: str, name: str) -> None:
    turn = opening(sentence, CUES)
    assert turn
    assert turn.name.endswith(name)


@pytest.mark.parametrize(
    "sentence",
    [
        "For the most part, I feel fine.",
        "For your diabetes medicine you need a refill.",
        "For your father's diabetes, what did he take?",
        "I take ibuprofen for my knee pain.",
        "For your age, no diabetes is good news.",
        "For the past year I had asthma.",
        "For your pain or nausea, call us.",
        "",
    ],
)
def test_a_sentence_that_only_mentions_a_condition_turns_to_none(sentence: str) -> None:
    assert opening(sentence, CUES) is None


def test_what_is_planned_stands_under_the_problem_that_was_named_last() -> None:
    problems = {fact.text: fact.problem for fact in read(VISIT)}
    assert problems["Continue the albuterol as needed."] == "Asthma"
    assert [problem for text, problem in problems.items() if "lisinopril" in text] == ["Hypertension"]
    assert [problem for text, problem in problems.items() if "at home" in text] == ["Hypertension"]


def test_a_problem_without_a_known_name_takes_nothing_to_the_one_before_it() -> None:
    assert [fact.problem for fact in read(VISIT) if "dermatology" in fact.text] == [""]


def test_when_to_come_again_is_under_no_problem() -> None:
    assert [fact.problem for fact in read(VISIT) if "three months" in fact.text] == [""]


def test_findings_of_the_examination_stand_under_no_problem() -> None:
    assert [fact.problem for fact in read(VISIT) if "lungs are" in fact.text.lower()] == [""]


def test_a_visit_about_one_problem_needs_no_heading() -> None:
    one = VISIT[: VISIT.index(" For your second")]
    assert {fact.problem for fact in read(one)} == {""}


def test_problems_are_found_without_full_stops_too() -> None:
    visit = f"You have a normal heart rate and your neck is supple today. {VISIT}"
    flat = visit.replace(".", "").replace(",", "").lower()
    assert {fact.problem for fact in read(flat)} >= {"Asthma", "Hypertension"}


def test_a_name_stands_in_the_heading_and_no_more_in_the_line() -> None:
    said = "For your second problem, your hypertension, let's increase the lisinopril."
    assert without_opening(said, CUES) == "let's increase the lisinopril."
    assert without_opening("For the sprain is to rest.", CUES) == "For the sprain is to rest."


@given(
    st.lists(
        st.sampled_from([*VISIT.split(". "), "For your asthma", "Number one", "from a cough standpoint"])
    )
)
def test_every_problem_has_words_that_were_said(parts: list[str]) -> None:
    transcript = ". ".join(parts)
    for fact in read(transcript):
        assert not unsupported(fact.problem, transcript)
