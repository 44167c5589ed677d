"""Keeps a long text that was typed but not sent, whatever the person does next."""

from pathlib import Path

import streamlit as st

from sporo_ui.state import Sheet, session

_keeper = st.components.v2.component(
    "sporo_text_keeper",
    html="<span hidden></span>",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def text_keeper(sheet: Sheet, name: str) -> None:
    """The keeper of this box, which shows nothing."""
    box, number = sheet.key(name), sheet.number
    key = f"keeper_of_{box}"

    def _keep() -> None:
        # What was typed last may be heard after the click that sends the sheet.
        if number != sheet.number:
            session().leave(sheet.kind, sheet.sent)
            return
        sheet.typed[name] = st.session_state[key]["typed"]

    _keeper(data={"box": box}, key=key, height=1, on_typed_change=_keep)
