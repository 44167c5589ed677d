"""What one browser session remembers, in one typed object; the only other keys are those of widgets."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from sporo_ui.entries import LOCAL_PERSON
from sporo_ui.errors import SporoError


@dataclass
class Session:
    """One open page of the app: who is here, and the visit that is being prepared."""

    person: str = LOCAL_PERSON
    template_id: str | None = None
    visit: int = 0
    """Part of the keys of the visit's widgets: a new number leaves nothing of one visit in the next."""
    consent_at: datetime | None = None
    sent: str | None = None
    """The entry that was sent last."""
    problem: SporoError | None = None
    """Why the last click on "Send" sent nothing."""
    tab_chosen: bool = False
    """Whether the person chose a tab of the worklist; until then it shows where the last visit is."""

    leaving: bool = False
    """A visit was just sent, so its empty form gives way to the worklist."""

    def next_visit(self) -> None:
        """Forgets label, consent and recording of this visit; the template stays, it names nobody."""
        self.visit += 1
        self.consent_at = None
        self.tab_chosen = False
        self.leaving = True


def session() -> Session:
    """What this browser session remembers."""
    remembered: Session = st.session_state.setdefault("session", Session())
    return remembered


def zone() -> tzinfo:
    """The time zone of the person's browser; UTC where it does not tell."""
    return zone_named(st.context.timezone)


def zone_named(name: str | None) -> tzinfo:
    """The time zone by this name; UTC without one, or where it is none that this machine knows."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
