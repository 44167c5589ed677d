import pytest

from sporo_clinical.icd10cm.tables import ACTIVE, of_a_relative, past, symptoms_of


@pytest.mark.parametrize(
    ("code", "known"),
    [("I639", "Z8673"), ("C61", "Z8546"), ("I10", ACTIVE), ("S93401A", None), ("J00", None)],
)
def test_the_past_has_its_code_stays_active_or_is_over(code: str, known: str | None) -> None:
    assert past(code) == known


@pytest.mark.parametrize(("code", "known"), [("C50919", "Z803"), ("I219", "Z8249"), ("L709", None)])
def test_a_relative_has_the_code_of_a_family_history(code: str, known: str | None) -> None:
    assert of_a_relative(code) == known


def test_a_diagnosis_has_its_symptoms() -> None:
    assert "R05" in symptoms_of("J189")
    assert symptoms_of("L709") == ()
