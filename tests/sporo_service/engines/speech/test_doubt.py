from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from sporo_service.engines.speech.doubt import uncertain
from sporo_service.engines.speech.words import Word, text_of

Heard = Callable[..., list[Word]]


def test_a_doubtful_drug_number_and_negation_are_told_with_their_places(heard: Heard) -> None:
    words = heard(
        "He denies pain. Take methotrexate 15.", low={"denies": 0.3, "methotrexate": 0.4, "15.": 0.2}
    )
    found = uncertain(words)
    assert [(span.kind, span.probability) for span in found] == [
        ("negation", 0.3),
        ("drug", 0.4),
        ("number", 0.2),
    ]
    assert [text_of(words)[span.start : span.end] for span in found] == ["denies", "methotrexate", "15."]


def test_a_drug_of_two_words_is_one_span(heard: Heard) -> None:
    (span,) = uncertain(heard("some folic acid daily", low={"acid": 0.2}))
    assert (span.text, span.kind) == ("folic acid", "drug")


def test_what_was_heard_surely_and_what_can_do_no_harm_is_not_told(heard: Heard) -> None:
    assert uncertain(heard("lisinopril 10 for the garden", low={"garden": 0.1})) == ()


@given(st.lists(st.tuples(st.sampled_from(["no", "10", "aspirin", "we"]), st.floats(0, 1)), max_size=30))
def test_every_span_is_what_stands_at_its_place(parts: list[tuple[str, float]]) -> None:
    words = [Word(text, at, at + 0.5, sure) for at, (text, sure) in enumerate(parts)]
    assert all(text_of(words)[span.start : span.end] == span.text for span in uncertain(words))
