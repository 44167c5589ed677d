"""One entry of the worklist: what it is, how it stands, and the next step."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import BinaryIO

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import Entry, Kind, State
from sporo_ui.errors import SporoError
from sporo_ui.state import session, zone
from sporo_ui.widgets.places import form_of, go_to_result
from sporo_ui.widgets.problem import problem
from sporo_ui.words import literal, when
from sporo_ui.worklist import about, standing

_TROUBLE = {
    State.UNCONFIRMED: ":orange[:material/help:]",
    State.FAILED: ":orange[:material/error:]",
}
_NEXT = {
    Kind.AUDIO: "Read the note",
    Kind.DOCUMENTS: "Read the summary",
    Kind.TEXT: "Read the summary",
    Kind.CODES: "See the codes",
}
_GIVEN = {
    Kind.AUDIO: "recording",
    Kind.DOCUMENTS: "documents",
    Kind.TEXT: "text",
    Kind.CODES: "text",
}


def job_row(entry: Entry, now: datetime, usual: float | None) -> None:
    """The entry in a box; on a narrow screen its parts stand one below the other."""
    with st.container(border=True, key=f"entry_{entry.id}"):
        what, state, step = st.columns([3, 4, 2], vertical_alignment="center")
        what.markdown(_title(entry, now))
        with state:
            _standing(entry, now, usual)
        if entry.state is State.COMPLETED and step.button(_NEXT[entry.kind], key=f"read_{entry.id}"):
            go_to_result(entry.kind, entry.id)
        # What is done is still kept where sources open it: only a person can let it go.
        if entry.needs_a_way_out or (entry.is_settled and entry.is_kept):
            way_out(entry)


def _title(entry: Entry, now: datetime) -> str:
    sent = when(entry.created_at, now, zone())
    beneath = f":small[:gray[{literal(about(entry))} · {literal(sent)}]]"
    return f"{_TROUBLE.get(entry.state, form_of(entry.kind).icon)} **{literal(entry.label)}**  \n{beneath}"


def way_out(entry: Entry) -> None:
    """What can be done with an entry that goes or ended badly: send again, take what was given, discard."""
    with st.container(horizontal=True):
        if entry.can_be_sent_again:
            _again(entry)
        if entry.is_kept:
            _take(entry)
        with st.popover("Discard", icon=":material/delete:"):
            st.write(f"This deletes the entry and its {_GIVEN[entry.kind]} here. It can't be undone.")
            if st.button("Discard it", key=f"discard_{entry.id}"):
                _do(partial(services().desk(entry.kind).discard, session().person, entry.id))


def _again(entry: Entry) -> None:
    """The same once more; a recording with its own template or another one."""
    send_again = partial(services().desk(entry.kind).send_again, session().person, entry.id)
    if st.button("Send again", icon=":material/replay:", key=f"again_{entry.id}"):
        _do(send_again)
    if entry.kind is not Kind.AUDIO:
        return
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


def _take(entry: Entry) -> None:
    """What was given, back: the one file or the text by a button, several files by one button each."""
    desk, person, label = services().desk(entry.kind), session().person, f"Download the {_GIVEN[entry.kind]}"
    if not entry.filenames:
        _download(label, partial(desk.text, person, entry.id), "text.txt", entry.id)
    elif len(entry.filenames) == 1:
        _download(label, partial(_content, person, entry, 0), entry.filename, entry.id)
    else:
        with st.popover(label, icon=":material/download:"):
            for place, name in enumerate(entry.filenames):
                _download(literal(name), partial(_content, person, entry, place), name, f"{entry.id}_{place}")


def _download(label: str, content: Callable[[], BinaryIO | str], name: str, key: str) -> None:
    icon = ":material/download:"
    st.download_button(label, content, file_name=name, icon=icon, on_click="ignore", key=f"given_{key}")


def _standing(entry: Entry, now: datetime, usual: float | None) -> None:
    sentence = literal(standing(entry, now, usual))
    if entry.state is State.PROCESSING and entry.progress is not None and not entry.problem:
        st.progress(entry.progress, text=f"{entry.progress:.0%} · {sentence}")
        return
    next_step = "" if entry.is_open else literal(entry.next_step)
    st.markdown(f"{sentence}  \n:small[:gray[{next_step}]]" if next_step else sentence)


def _content(person: str, entry: Entry, place: int) -> BinaryIO:
    return services().desk(entry.kind).file(person, entry.id, place)[0]


def _do(action: Callable[[], object]) -> None:
    """Does it, then draws the page anew; what goes wrong is said here."""
    try:
        action()
    except SporoError as error:
        problem(error)
    else:
        st.rerun()
