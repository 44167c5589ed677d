"""A long visit's note holds what could do harm if it were missing, then what clinicians write down."""

from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.facts import Fact, Kind
from sporo_clinical.salience import MUST_STAND, chosen, told

SAID = ["cough", "fever", "knee", "walks", "garden", "dog", "lisinopril", "pain", "they", "week"]
WORDS = st.lists(st.sampled_from(SAID), max_size=9)
FACTS = st.lists(
    st.builds(lambda kind, words: Fact(kind, " ".join(words), 0, 0), st.sampled_from(list(Kind)), WORDS),
    max_size=40,
)


def fact(text: str, kind: Kind = Kind.HISTORY) -> Fact:
    return Fact(kind, text, 0, len(text))


@given(FACTS, st.integers(0, 5000))
def test_the_order_stays_and_nothing_that_must_stand_is_left_out(facts: list[Fact], words: int) -> None:
    kept = chosen(facts, words)
    places = iter(map(id, facts))
    assert all(id(each) in places for each in kept)
    missing = {id(each) for each in facts} - {id(each) for each in kept}
    assert not any(id(each) in missing and each.kind in MUST_STAND for each in facts)
    assert not any(id(each) in missing and "lisinopril" in each.text for each in facts)


def test_a_short_visit_is_told_whole() -> None:
    facts = [fact(f"They walk the dog number {place}.") for place in range(20)]
    assert chosen(facts, 300) == facts


def test_a_long_visit_is_told_in_about_a_third_of_its_words() -> None:
    facts = [
        fact(f"They went to the garden and came back for the {place}th time that week.")
        for place in range(200)
    ]
    kept = sum(len(each.text.split()) for each in chosen(facts, 2000))
    assert 0.3 * 2000 <= kept <= 0.4 * 2000


def test_a_symptom_tells_more_than_how_the_weekend_was() -> None:
    symptom = fact("Reports shortness of breath and swelling in the legs.", Kind.SYMPTOMS)
    weekend = fact("They were at the lake with the dog and it was nice, you know.")
    assert told(symptom, 0.5) > told(weekend, 0.5)


def test_what_is_left_out_first_tells_least() -> None:
    talk = [
        fact(f"You know, it was the {place}th time that they said that to me, really.") for place in range(40)
    ]
    pain = fact("Reports chest pain with exertion.")
    assert pain in chosen([*talk, pain], 200)
    assert len(chosen([*talk, pain], 200)) < len(talk)
