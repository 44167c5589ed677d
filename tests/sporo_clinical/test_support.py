import pytest

from sporo_clinical.support import is_negative, unsupported
from sporo_clinical.text import words_of


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Blood pressure 158/94", "your blood pressure is one fifty eight over ninety four"),
        ("Metformin 1000 mg", "metformin one thousand milligrams"),
        ("Denies fever", "fever no"),
        ("Takes aspirin", "I take aspirin"),
        ("Reports a cough", "I've got a cough"),
    ],
)
def test_the_same_said_otherwise_is_supported(written: str, said: str) -> None:
    assert unsupported(written, said) == ()


@pytest.mark.parametrize(
    ("written", "said", "missing"),
    [
        ("Left knee pain", "right knee pain", "left"),
        ("Metformin 1000 mg", "metformin one hundred milligrams", "1000"),
        ("Metformin 1000 mcg", "metformin one thousand milligrams", "mcg"),
        ("Denies fever", "any fever yes", "denies"),
        ("Lungs are clear", "your lungs", "clear"),
    ],
)
def test_another_side_number_unit_negation_or_finding_is_not(written: str, said: str, missing: str) -> None:
    assert missing in unsupported(written, said)


def test_a_denial_is_negative() -> None:
    assert is_negative(words_of("I haven't any"))
    assert not is_negative(words_of("I have some"))
