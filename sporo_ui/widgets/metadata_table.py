"""A small table of names and values that travel with documents and come back with their summary."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from sporo_ui.state import session

_NAME, _VALUE = "Name", "Value"
Row = tuple[str, str]


def metadata_table() -> None:
    """The table. Streamlit forgets edits with their page: opened again, it begins with all so far."""
    sheet = session().documents
    key = sheet.key("metadata")
    if key not in st.session_state:
        sheet.metadata = sheet.metadata_now or [("", "")]
    names, values = zip(*sheet.metadata, strict=True)
    st.data_editor(
        {_NAME: names, _VALUE: values},
        num_rows="dynamic",
        hide_index=True,
        column_config={column: st.column_config.TextColumn(max_chars=200) for column in (_NAME, _VALUE)},
        key=key,
        on_change=_keep,
        args=(key,),
        alt="Metadata: names and values",
    )


def _keep(key: str) -> None:
    sheet = session().documents
    sheet.metadata_now = edited(sheet.metadata, st.session_state[key])


def edited(rows: Sequence[Row], changes: Mapping[str, Any]) -> list[Row]:
    """The rows with what the browser says was changed in, taken out of and added to them."""
    kept = [
        {_NAME: name, _VALUE: value} | changes["edited_rows"].get(place, {})
        for place, (name, value) in enumerate(rows)
        if place not in changes["deleted_rows"]
    ]
    return [(row.get(_NAME) or "", row.get(_VALUE) or "") for row in kept + changes["added_rows"]]
