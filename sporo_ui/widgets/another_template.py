"""The same recording once more, for a note by another template."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import Entry, Kind
from sporo_ui.errors import AlreadySent, SporoError
from sporo_ui.state import session
from sporo_ui.widgets.places import go_to_result
from sporo_ui.widgets.problem import problem


def another_template(entry: Entry) -> None:
    """The choice of a template and the button, with what it costs; for a recording that is still kept."""
    with st.popover("Same audio, another template", icon=":material/swap_horiz:"):
        st.caption("Sends the whole recording again and uses one more visit of your quota. This note stays.")
        others = [each for each in services().templates.listing().templates if each.id != entry.template_id]
        chosen = st.selectbox(
            "Template",
            others,
            index=None,
            format_func=lambda template: template.name,
            key=f"also_{entry.id}",
        )
        if not st.button("Send it again", disabled=chosen is None, key=f"send_also_{entry.id}") or not chosen:
            return
        try:
            made = services().visits.with_template(session().person, entry.id, chosen).id
        except AlreadySent as earlier:
            made = earlier.entry_id
        except SporoError as error:
            problem(error)
            return
    go_to_result(Kind.AUDIO, made)
