# ruff: noqa: N818 - as in httpx, errors are named for what happened; "Error" would say nothing more
"""What can go wrong at the start, and at the door, where each is answered as `{"detail": sentence}`.

ServiceError
 ├─ BadRequest      400   what was sent can't be used
 ├─ NotAllowed      401   no key, or one that is not known
 ├─ NotFound        404   no such job for this key
 ├─ OtherContent    409   the name of this sending was given to another
 ├─ TooMany         429   over a limit; says when to come back
 ├─ NotConfigured   503   the engine that this needs is not there
 └─ NoRoom          507   the disk takes no more
"""


class StartError(Exception):
    """The service can't start; the message is a sentence for whoever started it."""


class ServiceError(Exception):
    """A refusal with a sentence for the person who asked; the sentence holds nothing of what was sent."""

    status = 500

    def __init__(self, sentence: str, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.retry_after = retry_after


class BadRequest(ServiceError):
    """What was sent can't be used."""

    status = 400


class NotAllowed(ServiceError):
    """No key, or one that is not known."""

    status = 401


class NotFound(ServiceError):
    """No such thing for this key."""

    status = 404


class OtherContent(ServiceError):
    """The name of this sending was given to another before."""

    status = 409


class TooMany(ServiceError):
    """Over a limit; `retry_after` is in seconds."""

    status = 429


class NotConfigured(ServiceError):
    """The engine that this request needs is not there."""

    status = 503


class NoRoom(ServiceError):
    """The disk takes no more."""

    status = 507
