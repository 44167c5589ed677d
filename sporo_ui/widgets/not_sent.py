"""Why the last click sent nothing, with a way to the earlier entry where the same was sent before."""

from sporo_ui.errors import AlreadySent, NotYet
from sporo_ui.state import Sheet
from sporo_ui.widgets.places import link_to_result
from sporo_ui.widgets.problem import problem


def not_sent(sheet: Sheet) -> None:
    """What went wrong with this sheet, if anything."""
    if sheet.problem is None:
        return
    problem(sheet.problem)
    if isinstance(sheet.problem, AlreadySent):
        link_to_result(sheet.kind, sheet.problem.entry_id, "Open the earlier one")
    if isinstance(sheet.problem, NotYet):
        link_to_result(sheet.kind, sheet.problem.entry_id, "Open what is kept")
