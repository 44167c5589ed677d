import pytest

from sporo_clinical.chart.allergies import NONE_KNOWN, allergies, allergy_key, substances
from tests.sporo_clinical.chart.pages import found, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ALLERGIES: Penicillin (rash).", ["Penicillin (rash)"]),
        ("He is allergic to sulfa. He came alone.", ["He is allergic to sulfa"]),
        ("ALLERGIES: None.", ["None"]),
        ("NKDA.", ["NKDA"]),
        ("He has allergic rhinitis.", []),
        ("FAMILY HISTORY: Sister is allergic to sulfa.", []),
        ("Her mother is allergic to penicillin.", []),
        ("Known drug allergies: none.", ["None"]),
        (
            "She had an anaphylactic reaction to ceftriaxone.",
            ["She had an anaphylactic reaction to ceftriaxone"],
        ),
        ("She developed hives after taking vancomycin.", ["She developed hives after taking vancomycin"]),
        ("Morphine makes her itch.", ["Morphine makes her itch"]),
        ("She cannot take NSAIDs.", ["She cannot take NSAIDs"]),
        ("NKDA. Adverse reactions: Taxol - anaphylaxis.", ["NKDA", "Adverse reactions: Taxol - anaphylaxis"]),
        ("She has glucose intolerance.", []),
        ("No rash after taking amoxicillin.", []),
    ],
)
def test_allergies_are_found_under_their_heading_and_in_sentences(text: str, expected: list[str]) -> None:
    assert lines(allergies, text) == expected


@pytest.mark.parametrize("text", ["None.", "NKDA", "No known drug allergies", "She denies any allergies"])
def test_that_there_are_none_has_a_key_of_its_own(text: str) -> None:
    assert allergy_key(text) == NONE_KNOWN


def test_the_substances_are_known_by_their_plain_names() -> None:
    penicillin, none = found(allergies, "ALLERGIES:\nZithromax and penicillin\nNone")
    assert substances(penicillin) == {"azithromycin", "penicillin"}
    assert substances(none) == frozenset()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("No known drug allergies except penicillin", ("penicillin",)),
        ("NKDA other than shellfish", ("shellfish",)),
        ("Allergic to penicillin but has no other allergies", ("penicillin",)),
        ("PCN allergy", ("penicillin",)),
        ("No known food allergies", (*NONE_KNOWN, "food")),
    ],
)
def test_an_exception_is_no_denial_and_a_denial_of_food_is_none_of_drugs(
    text: str, key: tuple[str, ...]
) -> None:
    assert allergy_key(text) == key
