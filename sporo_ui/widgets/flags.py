"""What the check says of a note, in the order of severity, to be settled by click and by key."""

from pathlib import Path

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.note_review import NoteReview, Settlement, Verdict
from sporo_ui.shown_note import REASONS, flags_drawn
from sporo_ui.state import session
from sporo_ui.widgets.section_box import section_key

_HERE = Path(__file__)
_flags = st.components.v2.component(
    "sporo_flags",
    html=_HERE.with_suffix(".html").read_text(encoding="utf-8"),
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def flags(review: NoteReview) -> None:
    """The flags; where there are none, what that means and what it does not."""
    if review.unchecked:
        st.info(review.unchecked, icon=":material/info:")
        return
    if not review.flags:
        st.caption(
            ":material/check: Nothing to settle: the check found nothing in this note that the transcript "
            "speaks against. It does not see everything, so read the note."
        )
        return
    entry = review.note.entry
    key = f"flags_{entry.id}"

    def settled() -> None:
        told = st.session_state[key]["settled"]["marks"]
        said = [Settlement(mark, Verdict(each["verdict"]), each["reason"]) for mark, each in told.items()]
        services().notes.settle(session().person, entry.id, said)

    heard = (st.session_state.get(key, {}).get("settled") or {"sent": 0})["sent"]
    boxes = [section_key(entry.id, section) for section in review.note.sections]
    data = {"flags": flags_drawn(review), "boxes": boxes, "reasons": REASONS, "heard": heard}
    _flags(data=data, key=key, on_settled_change=settled)
