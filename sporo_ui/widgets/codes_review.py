"""The text with its evidence and the codes beside it: one component, so that choosing needs no redrawing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from sporo_ui.coded import Coded
from sporo_ui.decisions import Standing
from sporo_ui.shown_codes import drawn

_HERE = Path(__file__)
_review = st.components.v2.component(
    "sporo_codes_review",
    html=_HERE.with_suffix(".html").read_text(encoding="utf-8"),
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Asked:
    """What a click asks for beside a decision: `do` with the code, about the row."""

    do: str
    row: str
    code: str


def codes_review(
    coded: Coded, on_decided: Callable[[dict[str, Standing]], None], on_asked: Callable[[Asked], None]
) -> Asked | None:
    """Draws the review; answers what the last click asks for, once, after `on_asked` heard it."""
    key = f"review_{coded.entry.id}"

    def decided() -> None:
        told = st.session_state[key]["decided"]["rows"]
        on_decided({row: Standing(standing) for row, standing in told.items()})

    def asked() -> None:
        on_asked(Asked(**st.session_state[key]["asked"]))

    heard = (st.session_state.get(key, {}).get("decided") or {"sent": 0})["sent"]
    data: dict[str, Any] = {"name": "The text that was coded", "heard": heard} | drawn(coded)
    result = _review(data=data, key=key, on_decided_change=decided, on_asked_change=asked)
    return Asked(**result.asked) if result.asked else None
