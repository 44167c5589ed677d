"""The button that sends a visit, what is still missing for it, and what became of the click."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import Kind
from sporo_ui.errors import AlreadySent, SporoError
from sporo_ui.state import session
from sporo_ui.templates import Listing
from sporo_ui.visits import Visit
from sporo_ui.widgets.places import Place, link_to_result
from sporo_ui.widgets.problem import problem
from sporo_ui.widgets.recorder import is_recording
from sporo_ui.widgets.visit_form import consent_now, label_now, recording_now


def send_visit(listing: Listing) -> None:
    """The button; once the visit is kept, the form is empty and the worklist opens."""
    steps = {
        "choose a template": listing.get(session().template_id or ""),
        "give the visit a label": label_now(),
        "tick the consent": consent_now(),
        _recording_step(): recording_now(),
    }
    missing = [step for step, done in steps.items() if not done]
    # A callback, for it runs even where the person opens another page before this one is drawn again.
    clicked = st.button(
        "Send for a note",
        type="primary",
        icon=":material/send:",
        disabled=bool(missing),
        key="send_visit",
        on_click=_send,
        args=(session().visit, listing),
    )
    if missing:
        st.caption(f"To send it: {', '.join(missing)}.")
    trouble = session().problem
    if clicked and trouble:
        _say(trouble)


def sent_before() -> None:
    """Says where the last visit is, for whoever comes back here by a second click."""
    if session().sent:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(":material/check: The last visit is on the worklist.", width="content")
            st.page_link(Place.WORKLIST.page, label="Open the worklist")


def _recording_step() -> str:
    return "stop the recording" if is_recording() else "record the visit or choose a recording"


def _send(drawn: int, listing: Listing) -> None:
    here = session()
    with here.sending:
        here.problem = None
        if drawn != here.visit:
            here.leave(Kind.AUDIO, here.sent)  # The second click of two: the first one sent this form.
            return
        template, label = listing.get(here.template_id or ""), label_now()
        consent_at, recording = consent_now(), recording_now()
        if not (template and label and consent_at and recording):
            return  # Taken back since the button was drawn: the page now says what is missing.
        visit = Visit(recording.name, template, label, consent_at)
        try:
            entry = services().visits.submit_visit(here.person, recording.open(), visit)
            recording.let_go()
            here.next_visit(entry.id)
        except SporoError as error:
            here.problem = error


def _say(trouble: SporoError) -> None:
    problem(trouble)
    if isinstance(trouble, AlreadySent):
        link_to_result(Kind.AUDIO, trouble.entry_id, "Open the earlier one")
