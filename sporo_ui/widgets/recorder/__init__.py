"""The recorder: what it records goes to the app at once, and survives the tab, the browser and the app."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.errors import NotYours
from sporo_ui.recording_receiver import RECORDINGS
from sporo_ui.recordings import MOST_PIECES, PIECE_SECONDS, Unfinished
from sporo_ui.state import session
from sporo_ui.tickets import Ticket

_HERE = Path(__file__).parent
_KEY = "recorder"
IDLE = "idle"
"""What the browser says where it does not record."""
_SCRIPTS = ("store.js", "meter.js", "recorder.js")
_recorder = st.components.v2.component(
    "sporo_recorder",
    html=(_HERE / "recorder.html").read_text(encoding="utf-8"),
    css=(_HERE / "recorder.css").read_text(encoding="utf-8"),
    js="\n".join((_HERE / script).read_text(encoding="utf-8") for script in _SCRIPTS),
)


def recorder(consent_at: datetime | None) -> None:
    """The recorder of this visit; it records nothing before the patient agreed."""
    here, seen = session(), recorded()
    tickets, over = _renewed()
    ticket = services().tickets.issue(_ticket(consent_at)) if consent_at else ""
    data = {
        "recording": here.recording,
        "ticket": ticket,
        "next": seen.next_piece if seen else 0,
        "seconds": seen.seconds if seen else 0,
        "allowed": bool(consent_at),
        "why": "Tick the consent first: nothing is recorded before.",
        "limit": MOST_PIECES * PIECE_SECONDS,
        "address": RECORDINGS,
        "tickets": tickets,
        "forget": over,
    }
    _recorder(data=data, key=_KEY, on_standing_change=_heard, on_held_change=_heard)


def follow(consent_key: str) -> None:
    """Takes up what this page recorded: an app that was started anew knows no more what it was for."""
    here, standing = session(), _told().get("standing")
    if not standing or standing["recording"] == here.recording or recorded():
        return
    going_on = services().recordings.find(here.person, standing["recording"])
    if going_on:
        st.session_state[consent_key] = True
        here.take_up(going_on.id, going_on.consent_at)


def recorded() -> Unfinished | None:
    """What has arrived of this visit's recording, or None before its first piece."""
    return services().recordings.find(session().person, session().recording)


def is_recording() -> bool:
    """Whether it goes on, or its last pieces are still on their way."""
    standing = _told().get("standing") or {}
    here = session()
    if standing.get("recording") != here.recording or here.consent_at is None:
        return False
    return standing["phase"] != IDLE or bool(
        services().recordings.missing(_ticket(here.consent_at), standing["pieces"])
    )


def _ticket(consent_at: datetime) -> Ticket:
    return Ticket(session().person, session().recording, consent_at.timestamp())


def _told() -> Mapping[str, Any]:
    """What the browser told last."""
    told: Mapping[str, Any] = st.session_state.get(_KEY) or {}
    return told


def _renewed() -> tuple[dict[str, str], list[str]]:
    """New tickets for what the browser still keeps of other recordings, and which of them are over."""
    tickets: dict[str, str] = {}
    over = []
    for text in _told().get("held") or []:
        try:
            ticket = services().tickets.renewed(text, session().person)
        except NotYours:
            continue
        if services().recordings.is_over(ticket.recording):
            over.append(ticket.recording)
        else:
            tickets[ticket.recording] = services().tickets.issue(ticket)
    return tickets, over


def _heard() -> None:
    """The page is drawn anew: what the browser told stands in the session's state."""
