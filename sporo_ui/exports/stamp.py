"""What a note says of its signature wherever it leaves the app."""

from sporo_ui.entries import Kind
from sporo_ui.export import draft
from sporo_ui.note_review import NoteReview, Signature


def stamp(review: NoteReview) -> str:
    """One line: who signed the text, when and its SHA-256; else that it is a draft."""
    if review.signature is None:
        return draft(Kind.AUDIO)
    if review.is_voided:
        return f"{draft(Kind.AUDIO)} {voided(review.signature)}"
    return (
        f"Signed by {review.signature.name} on {moment(review.signature)}, sha256 {review.signature.digest}"
    )


def voided(signature: Signature) -> str:
    """That a signature is no longer one of this text."""
    signed = f"Signed by {signature.name} on {moment(signature)}"
    return f"{signed}; edited since: the signature no longer holds."


def moment(signature: Signature) -> str:
    """When it was signed, the same wherever it is read."""
    return f"{signature.at:%Y-%m-%d %H:%M} UTC"
