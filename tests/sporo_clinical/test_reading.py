import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sporo_clinical.facts import Fact, Kind
from sporo_clinical.reading import read
from sporo_clinical.support import is_negative, unsupported
from sporo_clinical.text import words_of

VISIT = (
    "Good morning. What brings you in today? Hi doctor. I've had a cough for three days. Any chest pain? No. "
    "Do you smoke? No. My mother has asthma. I take lisinopril ten milligrams once a day. "
    "Are you allergic to anything? Penicillin gives me a rash. "
    "Okay, let me take a listen. Your blood pressure today is one fifty eight over ninety four. "
    "Your lungs are clear to auscultation. I think this is most likely bronchitis. "
    "I'm going to prescribe azithromycin five hundred milligrams and order a chest x-ray. "
    "Call us if you get short of breath. I'll see you back in two weeks. Any questions? No. Thank you."
)

PHRASES = (
    "Any chest pain?",
    "No.",
    "Yes.",
    "Yes, for two days.",
    "No, just a little.",
    "Do you smoke?",
    "I take metformin five hundred milligrams twice a day.",
    "I stopped the lisinopril.",
    "Your left knee is swollen.",
    "The right one is fine.",
    "No vomiting.",
    "Blood pressure is one twenty over eighty.",
    "Start aspirin 81 mg and stop the ibuprofen.",
    "You don't have a fever?",
    "We will not start insulin.",
    "I've had a cough for three days and I don't have any fever.",
    "Which ear?",
    "Right.",
    "Left.",
    "How long?",
    "Two weeks.",
    "Okay.",
    "um, I i was, you know, tired",
    "Any questions?",
    "My father had a stroke at fifty two.",
    "I'd like to stop the metformin.",
    "Is there any pneumonia?",
    "I was on warfarin one twenty milligrams",
    "no",
    "Well, sometimes.",
    "Are you taking the furosemide?",
    "I skipped it.",
)


def texts(facts: tuple[Fact, ...], kind: Kind) -> list[str]:
    return [fact.text for fact in facts if fact.kind is kind]


def test_a_visit_is_read_into_its_facts_by_kind() -> None:
    facts = read(VISIT)
    assert texts(facts, Kind.COMPLAINT) == ["Reports a cough for three days."]
    assert texts(facts, Kind.SYMPTOMS) == ["Denies chest pain."]
    assert texts(facts, Kind.SOCIAL) == ["Smoke: no."]
    assert texts(facts, Kind.FAMILY) == ["Mother has asthma."]
    assert texts(facts, Kind.MEDICATIONS) == ["Lisinopril 10 mg once a day."]
    assert texts(facts, Kind.ALLERGIES) == ["Penicillin gives them a rash."]
    assert texts(facts, Kind.VITALS) == ["Blood pressure 158/94."]
    assert texts(facts, Kind.EXAM) == ["Lungs are clear to auscultation."]
    assert texts(facts, Kind.ASSESSMENT) == ["I think this is most likely bronchitis."]
    assert texts(facts, Kind.PLAN) == ["Prescribe azithromycin 500 mg.", "Order a chest x-ray."]
    assert texts(facts, Kind.INSTRUCTIONS) == ["Call us if you get short of breath."]
    assert texts(facts, Kind.FOLLOW_UP) == ["I'll see you back in two weeks."]
    assert len(facts) == 13


def test_it_in_an_answer_keeps_the_drug_that_was_asked_about() -> None:
    (fact,) = read("Are you taking the furosemide every day? I skipped it twice because I was away.")
    assert fact.text == "Taking the furosemide every day: skipped it twice because they were away."


def test_a_reading_from_home_or_a_goal_is_no_vital_sign_of_the_visit() -> None:
    facts = read(
        "Your blood pressure at home was 150/90, which is high. Your goal is a blood pressure below 130/80."
    )
    assert not [fact for fact in facts if fact.text.startswith("Blood pressure 1")]


