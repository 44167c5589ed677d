import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sporo_service.patients import Patients
from sporo_service.service import Service

STARK = {"email": "tony.stark@example.com", "first_name": "Tony", "last_name": "Stark"}
KEY, OTHER_KEY = "0" * 24, "1" * 24


def test_a_patient_is_found_again_by_either_order_of_the_names(service: Service) -> None:
    patients = Patients(service.store)
    first = patients.find_or_make(KEY, STARK)
    assert first
    for change in (
        {"first_name": "Stark", "last_name": "Tony"},
        {"first_name": " TONY ", "email": "Tony.Stark@EXAMPLE.com "},
        {"last_name": "\uff33tark"},  # a full-width S
    ):
        assert patients.find_or_make(KEY, {**STARK, **change}) == first


def test_another_person_or_another_keys_is_another_patient(service: Service) -> None:
    patients = Patients(service.store)
    found = {
        patients.find_or_make(KEY, STARK),
        patients.find_or_make(KEY, {**STARK, "email": "pepper@example.com"}),
        patients.find_or_make(KEY, {**STARK, "first_name": "Howard"}),
        patients.find_or_make(KEY, {**STARK, "first_name": "Tony Stark", "last_name": "x"}),
        patients.find_or_make(OTHER_KEY, STARK),
    }
    assert len(found) == 5


def test_nobody_is_made_of_less_than_all_three(service: Service) -> None:
    patients = Patients(service.store)
    for field in STARK:
        for lacking in ("", "  ", None, ["Tony", "Anthony"], 5):
            assert patients.find_or_make(KEY, {**STARK, field: lacking}) is None
        assert patients.find_or_make(KEY, {name: STARK[name] for name in STARK if name != field}) is None
    with service.store.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM patients")) == 0


def test_no_patient_can_be_read_or_guessed_from_the_rows(service: Service) -> None:
    Patients(service.store).find_or_make(KEY, STARK)
    with service.store.engine.connect() as connection:
        row = connection.execute(sa.text("SELECT * FROM patients")).one()
    assert not any(name.lower() in str(value).lower() for name in STARK.values() for value in row)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_any_name_can_be_looked_up(service: Service, email: str, first: str, last: str) -> None:
    patients = Patients(service.store)
    person = {"email": email, "first_name": first, "last_name": last}
    swapped = {"email": email, "first_name": last, "last_name": first}
    assert patients.find_or_make(KEY, person) == patients.find_or_make(KEY, swapped)
