"""The addresses that a job's webhooks may be asked to go to, as far as their writing shows."""

from urllib.parse import urlsplit

from sporo_service.errors import BadRequest

LENGTH = 2000
PATTERN = r"^(https?://[A-Za-z0-9.-]*[A-Za-z0-9](:[1-9][0-9]{0,3})?(/[!-~]*)?)?$"
"""The usual way to write one, for the documents; a few others are understood too."""


def web_address(given: str | None) -> str | None:
    """The address to call back, if one was given; `BadRequest` where it can't be one."""
    if not given:
        return None
    try:
        parts = urlsplit(given)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        usable = usable and given.isascii() and not any(sign.isspace() for sign in given)
    except ValueError:
        usable = False
    if not usable or len(given) > LENGTH:
        raise BadRequest(
            "The webhook_url must be a web address that begins with http:// or https://, in plain ASCII."
        )
    return given
