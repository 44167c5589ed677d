import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.talk import hedged, is_chatter, opens_with_hedge, says_nothing, tidied, yes_or_no
from sporo_clinical.text import sentences, words_of


@pytest.mark.parametrize(
    ("said", "tidy"),
    [
        ("Okay, um, so I i f- felt the pop, you know, and fell.", "I felt the pop, and fell."),
        ("Well, it hurts.", "it hurts."),
        ("Hello Mr. Thompson, you look well.", "you look well."),
        ("Right knee pain.", "Right knee pain."),
        ("So much pain.", "So much pain."),
        ("Well controlled.", "Well controlled."),
        ("It is is worse.", "It is worse."),
        ("It was .5 , now .6 .", "It was .5, now .6."),
        ("It was six- was up to seven.", "It was six- was up to seven."),
        ("I went to the ER, um, at 5 mm.", "I went to the ER, at 5 mm."),
        ("um", ""),
    ],
)
def test_fillers_go_and_every_other_word_stays(said: str, tidy: str) -> None:
    assert tidied(said) == tidy


@given(
    st.lists(st.sampled_from(["no", "not", "left", "right", "5", "mg", ",", ".", "um", "so"])).map(" ".join)
)
def test_tidying_never_takes_a_negation_a_side_or_a_number(text: str) -> None:
    matters = {"no", "not", "left", "5", "mg"}
    before = [word for word in words_of(text) if word in matters]
    assert [word for word in words_of(tidied(text)) if word in matters] == before


@pytest.mark.parametrize("said", ["Okay, good. Thank you so much.", "Hi doctor.", "That sounds good"])
def test_courtesy_says_nothing(said: str) -> None:
    assert says_nothing(words_of(said))


@pytest.mark.parametrize("said", ["Okay, no fever.", "Right knee.", "Good appetite."])
def test_a_word_of_content_says_something(said: str) -> None:
    assert not says_nothing(words_of(said))


@pytest.mark.parametrize(
    "said", ["Any questions?", "Go ahead and lift your leg.", "Take a seat.", "Hey Scribe, open the chart."]
)
def test_talk_about_the_visit_is_chatter(said: str) -> None:
    assert is_chatter(words_of(said))


def test_advice_on_movement_at_home_is_no_command_of_an_examination() -> None:
    assert not is_chatter(words_of("Bend your knees when you lift something."))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("No.", ("no", 1)),
        ("No, I haven't.", ("no", 3)),
        ("no i have not", ("no", 4)),
        ("Not that I know of.", ("no", 5)),
        ("Yes, for two days.", ("yes", 1)),
        ("Never.", ("no", 1)),
        ("No vomiting.", ("", 0)),
        ("Never smoked.", ("", 0)),
        ("Right knee.", ("", 0)),
        ("None of my children.", ("", 0)),
    ],
)
def test_a_yes_or_no_is_told_from_a_statement(said: str, answer: tuple[str, int]) -> None:
    assert yes_or_no(sentences(said)[0]) == answer


def test_a_hedge_takes_back_a_part_of_an_answer() -> None:
    assert hedged(words_of("just a little at night"))
    assert opens_with_hedge(words_of("Well, a little"))
    assert not hedged(words_of("I feel fine"))
