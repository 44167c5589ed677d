"""What every route asks of a request: the service, a known key, a well-formed id, a usable address."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Path, Request, Security
from fastapi.security import APIKeyHeader
from starlette.concurrency import run_in_threadpool
from starlette.convertors import StringConvertor, register_url_convertor

from sporo_service.errors import BadRequest, NotConfigured, NotFound, OtherContent
from sporo_service.service import Service
from sporo_service.store import Facts, Job

OTHER_CONTENT = (
    "This Idempotency-Key was used before, for something else. Nothing was kept; send it with a new one."
)
JOB_ID = re.compile(r"[0-9a-f]{24}", re.IGNORECASE)

api_key = APIKeyHeader(
    name="X-API-KEY",
    scheme_name="API key",
    description="Made with `python -m sporo_service keys create NAME`, and shown once.",
    auto_error=False,
)


@dataclass(frozen=True)
class Caller:
    """Who asks, by the id of their key, and the service that they came to."""

    service: Service
    key: str


# One dependency and not two: what FastAPI does for each costs more than a status read itself.
async def _caller(request: Request, shown: Annotated[str | None, Security(api_key)]) -> Caller:
    service: Service = request.app.state.service
    known = service.gate.recent(shown)
    if known is None:
        known = await run_in_threadpool(service.gate.admit, shown)
    request.state.key_id = known  # for the log
    return Caller(service, known)


Asked = Annotated[Caller, Depends(_caller)]
"""Who asks; without a known key the request ends here."""

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


async def status_of(caller: Caller, kind: str, job_id: str) -> Job:
    """The caller's own job, as one status read of its kind; `TooMany`, or whatever `job_of` raises."""
    service = caller.service

    def read() -> Job:
        service.gate.spend(caller.key, f"{kind}_status", service.gate.limits.status_reads)
        return job_of(caller, kind, job_id)

    # SQLite has answered before another thread has begun; PostgreSQL is asked over a network.
    return read() if service.store.is_near else await run_in_threadpool(read)


def job_of(caller: Caller, kind: str, job_id: str) -> Job:
    """The caller's own job; `BadRequest` for a malformed id, `NotFound` for one unknown or another key's."""
    if not JOB_ID.fullmatch(job_id):
        raise BadRequest("This is not a job id: one has 24 hexadecimal characters.")
    job = caller.service.store.job(job_id.lower())
    if job is None or (job.kind, job.key_id) != (kind, caller.key):
        raise NotFound("No job with this id is known for this key.")
    return job


def repeated(job: Job, wanted: Facts, content: str) -> Job:
    """The job of a sending, whose fact `content` must be what `wanted` has; else `OtherContent`.

    Whoever names two sendings alike must not get one patient's result for the other's text.
    """
    if job.request.get(content, wanted[content]) != wanted[content]:
        raise OtherContent(OTHER_CONTENT)
    return job


def needs_worker(service: Service, what: str, *engines: str) -> None:
    """`NotConfigured` where each worker that lives has said that it lacks one of the engines, and why.

    While none lives, what the last one said holds: it is what the next one will most likely find.
    """
    last = service.store.last_worker()
    workers = service.store.living_workers() or ([last] if last else [])
    able = [worker for worker in workers if not worker.problem or worker.engines.issuperset(engines)]
    if workers and not able:
        raise NotConfigured(f"{what} is not available on this service. {workers[0].problem}")
