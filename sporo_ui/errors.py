# ruff: noqa: N818 - as in httpx, errors are named for what happened; "Error" would say nothing more
"""
What can go wrong, each with a sentence for the clinician and a next step.

SporoError
 ├─ Unreachable   no answer: network, TLS, timeout (`arrived` says whether it may have got there)
 ├─ NotAllowed    401, 403        ├─ Unknown   404
 ├─ Rejected      other 4xx       ├─ Busy      429, 503, 507 (`retry_after` in seconds, may be None)
 ├─ Broken        other 5xx, or an answer outside the contract
 ├─ JobFailed     the service took the job and could not finish it
 ├─ Unsuitable    a file that would be refused: said before anything is sent
 ├─ Unkept        what this machine could not store, such as on a full disk
 ├─ AlreadySent   the same recording, documents or text are under way (`entry_id`)
 ├─ NotYet        a text was kept, but no summary of it came (`entry_id`)
 ├─ Changed       what a person saw is no longer what is stored, so nothing was done with it
 ├─ Unsigned      a note that can't be signed as it stands, with the reason
 ├─ NotYours      no such entry for this person
 ├─ Expired       a ticket for a recording that is too old
 ├─ Gone          a kept file is no longer there
 └─ Damaged       what is stored here does not open: another key, another place, or changed bytes
"""

import re

LONGEST_SENTENCE = 300
"""An error text of the service that is longer than this is not a sentence for a clinician."""
LONGEST_REASON = 10_000
"""The reason why a job failed may be a sentence for each of fifty documents."""


class SporoError(Exception):
    """What happened and what to do next, apart from the technical detail, which goes to logs alone."""

    sentence: str = "Something went wrong."
    next_step: str = "Try again. If it stays, tell the person who runs this app."

    def __init__(self, sentence: str = "", *, next_step: str = "", detail: str = "") -> None:
        self.sentence = sentence or self.sentence
        self.next_step = next_step or self.next_step
        self.detail = detail
        super().__init__(self.sentence)


class Unreachable(SporoError):
    """No answer came. `arrived` is False only where it is certain that nothing was sent."""

    sentence = "The service can't be reached."
    next_step = "Check the network. What waits here is sent when it is back."

    def __init__(self, *, arrived: bool, detail: str = "") -> None:
        super().__init__(detail=detail)
        self.arrived = arrived


class NotAllowed(SporoError):
    """The service does not accept this app's key."""

    sentence = "The service does not accept this app's key."
    next_step = "Ask the person who runs this app to check the API key."


class Unknown(SporoError):
    """The service has nothing by this id or at this address."""

    sentence = "The service has nothing at this address."
    next_step = "Ask the person who runs this app to check the service's address."


class Rejected(SporoError):
    """The service refused the request; where it gave a plain sentence, that is the sentence."""

    sentence = "The service refused this request."
    next_step = "Send it with another template, or discard it and upload another recording."


class Busy(SporoError):
    """The service takes nothing more for now."""

    sentence = "The service is not taking more work right now."
    next_step = "Nothing to do: it is tried again by itself."

    def __init__(self, sentence: str = "", *, retry_after: float | None = None, detail: str = "") -> None:
        super().__init__(sentence, detail=detail)
        self.retry_after = retry_after


class Broken(SporoError):
    """The service failed, or answered with something outside its contract."""

    sentence = "The service answered in a way that this app does not understand."
    next_step = "Try again in a few minutes. If it stays, tell the person who runs this app."


class JobFailed(SporoError):
    """The service took the job and could not finish it."""

    sentence = "The service could not finish this job."
    next_step = "Send the visit again. The recording is kept here."

    def __init__(self, sentence: str = "", *, code: str = "") -> None:
        super().__init__(sentence, detail=code)
        self.code = code


class Unsuitable(SporoError):
    """A file that would be refused; `code` names the kind of trouble for tests and counts."""

    next_step = "Choose a WAV, MP3, OGG or FLAC recording."

    def __init__(self, code: str, sentence: str, *, next_step: str = "") -> None:
        super().__init__(sentence, next_step=next_step, detail=code)
        self.code = code


class Unkept(SporoError):
    """This machine could not store what a person gave."""

    sentence = "This could not be stored on this machine, so it was not sent."
    next_step = (
        "It is still on this page: leave the page open, ask the person who runs this app to look at the "
        "disk, then send again."
    )


class AlreadySent(SporoError):
    """The same work is already under way, or was just finished."""

    sentence = "This recording was already sent with this template."
    next_step = "Open it in the worklist."

    def __init__(self, entry_id: str, sentence: str = "") -> None:
        super().__init__(sentence)
        self.entry_id = entry_id


class NotYet(SporoError):
    """A text is kept in an entry, but no summary of it came."""

    sentence = "The service gave no summary."
    next_step = "The text is kept on the worklist."

    def __init__(self, entry_id: str, sentence: str = "", *, next_step: str = "") -> None:
        super().__init__(sentence, next_step=next_step)
        self.entry_id = entry_id


class Changed(SporoError):
    """A note says something else than the page that asks to sign it shows."""

    sentence = (
        "This note was changed after this page showed it, perhaps in another window. It was not signed."
    )
    next_step = "Nothing is lost. Read the note as it stands now, then sign it."


class Unsigned(SporoError):
    """A note that can't be signed as it stands."""

    sentence = "This note was not signed."
    next_step = "Nothing is lost."


class NotYours(SporoError):
    """No entry by this id belongs to the person who asks."""

    sentence = "This entry does not exist, or it is not yours."
    next_step = "Go back to the worklist."


class Expired(SporoError):
    """The ticket for a recording is too old."""

    sentence = "This page was open for too long to send this recording."
    next_step = "Reload the page: what was recorded is still here."


class Gone(SporoError):
    """A file that an entry needs is no longer kept."""

    sentence = "The recording of this visit is no longer kept here."
    next_step = "Record or upload the visit again."


class Damaged(SporoError):
    """What is stored here does not open."""

    sentence = "What is stored here can't be opened with this app's key."
    next_step = "Ask the person who runs this app to check the key and the disk."


_BY_STATUS: dict[int, type[NotAllowed | Unknown]] = {401: NotAllowed, 403: NotAllowed, 404: Unknown}
_BUSY = {429, 503, 507}


def from_status(status: int, detail: str, retry_after: float | None = None) -> SporoError:
    """The error for an answer with this status; `detail` is what the service said, whatever it is."""
    technical = f"HTTP {status}: {detail}"
    if status in _BUSY:
        return Busy(plain(detail), retry_after=retry_after, detail=technical)
    if status in _BY_STATUS:
        return _BY_STATUS[status](detail=technical)
    if status in range(400, 500):
        return Rejected(plain(detail), detail=technical)
    return Broken(detail=technical)


def plain(text: str, longest: int = LONGEST_SENTENCE) -> str:
    """The text if it reads as a sentence for a person, else nothing: no markup, dump or traceback.

    What stands in quotes may be anything: it is a name.
    """
    one_line = " ".join(text.split())
    unquoted = re.sub(r"“[^”]*”", "", one_line)
    if len(one_line) > longest or re.search(r"[<>{}\[\]]|Traceback|Exception|Error:", unquoted):
        return ""
    return one_line
