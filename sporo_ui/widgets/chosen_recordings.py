"""Recordings made elsewhere: chosen, put in their order, measured, and converted where it is needed."""

import io
from collections.abc import Sequence
from typing import BinaryIO

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from sporo_ui.assembly import assemble, heard_of
from sporo_ui.audio import HEAD, MEGABYTE, is_convertible, media_type_of, too_large
from sporo_ui.deps import services
from sporo_ui.errors import SporoError, Unsuitable
from sporo_ui.heard import Heard, findings
from sporo_ui.state import session
from sporo_ui.widgets.problem import problem
from sporo_ui.words import lasting, literal, size

TYPES = ["wav", "mp3", "ogg", "flac", "m4a", "mp4", "webm", "wma", "amr", "aac", "aiff"]


def chosen_recordings(key: str) -> None:
    """The place for files, their order, and what is wrong with them; several are parts of one visit."""
    st.file_uploader(
        "or choose a recording; several are joined",
        type=TYPES,
        accept_multiple_files=True,
        max_upload_size=services().settings.max_audio_bytes // MEGABYTE,
        key=key,
    )
    files = chosen(key)
    if len(files) > 1:
        _order(files)
    fault = fault_of(files)
    if fault:
        problem(fault)
    elif files:
        _tell(files)


def chosen(key: str) -> list[UploadedFile]:
    """The files in the order in which they are joined."""
    files: list[UploadedFile] = st.session_state.get(key) or []
    order = session().parts
    return sorted(files, key=lambda file: order.index(file.file_id) if file.file_id in order else len(order))


def fault_of(files: Sequence[UploadedFile]) -> SporoError | None:
    """Why no note can come of the files, or None: told by their first bytes, then by listening to them."""
    try:
        for file in files:
            _check(file.getvalue()[:HEAD], file.size, services().settings.max_audio_bytes)
        if not files:
            return None
        stopped = next((finding for finding in findings(_heard(files)) if finding.stops), None)
    except SporoError as refusal:
        return refusal
    return Unsuitable("no_speech", stopped.sentence, next_step=stopped.next_step) if stopped else None


def sound_of(files: Sequence[UploadedFile]) -> BinaryIO:
    """What is sent: one file that the service takes as it is, anything else joined and converted."""
    content = [file.getvalue() for file in files]
    if len(content) == 1 and not is_convertible(content[0][:HEAD]):
        return io.BytesIO(content[0])
    return io.BytesIO(assemble(content).content)


def _check(head: bytes, length: int, limit: int) -> None:
    """Raises `Unsuitable` for what is no recording, or too large a one."""
    if length > limit:
        raise too_large(limit)
    if not is_convertible(head):
        media_type_of(head, length, limit)


def _order(files: Sequence[UploadedFile]) -> None:
    """A row for each part, with a button that puts it before the one above it."""
    for place, file in enumerate(files):
        with st.container(horizontal=True, vertical_alignment="center", key=f"part_{file.file_id}"):
            st.markdown(f"{place + 1}. {literal(file.name)}", width="stretch")
            st.button(
                "Earlier",
                icon=":material/arrow_upward:",
                disabled=not place,
                key=f"earlier_{file.file_id}",
                on_click=_put_earlier,
                args=([each.file_id for each in files], place),
            )


def _put_earlier(order: list[str], place: int) -> None:
    order[place - 1], order[place] = order[place], order[place - 1]
    session().parts = order


def _tell(files: Sequence[UploadedFile]) -> None:
    """That they can be sent, and what a person should know before."""
    heard = _heard(files)
    for finding in findings(heard):
        st.warning(f"{literal(finding.sentence)} {literal(finding.next_step)}", icon=":material/hearing:")
    told = [lasting(heard.seconds), size(sum(file.size for file in files))]
    if len(files) > 1 or is_convertible(files[0].getvalue()[:HEAD]):
        told.append("converted when it is sent")
    if usual := services().visits.usual_seconds():
        told.append(f"a note usually takes {lasting(usual)}")
    st.caption(f":material/check: Ready to be sent: {', '.join(told)}.")


def _heard(files: Sequence[UploadedFile]) -> Heard:
    """What was measured of the files; listened to once."""
    here, parts = session(), tuple(sorted(file.file_id for file in files))
    if here.heard is None or here.heard[0] != parts:
        with st.spinner("Listening to the recording…"):
            here.heard = parts, heard_of([file.getvalue() for file in files])
    return here.heard[1]
