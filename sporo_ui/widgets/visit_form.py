"""What a visit needs beside its template: label, consent and a recording. No key outlives its visit."""

from datetime import UTC, datetime

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from sporo_ui.audio import HEAD, media_type_of
from sporo_ui.deps import services
from sporo_ui.errors import Unsuitable
from sporo_ui.state import session
from sporo_ui.widgets.problem import problem
from sporo_ui.words import size

TYPES = ["wav", "mp3", "ogg", "flac"]


def patient_label() -> str:
    """What the clinician calls this visit; it is never sent anywhere."""
    label = st.text_input(
        "Patient label",
        placeholder="For example initials and room",
        max_chars=80,
        autocomplete="off",
        live=True,
        key=f"label_{session().visit}",
    )
    st.caption("Stays in this app only.")
    return (label or "").strip()


def consent() -> datetime | None:
    """When the person ticked that the patient agreed, or None."""
    key = f"consent_{session().visit}"
    st.checkbox("The patient agreed to the recording.", key=key, on_change=_remember_consent, args=(key,))
    if session().consent_at:
        st.caption("The time of this tick is kept with the visit.")
    return session().consent_at


def _remember_consent(key: str) -> None:
    session().consent_at = datetime.now(UTC) if st.session_state[key] else None


def recording() -> UploadedFile | None:
    """The one recording that can be sent, or None with the reason on screen."""
    recorded = st.audio_input("Record", key=f"recorded_{session().visit}")
    chosen = st.file_uploader(
        "or choose a recording",
        type=TYPES,
        key=f"chosen_{session().visit}",
    )
    st.caption("Keep this page open while you record and until it is sent.")
    if recorded and chosen:
        st.warning("There are two recordings here. Remove one of them.", icon=":material/error:")
        return None
    return _suitable(recorded or chosen)


def _suitable(file: UploadedFile | None) -> UploadedFile | None:
    """The file, if its first bytes are those of a recording that the service takes."""
    if file is None:
        return None
    head = file.read(HEAD)
    file.seek(0)
    try:
        media_type_of(head, file.size, services().settings.max_audio_bytes)
    except Unsuitable as refusal:
        problem(refusal)
        return None
    st.caption(f":material/check: The recording ({size(file.size)}) is ready to be sent.")
    return file
