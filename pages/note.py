"""One note: its sections to edit beside the transcript, what the check says of it, and who signs it."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import State
from sporo_ui.errors import NotYours
from sporo_ui.state import session
from sporo_ui.widgets.entry_done import entry_done
from sporo_ui.widgets.entry_wait import entry_wait
from sporo_ui.widgets.flags import flags
from sporo_ui.widgets.job_row import way_out
from sporo_ui.widgets.note_editor import note_editor
from sporo_ui.widgets.note_header import note_header
from sporo_ui.widgets.note_steps import note_steps
from sporo_ui.widgets.places import Place
from sporo_ui.widgets.problem import problem
from sporo_ui.widgets.sign_off import sign_off
from sporo_ui.widgets.transcript import transcript
from sporo_ui.widgets.unsaved_guard import unsaved_guard
from sporo_ui.widgets.version_diff import versions

st.page_link(Place.WORKLIST.page, icon=":material/arrow_back:")
try:
    review = services().notes.review(session().person, st.query_params.get("entry", ""))
except NotYours as error:
    st.title(Place.NOTE.title, anchor=False)
    problem(error)
    st.stop()

note = review.note
note_header(review)
if note.entry.state is not State.COMPLETED:
    entry_wait(note.entry)
    st.stop()

note_steps(review)
flags(review)
written, said = st.columns(2, gap="medium")
with written:
    st.subheader("Note", anchor=False)
    note_editor(review)
    versions(note.entry.id)
    sign_off(review)
with said:
    st.subheader("Transcript", anchor=False)
    transcript(review)
if note.entry.is_empty:
    way_out(note.entry)
entry_done(note.entry, "this note", leads=review.is_signed)
unsaved_guard()
