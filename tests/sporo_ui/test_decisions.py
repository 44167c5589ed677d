"""What was decided about codes: kept, changed and taken back."""

from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.decisions import (
    Decision,
    Decisions,
    Standing,
    decided,
    is_added,
    read,
    replaced,
    with_added,
    written,
)

ADDED = Decision(Standing.ACCEPTED, "I10", "Essential hypertension", "HTN", 4)
ROWS = st.sampled_from(["0", "1", "added1"])


def test_nothing_is_decided_where_nothing_is_kept() -> None:
    assert read("") == {}


def test_a_decision_is_replaced_by_the_next_and_leaves_no_trace_when_taken_back() -> None:
    rejected = decided(decided({}, "0", Standing.ACCEPTED), "0", Standing.REJECTED)
    assert rejected == {"0": Decision(Standing.REJECTED)}
    assert decided(rejected, "0", Standing.OPEN) == {}


def test_a_code_put_in_place_of_another_is_accepted_and_stays_when_it_is_rejected() -> None:
    changed = replaced(decided({}, "0", Standing.REJECTED), "0", "E11.65", "With hyperglycemia")
    assert changed == {"0": Decision(Standing.ACCEPTED, "E11.65", "With hyperglycemia")}
    assert decided(changed, "0", Standing.REJECTED)["0"].code == "E11.65"
    assert decided(changed, "0", Standing.OPEN) == {}


def test_a_code_that_a_person_added_is_never_undecided() -> None:
    kept = with_added(with_added({}, ADDED), ADDED)
    assert list(kept) == ["added1", "added2"]
    rejected = decided(kept, "added1", Standing.REJECTED)
    assert rejected["added1"].standing is Standing.REJECTED
    assert decided(rejected, "added1", Standing.OPEN) == kept


def test_an_added_code_can_be_changed_and_keeps_its_evidence() -> None:
    changed = replaced(with_added({}, ADDED), "added1", "I11.9", "Hypertensive heart disease")
    assert (changed["added1"].code, changed["added1"].evidence) == ("I11.9", "HTN")


@given(st.lists(st.tuples(ROWS, st.sampled_from(Standing))))
def test_whatever_was_decided_is_read_as_it_was_written(clicks: list[tuple[str, Standing]]) -> None:
    kept: Decisions = with_added({}, ADDED)
    for row, standing in clicks:
        kept = decided(kept, row, standing)
    assert read(written(kept)) == kept
    assert [row for row in kept if is_added(row)] == ["added1"]
