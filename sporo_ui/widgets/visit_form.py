"""What a visit needs beside its template: label, consent and a recording. No key outlives its visit.

Each is drawn by one function and told by another (`..._now`): a click may come before the page is drawn
again, and what counts then is what stands in the form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import BinaryIO

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from sporo_ui.deps import services
from sporo_ui.recordings import Unfinished
from sporo_ui.state import session
from sporo_ui.widgets.chosen_recordings import chosen, chosen_recordings, fault_of, sound_of
from sporo_ui.widgets.problem import problem
from sporo_ui.widgets.recorder import follow, is_recording, recorded, recorder
from sporo_ui.widgets.unfinished import discard_button, unfinished
from sporo_ui.words import lasting, literal

RECORDED = "recording.ogg"
"""What a recording of this page is called."""


def patient_label() -> None:
    """What the clinician calls this visit; it is never sent anywhere."""
    st.text_input(
        "Patient label",
        placeholder="For example initials and room",
        max_chars=80,
        autocomplete="off",
        live=True,
        key=_key("label"),
    )
    st.caption("Stays in this app only.")


def label_now() -> str:
    """The label, or nothing."""
    return (st.session_state.get(_key("label")) or "").strip()


def consent() -> None:
    """The tick that the patient agreed."""
    key = _key("consent")
    if services().settings.recorder == "safe":
        follow(key)
    if words := services().settings.consent_text:
        st.markdown(literal(words))
    st.checkbox("The patient agreed to the recording.", key=key, on_change=_remember_consent, args=(key,))
    if consent_now():
        st.caption("The time of this tick is kept with the visit.")


def consent_now() -> datetime | None:
    """When the person ticked that the patient agreed, or None."""
    return session().consent_at if st.session_state.get(_key("consent")) else None


@dataclass(frozen=True)
class Sound:
    """The one recording that can be sent."""

    name: str
    open: Callable[[], BinaryIO]
    """Opens it from its start; raises `SporoError` where it can't be put together."""
    let_go: Callable[[], None]
    """To be called once its visit is kept."""


def recording() -> None:
    """The recorder, the place for files, and what is wrong with what is there."""
    if services().settings.recorder == "safe":
        unfinished(_key("consent"))
        recorder(consent_now())
    else:
        st.audio_input("Record", key=_key("recorded"))
    chosen_recordings(_key("chosen"))
    if services().settings.recorder == "simple":
        st.caption("Keep this page open while you record and until it is sent.")
    seen, simple = recorded(), _simply_recorded()
    if sum(map(bool, (seen, simple, chosen(_key("chosen"))))) > 1:
        st.warning(
            "There is a recording of this page, and one from a file. Remove one of them.",
            icon=":material/error:",
        )
    if simple and (fault := fault_of([simple])):
        problem(fault)
    if seen and not is_recording():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f":material/check: {lasting(seen.seconds)} of recording are ready to be sent.")
            discard_button(seen)


def recording_now() -> Sound | None:
    """The one recording that can be sent, or None."""
    files, seen, simple = chosen(_key("chosen")), recorded(), _simply_recorded()
    if simple:
        files = [*files, simple]
    if seen:
        return None if files or is_recording() else _recorded_sound(seen)
    if not files or (simple and len(files) > 1) or fault_of(files):
        return None
    return Sound(files[0].name, partial(sound_of, files), lambda: None)


def _recorded_sound(seen: Unfinished) -> Sound:
    person, recordings = session().person, services().recordings
    return Sound(
        RECORDED, partial(recordings.sound, person, seen.id), partial(recordings.forget, person, seen.id)
    )


def _key(field: str) -> str:
    """Another for each visit, so that nothing of one stays in the next."""
    return f"{field}_{session().visit}"


def _remember_consent(key: str) -> None:
    session().consent_at = datetime.now(UTC) if st.session_state[key] else None


def _simply_recorded() -> UploadedFile | None:
    """What the simple recorder has."""
    file: UploadedFile | None = st.session_state.get(_key("recorded"))
    return file
