import pytest

from sporo_clinical.questions import Question, asks, question
from sporo_clinical.text import sentences


@pytest.mark.parametrize(
    ("said", "form", "topic"),
    [
        ("Any chest pain?", "thing", "chest pain"),
        ("Have you had any fever at all?", "thing", "fever"),
        ("Any numbness in your feet?", "thing", "numbness in the feet"),
        ("Do you smoke?", "yes_no", "smoke"),
        ("Have you recently had any infections?", "thing", "infections recently"),
        ("And what about any nausea?", "thing", "nausea"),
        (
            "What about your pills, we have you on some for pressure?",
            "yes_no",
            "the pills, we have you on some for pressure",
        ),
        ("Are you taking your metformin?", "yes_no", "taking the metformin"),
        ("Is he up to date on his shots?", "yes_no", "up to date on his shots"),
        ("How long have you had the cough?", "open", "How long have you had the cough"),
        ("You're still on the insulin, right?", "statement", "You're still on the insulin"),
    ],
)
def test_a_question_is_left_with_what_it_asks_about(said: str, form: str, topic: str) -> None:
    assert question(sentences(said)[0]) == Question(form, topic, negative=False)


@pytest.mark.parametrize(
    "said", ["do you have any pain", "how long has it hurt", "Tell me about the pain.", "Pain?"]
)
def test_a_question_is_known_with_and_without_its_mark(said: str) -> None:
    assert asks(sentences(said)[0])


@pytest.mark.parametrize(
    "said",
    [
        "You do have any of these.",
        "it hurts",
        "when it comes on it is like a ten",
        "Was in hospital.",
        "I do.",
    ],
)
def test_a_statement_is_no_question(said: str) -> None:
    assert not asks(sentences(said)[0])


@pytest.mark.parametrize("said", ["You don't have any pain?", "No fever?", "Haven't you had a rash?"])
def test_a_question_put_negatively_says_so(said: str) -> None:
    assert question(sentences(said)[0]).negative


def test_a_question_about_that_alone_is_empty() -> None:
    assert question(sentences("Does that hurt?")[0]).empty
    assert not question(sentences("Does that hurt when you swallow?")[0]).empty
