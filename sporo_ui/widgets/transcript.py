"""What was said, by passage with its time; it and the note mark each other, doubts are marked in words."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import Note
from sporo_ui.models import Uncertain
from sporo_ui.note_review import NoteReview
from sporo_ui.remarks import remarks
from sporo_ui.shown_note import transcript_drawn
from sporo_ui.state import session
from sporo_ui.widgets.section_box import section_key
from sporo_ui.words import literal

_HERE = Path(__file__)
_said = st.components.v2.component(
    "sporo_transcript",
    html=_HERE.with_suffix(".html").read_text(encoding="utf-8"),
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def transcript(review: NoteReview) -> None:
    """The transcript, or a plain sentence that there is none."""
    note = review.note
    for warning in (*note.warnings, *remarks(note.transcript)):
        st.warning(literal(warning), icon=":material/warning:")
    if not note.transcript.strip():
        st.info(
            "Nobody was heard in this recording, so the transcript is empty.",
            icon=":material/hearing_disabled:",
        )
        return
    if note.uncertain:
        st.markdown(f":orange[:material/help:] :small[{_to_check(note.uncertain)}]")
    key, playable = f"said_{note.entry.id}", note.entry.is_kept
    place = (st.session_state.get(key) or {}).get("play")
    data = transcript_drawn(review, services().notes.alignment(note))
    boxes = [section_key(note.entry.id, section) for section in note.sections]
    if playable:
        _player(note, place)
    told = data | {"name": "Transcript", "boxes": boxes, "playable": playable}
    _said(data=told, key=key, on_play_change=lambda: None)


def _player(note: Note, place: float | None) -> None:
    """The kept recording, from the passage that was asked for."""
    sound, media_type = services().visits.recording(session().person, note.entry.id)
    with sound:
        st.audio(sound.read(), media_type, start_time=place or 0, autoplay=place is not None)


def _to_check(uncertain: Sequence[Uncertain]) -> str:
    count = len(uncertain)
    return "1 place may be misheard." if count == 1 else f"{count} places may be misheard."
