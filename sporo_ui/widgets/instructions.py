"""From a note to instructions for its patient, and from them back to the note."""

import streamlit as st

from sporo_clinical.reading_grade import reading_grade
from sporo_ui.deps import services
from sporo_ui.entries import Entry, Kind, State
from sporo_ui.errors import AlreadySent, SporoError
from sporo_ui.state import session
from sporo_ui.summaries import ChartSummary
from sporo_ui.widgets.places import go_to_result, link_to_result
from sporo_ui.widgets.problem import problem

EASY_GRADE = 6
"""What most patients read with ease."""


def instruct(note: Entry) -> None:
    """A button that has the note said in plain words as it now stands, or a link to just that."""
    handed = services().instructions.made_of(session().person, note.id)
    if handed:
        link_to_result(Kind.TEXT, handed.entry.id, "Patient instructions")
    if handed and handed.is_out_of_date:
        st.caption("The note was edited since they were made.", width="content")
    if not handed or handed.is_out_of_date:
        _write(note.id, "Patient instructions again" if handed else "Patient instructions")


def instructions_origin(summary: ChartSummary) -> None:
    """What note it was made from, how easily it reads, and whether the note says something else now."""
    origin = services().instructions.origin(session().person, summary.entry)
    if origin is None:
        return
    if origin.entry is None:
        st.caption("The note that these instructions were made from was discarded.")
    else:
        link_to_result(Kind.AUDIO, origin.entry.id, "The note that these instructions were made from")
    if origin.entry and origin.is_out_of_date:
        st.warning(
            "These instructions are out of date: the note was edited after they were made.",
            icon=":material/history:",
        )
        _write(origin.entry.id, "Make them again")
    if summary.entry.state is State.COMPLETED:
        st.caption(_grade("\n".join(section.text for section in summary.sections)))


def _grade(text: str) -> str:
    grade = reading_grade(text)
    if grade is None:
        return "Too short for a reading grade, or not in English."
    sentence = f"Reading grade {grade:.0f} (Flesch-Kincaid, years of school)."
    if grade <= EASY_GRADE:
        return sentence
    return f"{sentence} Grade {EASY_GRADE} or lower suits most patients: shorten it below."


def _write(note: str, words: str) -> None:
    if not st.button(words, icon=":material/notes:", key=f"instruct_{note}"):
        return
    try:
        with st.spinner("Saying the note in plain words. It usually takes a few seconds."):
            entry_id = services().instructions.write(session().person, note).id
    except AlreadySent as earlier:
        entry_id = earlier.entry_id
    except SporoError as error:
        problem(error)
        return
    go_to_result(Kind.TEXT, entry_id)
