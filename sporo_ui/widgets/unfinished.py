"""Recordings that were begun and not sent: taken up again, listened to, or discarded."""

from datetime import UTC, datetime

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.errors import SporoError
from sporo_ui.recordings import Unfinished
from sporo_ui.state import session, zone
from sporo_ui.widgets.problem import problem
from sporo_ui.words import lasting, literal, when

LOOK_AGAIN = 2.0
"""Seconds between two looks whether a recording still goes on elsewhere."""


def unfinished(consent_key: str) -> None:
    """A row for each recording of this person but the one of this visit; nothing where there is none."""
    here = session()
    for recording in services().recordings.unfinished(here.person):
        if recording.id != here.recording:
            _row(recording, consent_key)


def discard_button(recording: Unfinished) -> None:
    """A button that discards it once the person has confirmed."""
    with st.popover("Discard", icon=":material/delete:", key=f"discard_{recording.id}"):
        st.markdown(f"This deletes {lasting(recording.seconds)} of recording. It can't be undone.")
        st.button(
            "Discard the recording",
            key=f"discarding_{recording.id}",
            on_click=_discard,
            args=(recording.id,),
        )


def _row(recording: Unfinished, consent_key: str) -> None:
    began = when(recording.began_at, datetime.now(UTC), zone())
    with st.container(border=True, key=f"unfinished_{recording.id}"):
        if recording.is_arriving:
            st.markdown(f"A recording of {literal(began)} goes on in another window, or was just left.")
            _look_again(recording)
            return
        st.markdown(f"A recording of {literal(began)}, {lasting(recording.seconds)}, was not finished.")
        with st.container(horizontal=True):
            st.button(
                "Take it up",
                icon=":material/mic:",
                help="Record more, or send it as it is",
                key=f"take_up_{recording.id}",
                on_click=_take_up,
                args=(recording, consent_key),
            )
            st.button(
                "Listen",
                icon=":material/play_arrow:",
                key=f"listen_{recording.id}",
                on_click=_listen,
                args=(recording.id,),
            )
            discard_button(recording)
        if session().listening == recording.id:
            _play(recording.id)


@st.fragment(run_every=LOOK_AGAIN)
def _look_again(recording: Unfinished) -> None:
    """Draws the page anew once no more of the recording comes."""
    seen = services().recordings.find(session().person, recording.id)
    if not (seen and seen.is_arriving):
        st.rerun()


def _play(recording: str) -> None:
    try:
        st.audio(services().recordings.sound(session().person, recording).read(), format="audio/ogg")
    except SporoError as error:
        problem(error)


def _take_up(recording: Unfinished, consent_key: str) -> None:
    st.session_state[consent_key] = True
    session().take_up(recording.id, recording.consent_at)


def _listen(recording: str) -> None:
    session().listening = "" if session().listening == recording else recording


def _discard(recording: str) -> None:
    here = session()
    services().recordings.forget(here.person, recording)
    if recording == here.recording:
        here.begin_recording()
