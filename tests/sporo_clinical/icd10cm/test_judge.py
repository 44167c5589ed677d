import pytest

from sporo_clinical.icd10cm.coding import code_text
from sporo_clinical.icd10cm.found import Reason
from sporo_clinical.icd10cm.release import dotted


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("No pneumonia.", "J18.9", Reason.DENIED),
        ("Possible pneumonia.", "J18.9", Reason.UNCERTAIN),
        ("Return for chest pain.", "R07.9", Reason.PLANNED),
        ("Her husband has hepatitis B.", "B19.10", Reason.ANOTHER),
        ("Her mother has vertigo.", "R42", Reason.FAMILY),
        ("Her cough has resolved.", "R05.9", Reason.PAST),
        ("She had shingles ten years ago.", "B02.9", Reason.PAST),
    ],
)
def test_what_is_not_coded_is_considered_with_the_reason(text: str, code: str, reason: Reason) -> None:
    coding = code_text(text)
    assert not coding.codes
    (considered,) = coding.considered
    assert (dotted(considered.code), considered.reason) == (code, reason)
    assert text[considered.start : considered.end] == considered.evidence


@pytest.mark.parametrize("text", ["Her mother had breast cancer.", "History of stroke."])
def test_what_became_a_history_is_coded_and_not_considered_too(text: str) -> None:
    coding = code_text(text)
    assert [one.code[0] for one in coding.codes] == ["Z"]
    assert not coding.considered


@pytest.mark.parametrize("text", ["Mr. Gout is here.", "ALLERGIES: sulfa (rash)"])
def test_what_names_no_condition_is_not_even_considered(text: str) -> None:
    coding = code_text(text)
    assert not [*coding.codes, *coding.considered]


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("Possible pneumonia.", "J18.9", Reason.UNCERTAIN),
        ("She had shingles ten years ago.", "B02.9", Reason.PAST),
        ("No pneumonia.", "J18.9", Reason.DENIED),
    ],
)
def test_a_reason_that_is_kept_keeps_nothing_from_being_coded(text: str, code: str, reason: Reason) -> None:
    coding = code_text(text, keep=frozenset({reason}))
    assert [dotted(one.code) for one in coding.codes] == [code]
    assert not coding.considered
