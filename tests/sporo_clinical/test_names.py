import pytest

from sporo_clinical.names import is_surname, names_no_problem
from sporo_clinical.text import sentences


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mr. Stone agrees.", "Stone"),
        ("Re: Rose Fall, DOB 1953", "Fall"),
        ("Pt. Robert Gout, 64 y/o male", "Gout"),
        ("Patient: FALL, ROSE", "FALL"),
        ("Dr. Graves", "Graves"),
    ],
)
def test_a_surname_is_known_by_its_title_or_its_forename(text: str, word: str) -> None:
    assert is_surname(text, text.index(word), text.index(word) + len(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Acute Gout", "Gout"),
        ("Gout, HTN", "Gout"),
        ("GOUT, HTN", "GOUT"),
        ("UNWITNESSED FALL", "FALL"),
        ("Fall, initial encounter", "Fall"),
        ("Kidney Stone", "Stone"),
        ("Mr. Smith has gout", "gout"),
        ("Robert Asthma", "Asthma"),
    ],
)
def test_a_problem_is_no_surname(text: str, word: str) -> None:
    assert not is_surname(text, text.index(word), text.index(word) + len(word))


def _names_no_problem(text: str, mention: str) -> bool:
    (sentence,) = sentences(text)
    start = text.index(mention)
    return names_no_problem(sentence, start, start + len(mention))


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("She is adjusting to everything in the fall.", "fall"),
        ("She works with stroke patients.", "stroke"),
        ("Seen at the pain clinic.", "pain"),
    ],
)
def test_a_season_a_place_or_other_patients_name_no_problem(text: str, mention: str) -> None:
    assert _names_no_problem(text, mention)


@pytest.mark.parametrize(
    ("text", "mention"), [("She had a fall at home.", "fall"), ("A stroke last year.", "stroke")]
)
def test_what_happened_to_the_patient_names_a_problem(text: str, mention: str) -> None:
    assert not _names_no_problem(text, mention)
