"""A clinical text in, its ICD-10-CM codes out, as a job."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from sporo_service import examples
from sporo_service.bodies import needed_text, read_object, text_in
from sporo_service.jobs import ICD10, job_id_of
from sporo_service.openapi import CODES_BODY, answers
from sporo_service.routes.asked import Asked, GivenId, Sending, needs_worker, repeated, status_of
from sporo_service.schemas import Accepted, Failed, Icd10Codes, Standing, icd10
from sporo_service.service import Service
from sporo_service.store import Job
from sporo_service.web_address import web_address

ROUTE = "icd10_submit"
"""The name under which the limit counts."""

router = APIRouter(prefix="/icd10", tags=["ICD-10 codes"])


# Asked most, and so tried first.
@router.get("/{job_id:id}/", include_in_schema=False)
@router.get("/{job_id:id}", responses=answers(examples.CODES_STATUS, 400, 404, 429))
async def read_codes(job_id: GivenId, asked: Asked) -> Standing | Icd10Codes | Failed:
    """The job as it stands."""
    return icd10(await status_of(asked, ICD10, job_id))


@router.post("/text/", status_code=202, include_in_schema=False)
@router.post(
    "/text",
    status_code=202,
    openapi_extra=CODES_BODY,
    responses=answers(examples.CODES_ACCEPTED, 400, 409, 429, 503),
)
async def submit_text_for_codes(request: Request, asked: Asked, idempotency_key: Sending = None) -> Accepted:
    """Accept a text; its codes follow."""
    service, key = asked.service, asked.key
    await run_in_threadpool(_may_submit, service, key)
    content_type = request.headers.get("content-type", "")
    body = await read_object(request.stream(), content_type, service.settings.max_text_bytes)
    job = await run_in_threadpool(_accept, service, key, idempotency_key, body)
    return Accepted(
        job_id=job.id,
        message="ICD-10 request accepted; processing has started",
        created_at=job.created_at,
        webhook_url=job.request["webhook_url"],
    )


def _may_submit(service: Service, key: str) -> None:
    service.gate.knock(key, ROUTE, service.gate.limits.icd10_submits)
    needs_worker(service, "Coding", "coder")


def _accept(service: Service, key: str, sending: str | None, body: dict[str, Any]) -> Job:
    wanted = {
        "text": needed_text(body, "text"),
        "webhook_url": web_address(text_in(body, "webhook_url")),
    }
    job_id = job_id_of(ICD10, key, sending)
    known = service.store.job(job_id)
    if known:
        return repeated(known, wanted, "text")
    service.gate.spend(key, ROUTE, service.gate.limits.icd10_submits)
    return repeated(service.jobs.accept(job_id, ICD10, key, wanted), wanted, "text")
