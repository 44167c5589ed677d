from sporo_clinical.passages import Passage, passages
from sporo_clinical.text import sentences


def heard(text: str) -> list[Passage]:
    return list(passages(sentences(text)))


def test_a_bare_answer_keeps_its_question() -> None:
    (passage,) = heard("Any chest pain? No.")
    assert passage.asked is not None
    assert passage.asked.text == "Any chest pain?"
    assert passage.needs_question
    assert (passage.start, passage.end) == (0, 19)


def test_a_full_answer_stands_without_its_question() -> None:
    (passage,) = heard("Any cough? I cough at night since Monday.")
    assert not passage.needs_question
    assert passage.start == len("Any cough? ")


def test_a_no_that_is_taken_back_goes_with_what_follows() -> None:
    (passage,) = heard("Any fever? No. Well, a little last night.")
    assert [sentence.text for sentence in passage.said] == ["No.", "Well, a little last night."]


def test_an_answer_is_given_to_the_last_question_alone() -> None:
    (passage,) = heard("Any fever? Any chills? No.")
    assert passage.asked is not None
    assert passage.asked.text == "Any chills?"


def test_courtesy_chatter_and_unanswered_questions_leave_nothing() -> None:
    assert heard("Good morning. Any questions? No. Does that hurt? Yes. Any fever? Okay. Thank you.") == []


def test_a_no_to_small_talk_is_never_an_answer_to_the_question_before_it() -> None:
    assert heard("Any chest pain? Any questions? No.") == []


def test_a_courtesy_between_the_opening_question_and_its_answer_is_passed_over() -> None:
    (passage,) = heard("How can I help you? How are you? Hi. My knee hurts.")
    assert passage.asked is not None
    assert passage.asked.text == "How can I help you?"


def test_a_sentence_that_breaks_off_is_left_out() -> None:
    assert heard("Actually, I... My knee hurts.")[0].said[0].text == "My knee hurts."


def test_right_is_a_side_after_a_question_for_the_side_and_a_nod_elsewhere() -> None:
    (passage,) = heard("Left or right ear? Right. Take it daily. Right.")[:1]
    assert [sentence.text for sentence in passage.said] == ["Right."]
    assert heard("It hurts. Right.")[-1].said[0].text == "It hurts."


def test_a_yes_after_a_no_that_was_not_understood_answers_nothing() -> None:
    assert heard("Any chest pain? Okay no okay. Yes.") == []


def test_a_bare_yes_to_how_or_when_answers_nothing() -> None:
    assert heard("How bad is the pain? Sure.") == []
