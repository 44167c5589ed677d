"""The codes of a text: each with its name and the words that it rests on, and all of them to copy."""

import streamlit as st

from sporo_ui.evidence import Coded, PlacedCode
from sporo_ui.export import codes_as_csv, codes_as_text, file_name
from sporo_ui.marks import Mark
from sporo_ui.widgets.marked_text import marked_text
from sporo_ui.widgets.take_button import copy_button, file_button
from sporo_ui.words import literal


def codes_exports(coded: Coded) -> None:
    """Copy, and a table for a spreadsheet; nothing where there is nothing to take."""
    if not coded.codes:
        return
    entry_id = coded.entry.id
    with st.container(horizontal=True, vertical_alignment="center"):
        copy_button("Copy the codes", codes_as_text(coded), key=f"copy_{entry_id}")
        name = file_name(coded, "csv")
        file_button("Download as CSV", codes_as_csv(coded), name=name, key=f"download_csv_{entry_id}")


def codes_text(coded: Coded) -> None:
    """The text, with the words that codes rest on underlined and numbered as in the table."""
    marks = [
        Mark(code.start, code.end, str(number))
        for number, code in enumerate(coded.codes, start=1)
        if code.start is not None and code.end is not None
    ]
    marked_text("The text that was coded", coded.text, marks, key=f"coded_{coded.entry.id}")


def codes_table(coded: Coded) -> None:
    """One row a code, by the number that marks its words in the text."""
    if not coded.codes:
        st.info("No code was found in this text.", icon=":material/info:")
        return
    rows = [_row(number, code) for number, code in enumerate(coded.codes, start=1)]
    if all(code.confidence is None for code in coded.codes):
        rows = [{name: cell for name, cell in row.items() if name != "Sure"} for row in rows]
    st.table(rows)


def _row(number: int, code: PlacedCode) -> dict[str, str]:
    sure = "" if code.confidence is None else f"{code.confidence:.0%}"
    return {
        "No.": str(number),
        "Code": f"**{literal(code.code)}**",
        "Name": literal(code.name),
        "Evidence": _evidence(code),
        "Sure": literal(sure),
    }


def _evidence(code: PlacedCode) -> str:
    if not code.evidence:
        return ":gray[none given]"
    words = f"“{literal(code.evidence)}”"
    return words if code.is_found else f"{words} :orange[:material/search_off:] not found in the text"
