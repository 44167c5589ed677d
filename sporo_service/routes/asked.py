"""What every route asks of a request: the service, a known key, a well-formed id, a usable address."""

import re
from typing import Annotated

from fastapi import Depends, Header, Path, Request, Security
from fastapi.security import APIKeyHeader
from starlette.concurrency import run_in_threadpool
from starlette.convertors import StringConvertor, register_url_convertor

from sporo_service.errors import BadRequest, NotConfigured, NotFound
from sporo_service.service import Service
from sporo_service.store import Job

JOB_ID = re.compile(r"[0-9a-f]{24}", re.IGNORECASE)

api_key = APIKeyHeader(
    name="X-API-KEY",
    scheme_name="API key",
    description="Made with `python -m sporo_service keys create NAME`, and shown once.",
    auto_error=False,
)


async def _service(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


Now = Annotated[Service, Depends(_service)]
"""The service that this request came to."""


async def _key_id(request: Request, service: Now, key: Annotated[str | None, Security(api_key)]) -> str:
    known = service.gate.recent(key)
    if known is None:
        known = await run_in_threadpool(service.gate.admit, key)
    request.state.key_id = known  # for the log
    return known


KeyId = Annotated[str, Depends(_key_id)]
"""The id of the key that the request came with; without a known key the request ends here."""

Sending = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="A name for this sending: its repetition is answered with the same job.",
    ),
]


GivenId = Annotated[str, Path(json_schema_extra={"pattern": "^[0-9a-fA-F]{24}$"})]
"""An id in a path, documented as what it must be; `job_of` says what is wrong with another."""


class IdConvertor(StringConvertor):
    """A part of a path that is no other route's: no id, however malformed, takes their requests."""

    regex = r"(?!(?:upload|text|icd10|templates|audio|docs|docs-files|openapi\.json)(?:/|$))[^/]+"


register_url_convertor("id", IdConvertor())


async def status_of(service: Service, kind: str, job_id: str, key_id: str) -> Job:
    """The key's own job, as one status read of its kind; `TooMany`, or whatever `job_of` raises."""

    def read() -> Job:
        service.gate.spend(key_id, f"{kind}_status", service.gate.limits.status_reads)
        return job_of(service, kind, job_id, key_id)

    # SQLite has answered before another thread has begun; PostgreSQL is asked over a network.
    return read() if service.store.is_near else await run_in_threadpool(read)


def job_of(service: Service, kind: str, job_id: str, key_id: str) -> Job:
    """The key's own job; `BadRequest` for a malformed id, `NotFound` for one unknown or another key's."""
    if not JOB_ID.fullmatch(job_id):
        raise BadRequest("This is not a job id: one has 24 hexadecimal characters.")
    job = service.store.job(job_id.lower())
    if job is None or (job.kind, job.key_id) != (kind, key_id):
        raise NotFound("No job with this id is known for this key.")
    return job


def needs_worker(service: Service, what: str, *engines: str) -> None:
    """`NotConfigured` where the worker has said that it lacks one of the engines, and why."""
    worker = service.store.last_worker()
    if worker and worker.problem and not worker.engines.issuperset(engines):
        raise NotConfigured(f"{what} is not available on this service. {worker.problem}")
