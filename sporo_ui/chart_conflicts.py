"""A conflict with what a person decided about it: which of its statements hold, and why."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from sporo_ui.models import Conflict, SummaryLine

SETTLEMENTS = -1
"""The draft of a summary that holds what was decided about its conflicts; its sections count from 0."""


@dataclass(frozen=True)
class Settlement:
    """What a person decided about one conflict."""

    holds: tuple[int, ...]
    """The places of the statements that hold: one, several, all or none of them."""
    reason: str = ""
    """In the person's own words."""


Settlements = Mapping[int, Settlement]
"""By the place of the conflict in the summary."""
_KEPT = TypeAdapter(dict[int, Settlement])


@dataclass(frozen=True)
class ChartConflict:
    """Statements that can't all hold, and the person's decision once there is one."""

    position: int
    about: str
    lines: tuple[SummaryLine, ...]
    settlement: Settlement | None = None

    @property
    def reason(self) -> str:
        """Why it was decided so, in the person's own words; empty where they gave none."""
        return self.settlement.reason if self.settlement else ""

    @property
    def overruled(self) -> tuple[SummaryLine, ...]:
        """The statements that do not hold by the person's decision; none while it is open."""
        if self.settlement is None:
            return ()
        return tuple(line for place, line in enumerate(self.lines) if not self._holds(place))

    @property
    def told(self) -> Iterator[tuple[str, SummaryLine]]:
        """Each statement in words, beginning with whether it holds once that is decided."""
        for place, line in enumerate(self.lines):
            begin = ("Holds: " if self._holds(place) else "Does not hold: ") if self.settlement else ""
            yield f"{begin}{line.text}", line

    def _holds(self, place: int) -> bool:
        return self.settlement is not None and place in self.settlement.holds


def read(kept: str) -> Settlements:
    """What was decided, as it is kept; nothing where nothing is."""
    return _KEPT.validate_json(kept) if kept else {}


def written(settlements: Settlements) -> str:
    """What was decided, as it is kept."""
    return _KEPT.dump_json(dict(settlements)).decode()


def with_settlements(conflicts: Sequence[Conflict], settlements: Settlements) -> Iterator[ChartConflict]:
    """The service's conflicts, each with what was decided about it."""
    for place, conflict in enumerate(conflicts):
        yield ChartConflict(place, conflict.about, conflict.lines, settlements.get(place))


def needs_reason(holds: Collection[int], statements: int) -> bool:
    """Whether a decision says nothing without a reason: that all of them hold, or that none does."""
    return len(holds) in {0, statements}


def open_count(conflicts: Sequence[ChartConflict]) -> str:
    """How many are not settled: "2 conflicts not settled"; empty where none is open."""
    count = sum(1 for conflict in conflicts if conflict.settlement is None)
    return {0: "", 1: "1 conflict not settled"}.get(count, f"{count} conflicts not settled")
