"""How a person settles a conflict: which of its statements hold, and why; and how they open it again."""

import streamlit as st

from sporo_ui.chart_conflicts import ChartConflict, Settlement, needs_reason
from sporo_ui.deps import services
from sporo_ui.entries import Kind
from sporo_ui.state import session
from sporo_ui.summaries import ChartSummary
from sporo_ui.summary_desk import SummaryDesk
from sporo_ui.words import literal

LONGEST_REASON = 300


def settle_key(summary: ChartSummary, conflict: ChartConflict) -> str:
    """What the keys of all that belongs to the conflict end with."""
    return f"conflict_{summary.entry.id}_{conflict.position}"


def settle_button(summary: ChartSummary, conflict: ChartConflict) -> None:
    """The button that unfolds the form, and folds it again."""
    key, is_open = settle_key(summary, conflict), _is_open(summary, conflict)
    st.button(
        "Close" if is_open else "Settle",
        type="tertiary",
        icon=":material/close:" if is_open else ":material/rule:",
        key=f"toggle_{key}",
        on_click=_toggle,
        args=(f"settling_{key}",),
    )


def reopen_button(summary: ChartSummary, conflict: ChartConflict) -> None:
    """That the decision is kept, and the button that takes it back."""
    # Side by side, also where both have to stand below a long title.
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        st.caption(":material/check: Settled, saved", width="content")
        st.button(
            "Undo",
            type="tertiary",
            icon=":material/undo:",
            help="Open this conflict again",
            key=f"reopen_{settle_key(summary, conflict)}",
            on_click=_reopen,
            args=(summary, conflict),
        )


def settle_form(summary: ChartSummary, conflict: ChartConflict) -> None:
    """The statements to tick and a line of the person's own, once it is unfolded."""
    if not _is_open(summary, conflict):
        return
    key = settle_key(summary, conflict)
    st.caption("Tick what holds.")
    for place, line in enumerate(conflict.lines):
        st.checkbox(literal(line.text), key=_tick(key, place))
    st.text_input(
        "Because",
        placeholder="For example: confirmed by phone",
        max_chars=LONGEST_REASON,
        autocomplete="off",
        live=True,
        key=f"because_{key}",
    )
    missing = _missing(conflict, _decided(key, conflict))
    st.button(
        "Settle this conflict",
        icon=":material/check:",
        disabled=bool(missing),
        key=f"settle_{key}",
        on_click=_settle,
        args=(summary, conflict),
    )
    if missing:
        st.caption(missing)


def _is_open(summary: ChartSummary, conflict: ChartConflict) -> bool:
    return bool(st.session_state.get(f"settling_{settle_key(summary, conflict)}"))


def _toggle(settling: str) -> None:
    st.session_state[settling] = not st.session_state.get(settling)


def _tick(key: str, place: int) -> str:
    return f"holds_{key}_{place}"


def _decided(key: str, conflict: ChartConflict) -> Settlement:
    ticked = (place for place in range(len(conflict.lines)) if st.session_state.get(_tick(key, place)))
    return Settlement(tuple(ticked), str(st.session_state.get(f"because_{key}") or "").strip())


def _missing(conflict: ChartConflict, decided: Settlement) -> str:
    """What is still to be done before the decision says something; empty where nothing is."""
    if decided.reason or not needs_reason(decided.holds, len(conflict.lines)):
        return ""
    if decided.holds:
        return "To settle it: say why all of them hold, or take a tick away."
    return "To settle it: tick what holds, or say why nothing of it does."


def _settle(summary: ChartSummary, conflict: ChartConflict) -> None:
    key = settle_key(summary, conflict)
    decided = _decided(key, conflict)
    if _missing(conflict, decided):
        return  # Taken back since the button was drawn: the form now says what is missing.
    _desk(summary).settle_conflict(session().person, summary.entry.id, conflict.position, decided)
    st.session_state[f"settling_{key}"] = False


def _reopen(summary: ChartSummary, conflict: ChartConflict) -> None:
    _desk(summary).reopen_conflict(session().person, summary.entry.id, conflict.position)


def _desk(summary: ChartSummary) -> SummaryDesk:
    return services().texts if summary.entry.kind is Kind.TEXT else services().documents
