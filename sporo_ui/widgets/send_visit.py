"""The button that sends a visit, what is still missing for it, and what became of the click."""

from datetime import datetime

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from sporo_ui.deps import services
from sporo_ui.errors import AlreadySent, SporoError
from sporo_ui.models import Template
from sporo_ui.state import session
from sporo_ui.visits import Visit
from sporo_ui.widgets.places import Place, link_to_note
from sporo_ui.widgets.problem import problem


def send_visit(
    template: Template | None, label: str, consent_at: datetime | None, recording: UploadedFile | None
) -> None:
    """The button; once the visit is kept, the form is empty and the worklist opens."""
    steps = {
        "choose a template": template,
        "give the visit a label": label,
        "tick the consent": consent_at,
        "record the visit or choose a recording": recording,
    }
    missing = [step for step, done in steps.items() if not done]
    ready = None
    if template and label and consent_at and recording:
        ready = (recording, Visit(recording.name, template, label, consent_at))
    # A callback, for it runs even where the person opens another page before this one is drawn again.
    clicked = st.button(
        "Send for a note",
        type="primary",
        icon=":material/send:",
        disabled=ready is None,
        key="send_visit",
        on_click=_send,
        args=ready,
    )
    if missing:
        st.caption(f"To send it: {', '.join(missing)}.")
    trouble = session().problem
    if clicked and trouble:
        _say(trouble)


def sent_before() -> None:
    """Says that the last visit was sent, for whoever comes back here by a second click."""
    if session().sent:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(":material/check: The last visit was sent.", width="content")
            st.page_link(Place.WORKLIST.page, label="Open the worklist")


def _send(recording: UploadedFile, visit: Visit) -> None:
    here = session()
    here.problem = None
    try:
        here.sent = services().visits.submit_visit(here.person, recording, visit).id
        here.next_visit()
    except AlreadySent as twice:
        if twice.entry_id != here.sent:
            here.problem = twice
    except SporoError as error:
        here.problem = error


def _say(trouble: SporoError) -> None:
    problem(trouble)
    if isinstance(trouble, AlreadySent):
        link_to_note(trouble.entry_id, "Open the earlier one")
