"""What a person decides about a conflict, and how it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.chart_conflicts import (
    ChartConflict,
    Settlement,
    needs_reason,
    open_count,
    read,
    with_settlements,
    written,
)
from sporo_ui.models import Conflict, SummaryLine

DOSES = tuple(SummaryLine(text=f"Lisinopril {dose} mg") for dose in (10, 20, 40))
SETTLEMENTS = st.builds(Settlement, st.lists(st.integers(0, 9)).map(tuple), st.text())


def conflict(*holds: int) -> ChartConflict:
    (found,) = with_settlements([Conflict(about="Dose", lines=DOSES)], {0: Settlement(holds)})
    return found


@given(st.dictionaries(st.integers(0, 99), SETTLEMENTS))
def test_what_was_decided_is_read_as_it_was_written(settlements: dict[int, Settlement]) -> None:
    assert read(written(settlements)) == settlements
    assert read("") == {}


def test_statements_say_nothing_of_holding_before_it_is_decided() -> None:
    (found,) = with_settlements([Conflict(about="Dose", lines=DOSES)], {})
    assert [words for words, _line in found.told] == [line.text for line in DOSES]
    assert found.overruled == ()


@pytest.mark.parametrize(
    ("holds", "overruled"), [((0,), "20 40"), ((0, 2), "20"), ((0, 1, 2), ""), ((), "10 20 40")]
)
def test_what_was_not_ticked_does_not_hold(holds: tuple[int, ...], overruled: str) -> None:
    found = conflict(*holds)
    assert " ".join(line.text.split()[1] for line in found.overruled) == overruled
    assert [words.startswith("Holds: ") for words, _line in found.told] == [i in holds for i in range(3)]


@pytest.mark.parametrize(
    ("holds", "statements", "needs"),
    [((), 2, True), ((0, 1), 2, True), ((0,), 2, False), ((0, 1), 3, False), ((0,), 1, True)],
)
def test_all_and_none_need_a_reason(holds: tuple[int, ...], statements: int, needs: bool) -> None:  # noqa: FBT001 - of the table above
    assert needs_reason(holds, statements) is needs


def test_open_conflicts_are_counted() -> None:
    told = [Conflict(about=about, lines=DOSES) for about in "abc"]
    assert open_count(list(with_settlements(told, {}))) == "3 conflicts not settled"
    two = {0: Settlement((0,)), 2: Settlement((1,))}
    assert open_count(list(with_settlements(told, two))) == "1 conflict not settled"
    assert open_count([]) == ""
