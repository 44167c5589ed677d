import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.icd10cm.release import release
from sporo_clinical.icd10cm.status import body_mass_code


@pytest.mark.parametrize(
    ("index", "code"),
    [
        (17.0, "Z6818"),
        (18.5, "Z6819"),
        (20.0, "Z6820"),
        (29.9, "Z6829"),
        (30.0, "Z6830"),
        (39.9, "Z6839"),
        (40.0, "Z6841"),
        (45.0, "Z6842"),
        (69.9, "Z6844"),
        (70.0, "Z6845"),
    ],
)
def test_the_body_mass_index_has_its_code(index: float, code: str) -> None:
    assert body_mass_code(index) == code


@given(st.floats(5, 120))
def test_every_index_has_a_billable_code(index: float) -> None:
    assert release().is_billable(body_mass_code(index))
