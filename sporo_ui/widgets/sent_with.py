"""What a person sent with documents or a text: the focus, the patient, the metadata, and which files."""

import streamlit as st

from sporo_ui.identity import named_in
from sporo_ui.summaries import ChartSummary
from sporo_ui.words import literal


def sent_with(summary: ChartSummary) -> None:
    """All of it, folded; nothing where only a text was sent."""
    told = _told(summary)
    if not told:
        return
    with st.expander("What was sent with it", icon=":material/outgoing_mail:"):
        for name, value in told:
            st.markdown(f":gray[{literal(name)}]  \n{literal(value)}")


def _told(summary: ChartSummary) -> list[tuple[str, str]]:
    asked = summary.request
    patient, others = named_in(asked.metadata)
    told = [
        ("Focus", asked.extra_information),
        ("Patient, told to the service", patient),
        *((f"Metadata: {name}", value or "(empty)") for name, value in others.items()),
        ("Files", "\n".join(summary.entry.filenames)),
    ]
    return [(name, value) for name, value in told if value]
