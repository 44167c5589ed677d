"""The page that a line of a summary rests on, beside the summary."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.errors import SporoError
from sporo_ui.evidence import first_place
from sporo_ui.marks import Mark
from sporo_ui.models import ReadPage, Source
from sporo_ui.state import session
from sporo_ui.summaries import ChartSummary, SourcePage
from sporo_ui.widgets.marked_text import marked_text
from sporo_ui.widgets.problem import problem
from sporo_ui.words import literal

PDF, PICTURES = "application/pdf", frozenset({"image/png", "image/jpeg"})
HEIGHT = 640
"""Pixels of a PDF's page."""


def source_panel(summary: ChartSummary) -> None:
    """The opened page, or what to do to open one."""
    source = _opened(summary)
    if source is None:
        st.subheader("Source", anchor=False)
        st.caption("Choose the mark at the end of a line to see the page that it comes from.")
        return
    # By this key the panel stays in view: beside a long summary, and on a narrow screen above its end.
    with st.container(key="open_source"):
        _heading(source, summary.page(source.file, source.page))
        _document(summary.entry.id, source)


def _opened(summary: ChartSummary) -> Source | None:
    entry_id, source = session().opened or ("", None)
    return source if entry_id == summary.entry.id else None


def _document(entry_id: str, source: Source) -> None:
    try:
        page = services().documents.source(session().person, entry_id, source.file, source.page)
    except SporoError as error:
        problem(error)
        return
    _page(page, source)


def source_of_text(summary: ChartSummary) -> None:
    """The text that was summarized, with the words marked that the opened line rests on."""
    source = _opened(summary)
    quote = source.quote if source else ""
    st.subheader("Text", anchor=False)
    _text("The text that was summarized", summary.request.text, quote, key=f"text_{summary.entry.id}")


def _heading(source: Source, read: ReadPage | None) -> None:
    title = f" · {literal(read.title)}" if read and read.title else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Source", anchor=False, width="stretch")
        st.button("Close", type="tertiary", icon=":material/close:", key="close_source", on_click=_close)
    st.markdown(f"**{literal(source.file)}**, page {source.page}{title}")
    if read and read.by_ocr:
        st.caption(":material/document_scanner: The text was recognized in a picture and may be misread.")


def _close() -> None:
    session().opened = None


def _page(page: SourcePage, source: Source) -> None:
    name = f"{source.file}, page {source.page}"
    key = f"source_{source.file}_{source.page}"
    if page.content is not None and page.media_type == PDF:
        _quoted(source)
        st.pdf(page.content, height=HEIGHT, key=key, alt=name)
    elif page.content is not None and page.media_type in PICTURES:
        _quoted(source)
        st.image(page.content, width="stretch")
    else:
        _text(name, page.text, source.quote, key=key)


def _text(name: str, text: str, quote: str, *, key: str) -> None:
    place = first_place(text, quote)
    if quote and not place:
        st.caption(f"These words were not found as they are: “{literal(quote)}”")
    marked_text(name, text, [Mark(*place)] if place else [], key=key)


def _quoted(source: Source) -> None:
    if source.quote:
        st.caption(f"It rests on: “{literal(source.quote)}”")
