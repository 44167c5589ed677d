"""A text to be coded."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.errors import SporoError
from sporo_ui.state import session
from sporo_ui.widgets.not_sent import not_sent
from sporo_ui.widgets.text_box import label_box, label_now, text_box
from sporo_ui.widgets.text_keeper import text_keeper


def codes_form() -> None:
    """The form; once the text is kept, it is empty and the codes' page opens."""
    sheet = session().codes
    text_box(sheet)
    label_box(sheet)
    st.button(
        "Find codes",
        type="primary",
        icon=":material/tag:",
        key="find_codes",
        on_click=_send,
        args=(sheet.number,),
    )
    not_sent(sheet)
    # Last: it comes a moment later than the rest, and would move that from under a click.
    text_keeper(sheet, "text")


def _send(drawn: int) -> None:
    here = session()
    sheet = here.codes
    with here.sending:
        if drawn != sheet.number:
            here.leave(sheet.kind, sheet.sent)  # The second click of two: the first one sent this text.
            return
        sheet.problem = None
        try:
            entry = services().codes.submit(here.person, label_now(sheet), sheet.now("text"))
        except SporoError as error:
            sheet.problem = error
            return
        sheet.sent_as(entry.id)
        here.leave(sheet.kind, entry.id)
