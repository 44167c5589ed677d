"""The code set as a person looks into it."""

import pytest

from sporo_clinical.icd10cm.release import release
from sporo_ui.code_set import MOST, edition, found, name_of, named, relatives
from sporo_ui.errors import Unsuitable


def test_a_code_has_its_dot_and_its_name_however_it_is_written() -> None:
    assert named("e1122") == named("E11.22")
    assert named("E1122").code == "E11.22"
    assert "chronic kidney disease" in named("E1122").name


@pytest.mark.parametrize("code", ["E11", "E11.2", "X00.000000", "", "hypertension"])
def test_what_can_not_be_billed_is_no_choice(code: str) -> None:
    with pytest.raises(Unsuitable, match="no billable code"):
        named(code)


def test_a_header_has_a_name_and_what_is_no_code_has_none() -> None:
    assert name_of("E11") == "Type 2 diabetes mellitus"
    assert name_of("Q99.99") == ""


def test_the_relatives_of_a_code_are_of_its_category_the_nearest_first() -> None:
    codes = [each.code for each in relatives("S52.521A")]
    assert "S52.521A" not in codes
    assert all(code.startswith("S52") for code in codes)
    assert codes[:5] == [f"S52.521{each}" for each in "DGKPS"]


def test_with_nothing_asked_the_relatives_are_found_and_without_any_nothing() -> None:
    assert found(" ", "I10") == relatives("I10") == ()
    assert found("", "E11.9") == relatives("E11.9")[:MOST]


def test_words_are_found_among_the_relatives_first_and_then_in_the_whole_set() -> None:
    codes = [each.code for each in found("neuropathy", "E11.9")]
    assert codes[0].startswith("E11.4")
    assert len(codes) <= MOST
    assert len(codes) == len(set(codes))
    assert any(not code.startswith("E11") for code in codes)


def test_a_code_is_found_by_its_beginning() -> None:
    assert found("j45.9")[0].code.startswith("J45.9")


def test_the_edition_tells_when_the_release_holds_and_how_old_the_notes_are() -> None:
    first, last = release().in_force
    assert f"in force {first.day} {first:%b %Y} to {last.day} {last:%b %Y}" in edition()
    assert "notes of April 2026" in edition()
