"""One note: its sections to edit beside the transcript that they were written from."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import State
from sporo_ui.errors import NotYours
from sporo_ui.state import session
from sporo_ui.widgets.draft_header import draft_header
from sporo_ui.widgets.entry_done import entry_done
from sporo_ui.widgets.entry_wait import entry_wait
from sporo_ui.widgets.exports import exports
from sporo_ui.widgets.handover import code_this
from sporo_ui.widgets.job_row import way_out
from sporo_ui.widgets.note_editor import note_editor
from sporo_ui.widgets.places import Place
from sporo_ui.widgets.problem import problem
from sporo_ui.widgets.transcript import transcript
from sporo_ui.widgets.unsaved_guard import unsaved_guard

st.page_link(Place.WORKLIST.page, icon=":material/arrow_back:")
try:
    note = services().visits.note(session().person, st.query_params.get("entry", ""))
except NotYours as error:
    st.title(Place.NOTE.title, anchor=False)
    problem(error)
    st.stop()

facts = [f"written by {note.writer}"] if note.writer else []
draft_header(
    note.entry,
    facts,
    unsigned="Nobody has signed this note. Check it against the transcript before you use it.",
)
if note.entry.state is not State.COMPLETED:
    entry_wait(note.entry)
    st.stop()

exports(note, "note")
if not note.entry.is_empty:
    code_this(note.entry)
written, said = st.columns(2, gap="medium")
with written:
    st.subheader("Note", anchor=False)
    note_editor(note)
with said:
    st.subheader("Transcript", anchor=False)
    transcript(note)
if note.entry.is_empty:
    way_out(note.entry)
entry_done(note.entry, "this note")
unsaved_guard()
