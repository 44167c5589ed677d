from datetime import date

import pytest

from sporo_clinical.icd10cm.finding import Finding, FindingKind
from sporo_clinical.icd10cm.release import plain, release
from sporo_clinical.icd10cm.standing import of_the_day, standing
from sporo_clinical.icd10cm.words import rows

BEFORE, AFTER = date(2026, 9, 30), date(2026, 10, 1)


def only(code: str, on: date | None = None, supported: tuple[str, ...] = ()) -> Finding:
    (finding,) = standing(code, on, supported)
    return finding


@pytest.mark.parametrize("code", ["I10", "E1122", "S93401A", "Z0000"])
def test_a_billable_code_stands(code: str) -> None:
    assert list(standing(code, None, ())) == []


@pytest.mark.parametrize(
    ("code", "near"),
    [("E1199", "E11.9"), ("I1O", "I10"), ("EII9", "E11.9"), ("T814XXA", "T81.40XA"), ("I100", "I10")],
)
def test_an_unknown_code_comes_with_the_nearest_ones(code: str, near: str) -> None:
    finding = only(code)
    assert finding.kind is FindingKind.UNKNOWN
    assert finding.instead[0] == near
    assert f"Near to it: {near}" in finding.sentence


@pytest.mark.parametrize("code", ["HYPERTENSION", "99213", "", "E", "ÄÖ1"])
def test_what_is_no_code_at_all_is_shown_as_it_was_given(code: str) -> None:
    finding = only(code)
    assert (finding.code, finding.kind) == (code, FindingKind.UNKNOWN)


def test_a_heading_lists_the_codes_below_it_and_those_that_the_text_supports_first() -> None:
    finding = only("E112", supported=("E1122",))
    assert finding.kind is FindingKind.HEADER
    assert finding.instead == ("E11.22", "E11.21", "E11.29")
    assert "never billed" in finding.sentence


def test_a_code_without_its_encounter_is_told_which_character_it_lacks() -> None:
    finding = only("S93401")
    assert "seventh character" in finding.sentence
    assert finding.instead == ("S93.401A", "S93.401D", "S93.401S")


def test_a_code_that_was_made_a_heading_is_told_since_when() -> None:
    finding = only("I420", AFTER)
    assert finding.kind is FindingKind.NOT_IN_FORCE
    assert "since 1 October 2026" in finding.sentence
    assert finding.instead == ("I42.00", "I42.01", "I42.09")
    assert only("I420") == finding
    assert list(standing("I420", BEFORE, ())) == []


def test_a_new_code_does_not_hold_for_an_earlier_visit() -> None:
    assert only("I4200", BEFORE).kind is FindingKind.NOT_IN_FORCE
    assert list(standing("I4200", AFTER, ())) == []


@pytest.mark.parametrize(("on", "when"), [(BEFORE, "before"), (date(2027, 10, 1), "after")])
def test_a_visit_outside_the_release_is_said_once_for_all_codes(on: date, when: str) -> None:
    (finding,) = of_the_day(on)
    assert (finding.code, finding.kind) == ("", FindingKind.NOT_IN_FORCE)
    assert when in finding.sentence
    assert release().label in finding.sentence


@pytest.mark.parametrize("on", [None, AFTER, date(2027, 9, 30)])
def test_a_visit_within_the_release_is_silent(on: date | None) -> None:
    assert list(of_the_day(on)) == []


def test_the_changes_are_those_of_the_release() -> None:
    for code, change in rows("changes.tsv"):
        assert release().is_billable(plain(code)) == (change == "added"), code
