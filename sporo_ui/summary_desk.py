"""What a person can do with any summary: settle its conflicts, and open them again."""

from collections.abc import Callable

from sporo_ui import chart_conflicts
from sporo_ui.chart_conflicts import SETTLEMENTS, Settlement, Settlements
from sporo_ui.desk import Desk


class SummaryDesk(Desk):
    """Work that becomes a summary, of documents or of a text."""

    def settle_conflict(self, person: str, entry_id: str, position: int, settlement: Settlement) -> None:
        """Keeps what the person decided about this conflict, in place of what they decided before."""
        self._revise(person, entry_id, lambda kept: {**kept, position: settlement})

    def reopen_conflict(self, person: str, entry_id: str, position: int) -> None:
        """Takes the decision about this conflict back."""
        self._revise(
            person,
            entry_id,
            lambda kept: {place: settled for place, settled in kept.items() if place != position},
        )

    def _revise(self, person: str, entry_id: str, change: Callable[[Settlements], Settlements]) -> None:
        self._ledger.revise(
            person,
            entry_id,
            SETTLEMENTS,
            lambda kept: chart_conflicts.written(change(chart_conflicts.read(kept))),
        )
