"""What was said, by passage with its time; what may have been misheard is marked in colour and in words."""

from collections.abc import Sequence

import streamlit as st

from sporo_ui.entries import Note
from sporo_ui.models import Uncertain
from sporo_ui.passages import Passage, Piece, passages
from sporo_ui.words import clock, literal


def transcript(note: Note) -> None:
    """The transcript, or a plain sentence that there is none."""
    for warning in note.warnings:
        st.warning(literal(warning), icon=":material/warning:")
    if not note.transcript.strip():
        st.info(
            "Nobody was heard in this recording, so the transcript is empty.",
            icon=":material/hearing_disabled:",
        )
        return
    if note.uncertain:
        st.markdown(f":orange[:material/help:] :small[{_to_check(note.uncertain)}]")
    for passage in passages(note.transcript, note.segments, note.uncertain):
        _passage(passage)


def _to_check(uncertain: Sequence[Uncertain]) -> str:
    count = len(uncertain)
    return "1 place may be misheard." if count == 1 else f"{count} places may be misheard."


def _passage(passage: Passage) -> None:
    words = "".join(map(_marked, passage.pieces)).strip()
    if passage.start is None:
        st.markdown(words)
        return
    st.markdown(f":gray[:small[{literal(clock(passage.start))}]]  \n{words}")


def _marked(piece: Piece) -> str:
    if piece.doubt is None:
        return literal(piece.text)
    why = f"check the {piece.doubt.kind}" if piece.doubt.kind else "check"
    return f":orange-background[{literal(piece.text)} :small[:orange[({literal(why)})]]]"
