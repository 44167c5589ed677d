"""Tickets: what lets a browser send the pieces of one recording of one person, for a while."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from sporo_ui.errors import Expired, NotYours

VALID = 12 * 3600
"""Seconds: a long visit and the lunch after it. A page that is open longer asks for a new one by itself."""


@dataclass(frozen=True)
class Ticket:
    """Whose recording may be sent."""

    person: str
    recording: str
    consent_at: float
    """When the person said that the patient agreed, in seconds since 1970."""


class Tickets:
    """Signs tickets and reads them."""

    def __init__(self, key: bytes, *, clock: Callable[[], float] = time.time, seconds: int = VALID) -> None:
        self._seconds = seconds
        self._signer = URLSafeTimedSerializer(
            key, salt="recording", signer=_stamping(clock), signer_kwargs={"digest_method": sha256}
        )

    def issue(self, ticket: Ticket) -> str:
        """The ticket as text for a browser."""
        return str(self._signer.dumps([ticket.person, ticket.recording, ticket.consent_at]))

    def read(self, text: str, recording: str) -> Ticket:
        """The ticket, where it is one for this recording; raises `Expired`, `NotYours`."""
        try:
            ticket = Ticket(*self._signer.loads(text, max_age=self._seconds))
        except SignatureExpired:
            raise Expired from None
        except BadSignature:
            raise NotYours from None
        if ticket.recording != recording:
            raise NotYours
        return ticket

    def renewed(self, text: str, person: str) -> Ticket:
        """What an older ticket of this person is for, to be issued anew; raises `NotYours`."""
        try:
            ticket = Ticket(*self._signer.loads(text))
        except BadSignature:
            raise NotYours from None
        if ticket.person != person:
            raise NotYours
        return ticket


def _stamping(clock: Callable[[], float]) -> type[TimestampSigner]:
    """A signer that takes the time from this clock."""

    class Signer(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(clock())

    return Signer
