"""One entry of the worklist: what it is, how it stands, and the next step."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import BinaryIO

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import Entry, State
from sporo_ui.errors import SporoError
from sporo_ui.state import session, zone
from sporo_ui.widgets.places import Place
from sporo_ui.widgets.problem import problem
from sporo_ui.words import literal, when
from sporo_ui.worklist import standing

_ICONS = {
    State.UNSENT: ":material/schedule_send:",
    State.SENDING: ":material/upload:",
    State.UNCONFIRMED: ":orange[:material/help:]",
    State.QUEUED: ":material/hourglass_empty:",
    State.PROCESSING: ":material/graphic_eq:",
    State.COMPLETED: ":material/description:",
    State.FAILED: ":orange[:material/error:]",
}


def job_row(entry: Entry, now: datetime, usual: float | None) -> None:
    """The entry in a box; on a narrow screen its parts stand one below the other."""
    with st.container(border=True, key=f"entry_{entry.id}"):
        what, state, step = st.columns([3, 4, 2], vertical_alignment="center")
        what.markdown(_title(entry, now))
        with state:
            _standing(entry, now, usual)
        if entry.state is State.COMPLETED and step.button("Read the note", key=f"read_{entry.id}"):
            st.switch_page(Place.NOTE.page, query_params={"entry": entry.id})
        if entry.needs_a_way_out:
            way_out(entry)


def _title(entry: Entry, now: datetime) -> str:
    sent = when(entry.created_at, now, zone())
    beneath = f":small[:gray[{literal(entry.template_name)} · {literal(sent)}]]"
    return f"{_ICONS[entry.state]} **{literal(entry.label)}**  \n{beneath}"


def way_out(entry: Entry) -> None:
    """What can be done with an entry that goes or ended badly: send again, keep the recording, or discard."""
    with st.container(horizontal=True):
        if entry.can_be_sent_again:
            _again(entry)
        if entry.is_kept:
            st.download_button(
                "Download the recording",
                partial(_recording, session().person, entry.id),
                file_name=entry.filename,
                icon=":material/download:",
                on_click="ignore",
                key=f"recording_{entry.id}",
            )
        with st.popover("Discard", icon=":material/delete:"):
            st.write("This deletes the entry and its recording here. It can't be undone.")
            if st.button("Discard it", key=f"discard_{entry.id}"):
                _do(partial(services().visits.discard, session().person, entry.id))


def _again(entry: Entry) -> None:
    """The same recording once more, with its own template or another one."""
    send_again = partial(services().visits.send_again, session().person, entry.id)
    if st.button("Send again", icon=":material/replay:", key=f"again_{entry.id}"):
        _do(send_again)
    with st.popover("Another template", icon=":material/swap_horiz:"):
        templates = services().templates.listing().templates
        chosen = st.selectbox(
            "Template",
            templates,
            index=None,
            format_func=lambda template: template.name,
            key=f"other_template_{entry.id}",
        )
        if st.button("Send with it", disabled=chosen is None, key=f"other_{entry.id}"):
            _do(partial(send_again, chosen))


def _standing(entry: Entry, now: datetime, usual: float | None) -> None:
    sentence = literal(standing(entry, now, usual))
    if entry.state is State.PROCESSING and entry.progress is not None and not entry.problem:
        st.progress(entry.progress, text=f"{entry.progress:.0%} · {sentence}")
        return
    next_step = "" if entry.is_open else literal(entry.next_step)
    st.markdown(f"{sentence}  \n:small[:gray[{next_step}]]" if next_step else sentence)


def _recording(person: str, entry_id: str) -> BinaryIO:
    return services().visits.recording(person, entry_id)[0]


def _do(action: Callable[[], object]) -> None:
    """Does it, then draws the page anew; what goes wrong is said here."""
    try:
        action()
    except SporoError as error:
        problem(error)
    else:
        st.rerun()
