"""What each kind of work is called, and what to do where it went wrong."""

from sporo_ui.entries import Kind
from sporo_ui.errors import Gone, JobFailed, Rejected, SporoError

READY = {
    Kind.AUDIO: "The note is ready.",
    Kind.DOCUMENTS: "The summary is ready.",
    Kind.TEXT: "The summary is ready.",
    Kind.CODES: "The codes are ready.",
}
EMPTY = {
    Kind.AUDIO: "Finished, but the recording gave no note.",
    Kind.DOCUMENTS: "Finished, but the documents gave no summary.",
    Kind.TEXT: "Finished, but the text gave no summary.",
    Kind.CODES: "Finished, but no code was found in the text.",
}
ALREADY_SENT = {
    Kind.AUDIO: "This recording was already sent with this template.",
    Kind.DOCUMENTS: "These documents were already sent with this request.",
    Kind.TEXT: "This text was already sent with this request.",
    Kind.CODES: "This text was already sent to be coded.",
}
LOST = {
    Kind.AUDIO: "The visit was sent, but the answer was lost: it may have arrived or not.",
    Kind.DOCUMENTS: "The documents were sent, but the answer was lost: they may have arrived or not.",
    Kind.TEXT: "The text was sent, but its summary did not come back.",
    Kind.CODES: "The text was sent, but the answer was lost: it may have arrived or not.",
}
LOOK = {
    Kind.AUDIO: "Send it again. If it did arrive the first time, the service makes a second note of it.",
    Kind.DOCUMENTS: "Send them again. If they did arrive, the service makes a second summary of them.",
    Kind.TEXT: "Send it again. A long text may take the service longer than this app waits.",
    Kind.CODES: "Send it again. If it did arrive the first time, the service codes it a second time.",
}
_AGAIN = {
    Kind.AUDIO: "Send the visit again. The recording is kept here.",
    Kind.DOCUMENTS: "Send the documents again, or discard them. They are kept here.",
    Kind.TEXT: "Send the text again. It is kept here.",
    Kind.CODES: "Send the text again. It is kept here.",
}
_OTHERWISE = {
    Kind.AUDIO: "Send it with another template, or discard it and upload another recording.",
    Kind.DOCUMENTS: "Discard them, and send other files or another request.",
    Kind.TEXT: "Discard it, and send another text.",
    Kind.CODES: "Discard it, and send another text.",
}


def next_step(kind: Kind, error: SporoError) -> str:
    """What a person can do about this error of this kind of work."""
    if isinstance(error, JobFailed):
        return _AGAIN[kind]
    return _OTHERWISE[kind] if isinstance(error, Rejected) else error.next_step


def gone(kind: Kind) -> Gone:
    """What to say where files that are needed are no longer kept."""
    if kind is Kind.DOCUMENTS:
        return Gone("The documents are no longer kept here.", next_step="Add the documents again.")
    return Gone()
