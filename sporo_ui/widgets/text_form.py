"""A text to be summarized at once, and what the summary should focus on."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.errors import SporoError
from sporo_ui.state import session
from sporo_ui.texts import TextRequest
from sporo_ui.widgets.documents_form import FOCUS
from sporo_ui.widgets.kept import kept
from sporo_ui.widgets.not_sent import not_sent
from sporo_ui.widgets.text_box import label_box, label_now, text_box
from sporo_ui.widgets.text_keeper import text_keeper


def text_form() -> None:
    """The form; what goes wrong is said beneath the button, and all that was typed stays."""
    sheet = session().text
    text_box(sheet)
    st.text_input(FOCUS, autocomplete="off", live=True, **kept(sheet, "focus"))
    label_box(sheet)
    st.button(
        "Summarize",
        type="primary",
        icon=":material/summarize:",
        key="summarize",
        on_click=_ask,
        args=(sheet.number,),
    )
    if sheet.asked:
        _summarize()
    if session().leaving:
        st.rerun()
    not_sent(sheet)
    # Last: it comes a moment later than the rest, and would move that from under a click.
    text_keeper(sheet, "text")


def _ask(drawn: int) -> None:
    """Notes the click; the second of two finds the sheet sent."""
    here = session()
    sheet = here.text
    sheet.asked, sheet.problem = drawn == sheet.number, None
    if not sheet.asked:
        here.leave(sheet.kind, sheet.sent)


def _summarize() -> None:
    here = session()
    sheet = here.text
    request = TextRequest(label_now(sheet), sheet.now("text"), sheet.now("focus"))
    with st.spinner("Reading the text. It usually takes a few seconds."), sheet.answering:
        # Another click or key starts another run beside this one, which waits here and finds it answered.
        if not sheet.asked:
            return
        try:
            entry = services().texts.summarize(here.person, request)
            sheet.sent_as(entry.id)
            here.leave(sheet.kind, entry.id)
        except SporoError as error:
            sheet.problem = error
        sheet.asked = False
