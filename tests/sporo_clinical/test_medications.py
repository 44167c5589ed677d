import pytest

from sporo_clinical.medications import medication_lines
from sporo_clinical.passages import passages
from sporo_clinical.text import sentences

NAMES = frozenset({"metformin", "atorvastatin", "aspirin", "lisinopril"})


def lines(text: str) -> list[str]:
    (passage,) = passages(sentences(text))
    return medication_lines(passage, NAMES)


def test_what_is_taken_now_is_listed_one_line_a_drug() -> None:
    assert lines("I take atorvastatin forty milligrams and aspirin.") == ["Atorvastatin 40 mg", "Aspirin"]
    assert lines("You're on metformin 500 mg twice a day.") == ["Metformin 500 mg twice a day"]


@pytest.mark.parametrize(
    "said",
    [
        "I take metformin, but I ran out of lisinopril.",
        "I stopped the aspirin.",
        "I was on metformin.",
        "I don't take aspirin.",
        "I take metformin when my sugar is high.",
        "I take lisinopril, ten or twenty milligrams.",
        "Which one did you stop? Lisinopril.",
        "Are you taking metformin? No.",
        "My father takes aspirin.",
        "You're taking lisinopril, right? Yes, also aspirin and metformin.",
        "What do you take besides the metformin? Aspirin.",
    ],
)
def test_a_line_is_never_made_where_more_was_said(said: str) -> None:
    assert lines(said) == []
