import pytest

from sporo_clinical.cues import standard_cues
from sporo_clinical.facts import Kind
from sporo_clinical.passages import passages
from sporo_clinical.phrasing import finished, in_digits, phrased
from sporo_clinical.text import sentences


def note(text: str, kind: Kind) -> list[str]:
    (passage,) = passages(sentences(text))
    return phrased(passage, kind, standard_cues())


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Any chest pain? No.", "Denies chest pain."),
        ("Any chest pain? Yes.", "Reports chest pain."),
        ("Any chest pain? Yes, for two days.", "Reports chest pain, for two days."),
        ("Any nausea or vomiting? No, nothing like that.", "Denies nausea or vomiting."),
        ("Any nausea or vomiting? Yes.", "Nausea or vomiting: yes."),
        ("Any chest pain? No, just a little at night.", "Chest pain: no, just a little at night."),
        ("Any vomiting, diarrhea or rash? No vomiting.", "Vomiting, diarrhea or rash: No vomiting."),
        ("You don't have chest pain? No.", "You don't have chest pain? No."),
        ("How long have you had the cough? Two weeks.", "How long have they had the cough: Two weeks."),
        ("Which ear? Right.", "Which ear: Right."),
    ],
)
def test_an_answer_stands_in_the_note_with_what_was_asked(said: str, written: str) -> None:
    assert note(said, Kind.HISTORY) == [written]


def test_a_no_of_the_clinician_is_not_a_denial_of_the_patient() -> None:
    assert note("Is there any pneumonia? No.", Kind.RESULTS) == ["Pneumonia: no."]


def test_orders_and_medications_come_one_by_one() -> None:
    assert note("We'll start metoprolol and check a troponin.", Kind.PLAN) == [
        "Start metoprolol.",
        "Check a troponin.",
    ]
    assert note("I take aspirin and metformin.", Kind.MEDICATIONS) == ["Aspirin.", "Metformin."]


def test_advice_to_the_patient_keeps_its_words() -> None:
    assert note("Drink plenty of water if you can.", Kind.INSTRUCTIONS) == [
        "Drink plenty of water if you can."
    ]


def test_amounts_are_in_digits_and_what_could_be_two_things_stays() -> None:
    assert in_digits("take five hundred milligrams") == "take 500 mg"
    assert in_digits("take one twenty milligrams") == "take one twenty milligrams"


def test_a_sentence_is_finished_with_a_capital_and_a_full_stop() -> None:
    assert finished("and i cough,") == "And I cough."
    assert finished("Why?") == "Why?"
    assert finished(" ,") == ""
