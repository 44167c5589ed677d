"""The page that a line of a summary rests on, beside the summary."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sporo_ui.deps import services
from sporo_ui.errors import SporoError
from sporo_ui.evidence import first_place
from sporo_ui.marks import Mark
from sporo_ui.models import ReadPage, Source
from sporo_ui.state import Opened, session
from sporo_ui.summaries import ChartSummary, SourcePage
from sporo_ui.widgets.marked_text import marked_text
from sporo_ui.widgets.problem import problem
from sporo_ui.words import literal

PDF = ".pdf"
HEIGHT = 640
"""Pixels of a whole PDF."""


def source_panel(summary: ChartSummary) -> None:
    """The opened page, or what to do to open one."""
    opened = _opened(summary)
    with _frame("Source", opened):
        if opened is None:
            st.caption("Choose the mark at the end of a line to see the page that it comes from.")
            return
        _name(opened.source, summary.page(opened.source.file, opened.source.page))
        try:
            _page(opened)
        except SporoError as error:
            problem(error)


def source_of_text(summary: ChartSummary) -> None:
    """The text that was summarized, with the words marked that the opened line rests on."""
    opened = _opened(summary)
    quote = opened.source.quote if opened else ""
    with _frame("Text", opened):
        _text("The text that was summarized", summary.request.text, quote, key=f"text_{summary.entry.id}")


def _opened(summary: ChartSummary) -> Opened | None:
    opened = session().opened
    return opened if opened and opened.entry_id == summary.entry.id else None


def _frame(title: str, opened: Opened | None) -> DeltaGenerator:
    """The panel with its title. An open one stays in view, by its key, until it is closed."""
    frame = st.container(key="open_source" if opened else "source")
    with frame.container(horizontal=True, vertical_alignment="center"):
        st.subheader(title, anchor=False, width="stretch")
        if opened:
            st.button("Close", type="tertiary", icon=":material/close:", key="close_source", on_click=_close)
    return frame


def _close() -> None:
    session().opened = None


def _name(source: Source, read: ReadPage | None) -> None:
    title = f" · {literal(read.title)}" if read and read.title else ""
    st.markdown(f"**{literal(source.file)}**, page {source.page}{title}")
    if read and read.by_ocr:
        st.caption(":material/document_scanner: The text was recognized in a picture and may be misread.")


def _page(opened: Opened) -> None:
    """The page as it looks; where it has no looks, its text."""
    source, name = opened.source, f"{opened.source.file}, page {opened.source.page}"
    if opened.picture is None:
        with st.skeleton(height=HEIGHT):
            opened.picture = services().documents.picture(session().person, opened.entry_id, source)
    if not opened.picture:
        _text(name, _found(opened).text, source.quote, key=f"source_{name}")
        return
    st.caption(f"It rests on: “{literal(_one_line(source.quote))}”")
    st.image(opened.picture, width="stretch", alt=name)
    if source.file.lower().endswith(PDF) and st.toggle("Show the whole document", key=f"whole_{source.file}"):
        st.pdf(_found(opened).content or b"", height=HEIGHT, alt=source.file)


def _found(opened: Opened) -> SourcePage:
    source = opened.source
    return services().documents.source(session().person, opened.entry_id, source.file, source.page)


def _text(name: str, text: str, quote: str, *, key: str) -> None:
    """The text with the quoted words marked; where they do not stand in it, they are shown above it."""
    place = first_place(text, quote)
    if quote and not place:
        st.caption(f"These words were not found as they are: “{literal(_one_line(quote))}”")
    marked_text(name, text, [Mark(*place)] if place else [], key=key)


def _one_line(quote: str) -> str:
    return " ".join(quote.split())
