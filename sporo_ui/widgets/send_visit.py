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
    clicked = st.button(
        "Send for a note",
        type="primary",
        icon=":material/send:",
        disabled=bool(missing),
        key=f"send_{session().visit}",
    )
    if missing:
        st.caption(f"To send it: {', '.join(missing)}.")
    if clicked and template and consent_at and recording:
        _send(recording, Visit(recording.name, template, label, consent_at))


def sent_before() -> None:
    """Says that the last visit was sent, for whoever comes back here by a second click."""
    if session().sent:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(":material/check: The last visit was sent.", width="content")
            st.page_link(Place.WORKLIST.page, label="Open the worklist")


def _send(recording: UploadedFile, visit: Visit) -> None:
    here, visits = session(), services().visits
    try:
        entry = visits.submit_visit(here.person, recording, visit)
    except AlreadySent as twice:
        problem(twice)
        link_to_note(twice.entry_id, "Open the earlier one")
    except SporoError as error:
        problem(error)
    else:
        here.sent = entry.id
        here.next_visit()
        st.switch_page(Place.WORKLIST.page)
