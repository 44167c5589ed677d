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
