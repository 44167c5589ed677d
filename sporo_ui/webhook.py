"""What a webhook's body hints at. It is unsigned: it says which job to read, never what the job says."""

import re
from dataclasses import dataclass

from pydantic_core import from_json

LARGEST_BODY = 4 * 1024 * 1024
"""A completed visit's webhook carries transcript and note; anything larger is not one."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Hint:
    """A job to look at."""

    job_id: str | None
    has_ended: bool
    """Worth a status read: what only began is not."""


def hint_in(body: bytes) -> Hint:
    """The hint; a body that can't be read still says that something happened to the entry of its address."""
    try:
        said = from_json(body)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return Hint(None, has_ended=True)
    job_id = said.get("upload_id") or said.get("job_id")
    is_id = isinstance(job_id, str) and _ID.fullmatch(job_id)
    return Hint(str(job_id) if is_id else None, has_ended=said.get("status") not in {"queued", "processing"})