def test_what_goes_on_about_a_fact_is_kept_with_it() -> None:
    facts = read("I have had chest pain since Monday. It is there all day. We drove to the lake.")
    assert [fact.text for fact in facts] == ["Has had chest pain since Monday.", "It is there all day."]


def test_the_same_said_twice_is_noted_once() -> None:
    assert len(read("My knee hurts. My knee hurts.")) == 1


def test_only_the_first_complaint_is_the_complaint() -> None:
    facts = read("I came in because my knee hurts. I'm also here for a refill.")
    assert [fact.kind for fact in facts] == [Kind.COMPLAINT, Kind.HISTORY]


def test_without_a_stated_complaint_the_first_finding_of_the_history_is_it() -> None:
    facts = read(
        "It began on Monday. There has been swelling of my knee since then. The pain is getting worse."
    )
    assert [fact.kind for fact in facts] == [Kind.HISTORY, Kind.COMPLAINT, Kind.HISTORY]


@given(st.lists(st.sampled_from(PHRASES), max_size=12).map(" ".join))
@settings(max_examples=400)
def test_every_fact_is_supported_by_the_very_characters_that_it_rests_on(transcript: str) -> None:
    for fact in read(transcript):
        assert unsupported(fact.text, transcript[fact.start : fact.end]) == ()


@given(st.lists(st.sampled_from(PHRASES), max_size=12).map(" ".join))
@settings(max_examples=400)
def test_no_passage_gains_or_loses_its_negation(transcript: str) -> None:
    said: dict[tuple[int, int], str] = {}
    for fact in read(transcript):
        if fact.kind is not Kind.VITALS:
            said[fact.start, fact.end] = said.get((fact.start, fact.end), "") + " " + fact.text
    for (start, end), text in said.items():
        assert is_negative(words_of(text)) == is_negative(words_of(transcript[start:end]))


@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error_and_nothing_is_made_up(transcript: str) -> None:
    for fact in read(transcript):
        assert unsupported(fact.text, transcript[fact.start : fact.end]) == ()


def test_a_denial_is_only_written_where_no_was_answered_to_that_very_question() -> None:
    facts = read("Any chest pain? Any fever? No. Any cough? Yes.")
    assert [fact.text for fact in facts] == ["Denies fever.", "Reports cough."]


@pytest.mark.parametrize("several", ["antihistamines", "inhalers", "statins", "antibiotics", "steroids"])
def test_drugs_that_are_spoken_of_in_the_plural_are_noted(several: str) -> None:
    facts = read(f"I think I do get {several} for that.")
    assert any(several in fact.text.lower() for fact in facts)


@pytest.mark.parametrize(
    "said",
    [
        "I want to see you back in six weeks.",
        "We'll have you come back in about a week.",
        "I wanna see you again in seven days.",
        "I'd like to see you again in a month.",
        "Let's see you back in three months.",
    ],
)
def test_when_to_come_back_is_never_taken_for_small_talk(said: str) -> None:
    assert [fact.text for fact in read(f"I have had a cough. {said}") if fact.kind is Kind.FOLLOW_UP] == [
        said
    ]


@pytest.mark.parametrize("said", ["It's good to see you again.", "So nice to see you.", "See you later."])
def test_a_greeting_is_no_return_visit(said: str) -> None:
    assert not [fact for fact in read(f"I have had a cough. {said}") if fact.kind is Kind.FOLLOW_UP]


@pytest.mark.parametrize(
    "said",
    [
        "If you get short of breath go to the emergency room.",
        "Go to the emergency department if the fever comes back.",
        "If you have chest pain, go to the ER.",
        "I want you to check your blood pressure at home.",
        "I want you to monitor your blood pressure.",
    ],
)
def test_what_to_do_in_danger_and_at_home_is_an_instruction(said: str) -> None:
    assert [fact.text for fact in read(f"I have had a cough. {said}") if fact.kind is Kind.INSTRUCTIONS] == [
        said
    ]


def test_having_been_in_an_emergency_room_is_history() -> None:
    facts = read("I have had a cough. I went to the emergency room last week because of it.")
    assert not [fact for fact in facts if fact.kind is Kind.INSTRUCTIONS]
