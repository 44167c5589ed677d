"""One note: its sections to edit beside the transcript that they were written from."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import State
from sporo_ui.errors import NotYours
from sporo_ui.state import session
from sporo_ui.widgets.job_row import way_out
from sporo_ui.widgets.note_done import note_done
from sporo_ui.widgets.note_editor import note_editor, note_exports
from sporo_ui.widgets.note_header import note_header
from sporo_ui.widgets.note_wait import note_wait
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

note_header(note)
if note.entry.state is not State.COMPLETED:
    note_wait(note.entry)
    st.stop()

note_exports(note)
written, said = st.columns(2, gap="medium")
with written:
    st.subheader("Note", anchor=False)
    note_editor(note)
with said:
    st.subheader("Transcript", anchor=False)
    transcript(note)
if note.entry.is_empty:
    way_out(note.entry)
note_done(note.entry)
unsaved_guard()
