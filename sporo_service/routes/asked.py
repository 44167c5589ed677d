"""What every route asks of a request: the service, a known key, a well-formed id, a usable address."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Header, Request, Security
from fastapi.security import APIKeyHeader

from sporo_service.errors import BadRequest, NotConfigured, NotFound
from sporo_service.service import Service
from sporo_service.store import Job

JOB_ID = re.compile(r"[0-9a-f]{24}", re.IGNORECASE)
ADDRESS_LENGTH = 2000

api_key = APIKeyHeader(
    name="X-API-KEY",
    scheme_name="API key",
    description="Made with `python -m sporo_service keys create NAME`, and shown once.",
    auto_error=False,
)


def _service(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


Now = Annotated[Service, Depends(_service)]
"""The service that this request came to."""


def _key_id(service: Now, key: Annotated[str | None, Security(api_key)]) -> str:
    return service.gate.admit(key)


KeyId = Annotated[str, Depends(_key_id)]
"""The id of the key that the request came with; without a known key the request ends here."""

Sending = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="A name for this sending: its repetition is answered with the same job.",
    ),
]


def job_of(service: Service, kind: str, job_id: str, key_id: str) -> Job:
    """The key's own job; `BadRequest` for a malformed id, `NotFound` for one unknown or another key's."""
    if not JOB_ID.fullmatch(job_id):
        raise BadRequest("This is not a job id: one has 24 hexadecimal characters.")
    job = service.store.job(job_id.lower())
    if job is None or (job.kind, job.key_id) != (kind, key_id):
        raise NotFound("No job with this id is known for this key.")
    return job


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
    if not usable or len(given) > ADDRESS_LENGTH:
        raise BadRequest(
            "The webhook_url must be a web address that begins with http:// or https://, in plain ASCII."
        )
    return given


def needs_worker(service: Service, what: str) -> None:
    """`NotConfigured` where the worker has said that it can't work, and why."""
    worker = service.store.last_worker()
    if worker and worker.problem:
        raise NotConfigured(f"{what} is not available on this service. {worker.problem}")
