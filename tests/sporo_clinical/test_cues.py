import pytest

from sporo_clinical.cues import Cues, cues_of, standard_cues
from sporo_clinical.facts import Kind
from sporo_clinical.text import words_of
from sporo_clinical.vocabulary import Term

TABLE = {
    "family": {"strong": ["family history"], "weak": ["mother"]},
    "history": {"strong": ["history"], "weak": ["pain", "cough", "fever", "rash"], "faint": ["my"]},
}
CUES = cues_of(TABLE, [Term("gout", "finding", frozenset()), Term("Eliquis", "drug", frozenset())])


def test_a_longer_phrase_speaks_louder_and_hides_its_parts_of_the_same_kind() -> None:
    assert CUES.scores(words_of("the family history")) == {Kind.FAMILY: 2.5, Kind.HISTORY: 2.0}


def test_leanings_add_up_to_less_than_one_strong_cue() -> None:
    assert CUES.scores(words_of("pain cough fever rash my pain"))[Kind.HISTORY] == 1.5


def test_what_has_no_cue_speaks_for_nothing() -> None:
    assert CUES.scores(words_of("we drove to the lake")) == {}


def test_findings_and_drugs_are_known_by_name_in_any_case() -> None:
    assert CUES.name_a_finding(words_of("Gout again"))
    assert CUES.name_a_finding_or_drug(words_of("on ELIQUIS"))
    assert not CUES.name_a_finding_or_drug(words_of("nothing of note"))


@pytest.fixture(name="cues", scope="module")
def shipped() -> Cues:
    return standard_cues()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("He presents today with back pain and a past medical history of diabetes", Kind.COMPLAINT),
        ("It started three days ago and it's getting worse", Kind.HISTORY),
        ("I was diagnosed with asthma as a child", Kind.BACKGROUND),
        ("I had my appendix out", Kind.SURGICAL),
        ("I take metformin twice a day", Kind.MEDICATIONS),
        ("I'm allergic to penicillin, sulfa and aspirin", Kind.ALLERGIES),
        ("She got her flu vaccine", Kind.IMMUNIZATIONS),
        ("My mother has diabetes, gout and heart disease", Kind.FAMILY),
        ("I smoke a pack a day", Kind.SOCIAL),
        ("Your blood pressure is 120 over 80", Kind.VITALS),
        ("Your lungs are clear to auscultation", Kind.EXAM),
        ("Affect is flat with poor eye contact", Kind.MENTAL_STATE),
        ("The chest x-ray came back and showed no fracture", Kind.RESULTS),
        ("This is most likely a strain", Kind.ASSESSMENT),
        ("I'm going to prescribe amoxicillin", Kind.PLAN),
        ("Call us if you have any bleeding", Kind.INSTRUCTIONS),
        ("I'll see you back in two weeks", Kind.FOLLOW_UP),
    ],
)
def test_plain_sentences_of_each_kind_speak_loudest_for_it(cues: Cues, said: str, kind: Kind) -> None:
    scores = cues.scores(words_of(said))
    assert max(scores, key=scores.__getitem__) is kind
