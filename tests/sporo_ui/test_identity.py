"""Nobody becomes a patient of the service by accident."""

import pytest

from sporo_ui.errors import Unsuitable
from sporo_ui.identity import Patient, metadata_of, patient_of, patient_readback


def test_a_patient_is_named_by_all_three() -> None:
    found = patient_of(" tony.stark@example.com ", "Tony", " Stark")
    assert found == Patient("tony.stark@example.com", "Tony", "Stark")
    assert found.as_metadata() == {
        "email": "tony.stark@example.com",
        "first_name": "Tony",
        "last_name": "Stark",
    }


def test_nothing_filled_in_names_nobody() -> None:
    assert patient_of("", " ", "") is None


@pytest.mark.parametrize("given", [("a@b.org", "", ""), ("a@b.org", "Tony", " "), ("", "Tony", "Stark")])
def test_half_a_patient_is_refused(given: tuple[str, str, str]) -> None:
    with pytest.raises(Unsuitable) as caught:
        patient_of(*given)
    assert caught.value.code == "half_a_patient"
    assert "Fill in all three" in caught.value.next_step


@pytest.mark.parametrize("email", ["tony", "tony@", "@stark.org", "tony stark@example.com", "a@b@c"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(Unsuitable) as caught:
        patient_of(email, "Tony", "Stark")
    assert caught.value.code == "no_email"


def test_the_readback_says_who_and_what_happens() -> None:
    said = patient_readback(" tony@example.com", "Tony ", "Stark")
    assert said == (
        "The service looks for a patient Tony Stark with the e-mail address tony@example.com, and creates a "
        "patient record if it finds none."
    )


def test_rows_become_metadata_and_empty_ones_nothing() -> None:
    rows = [(" case ", " 1234 "), ("", ""), ("note", "")]
    assert metadata_of(rows) == {"case": "1234", "note": ""}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("", "1234")], "has no name"),
        ([("_-", "1234")], "has no name"),
        ([("case", "1"), ("case", "2")], "twice"),
        ([("case", "1"), (" CASE ", "2")], "twice"),
        ([("email", "a@b.org")], "name a patient"),
        ([("E-Mail", "a@b.org")], "name a patient"),
        ([("first_name", "Tony")], "name a patient"),
        ([("Last Name", "Stark")], "name a patient"),
        ([("files", "x")], "something else"),
        ([("webhook_url", "x")], "something else"),
        ([("Extra information", "x")], "something else"),
        ([("upload_id", "x")], "something else"),
    ],
)
def test_a_name_that_means_something_to_the_service_is_refused(
    rows: list[tuple[str, str]], said: str
) -> None:
    with pytest.raises(Unsuitable, match=said) as caught:
        metadata_of(rows)
    assert caught.value.next_step.endswith(".")
