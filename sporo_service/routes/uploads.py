"""A patient's documents in, one summary of them out, as a job."""

from pathlib import Path
from shutil import rmtree
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from sporo_service import examples
from sporo_service.arrivals import Documents
from sporo_service.forms import Form
from sporo_service.jobs import UPLOAD, job_id_of, new_job_id
from sporo_service.openapi import UNAVAILABLE, UPLOAD_FORM, answers
from sporo_service.patients import Patients
from sporo_service.routes.arriving import receive
from sporo_service.routes.asked import Asked, GivenId, Sending, needs_worker, repeated, status_of
from sporo_service.schemas import UploadAccepted, UploadFailed, UploadStanding, UploadSummary, upload
from sporo_service.service import Service
from sporo_service.store import Facts, Job
from sporo_service.web_address import web_address

OUR_FIELDS = ("extra_information", "webhook_url")
"""The fields that have a meaning here; all others are the sender's metadata."""

ROUTE = "upload_submit"
"""The name under which the limit counts."""

router = APIRouter(tags=["Documents"])
reading = APIRouter(tags=["Documents"])
"""The route with nothing but an id in its path: it goes last, or it would take the others' requests."""


@router.post("/upload", include_in_schema=False)
@router.post(
    "/upload/",
    openapi_extra=UPLOAD_FORM,
    responses=answers(examples.UPLOAD_ACCEPTED, 400, 409, 429, *UNAVAILABLE),
)
async def submit_documents(request: Request, asked: Asked, idempotency_key: Sending = None) -> UploadAccepted:
    """Accept documents; their summary follows. Every field of the form that has no meaning here is metadata.

    Where `email`, `first_name` and `last_name` are all there, the patient is looked up by them, the names in
    either order, and is made where there is none.
    """
    service, key = asked.service, asked.key
    await run_in_threadpool(_may_submit, service, key)
    place, settings = service.store.upload_of(new_job_id()), service.settings
    try:
        documents = Documents(
            place, service.store.cipher, settings.max_upload_bytes, settings.max_upload_files
        )
        form = await receive(request, documents)
        wanted = {"files": documents.names, **_wanted(form)}
        job_id = job_id_of(UPLOAD, key, idempotency_key)
        job = await run_in_threadpool(_accept, service, key, job_id, place, wanted)
    finally:
        rmtree(place, ignore_errors=True)
    return UploadAccepted(
        upload_id=job.id,
        webhook_url=job.request["webhook_url"],
        extra_information=job.request["extra_information"],
        metadata=job.request["metadata"],
    )


@reading.get("/{upload_id:id}", responses=answers(examples.UPLOAD_STATUS, 400, 404, 429))
@reading.get("/{upload_id:id}/", include_in_schema=False)
async def read_upload(upload_id: GivenId, asked: Asked) -> UploadStanding | UploadSummary | UploadFailed:
    """The upload as it stands; `response` is null until it is completed."""
    return upload(await status_of(asked, UPLOAD, upload_id))


def _may_submit(service: Service, key: str) -> None:
    service.gate.knock(key, ROUTE, service.gate.limits.uploads)
    needs_worker(service, "Reading documents", "reader", "summarizer")


def _wanted(form: Form) -> Facts:
    return {
        "content": form.content,
        "extra_information": form.text("extra_information"),
        "webhook_url": web_address(form.text("webhook_url")),
        "metadata": _metadata(form),
    }


def _metadata(form: Form) -> dict[str, Any]:
    """The sender's own fields as they were sent; one that came several times is a list."""
    own = {name: values for name, values in form.fields.items() if name not in OUR_FIELDS}
    return {name: values[0] if len(values) == 1 else values for name, values in own.items()}


def _accept(service: Service, key: str, job_id: str, place: Path, wanted: Facts) -> Job:
    known = service.store.job(job_id)
    if known:
        return repeated(known, wanted, "content")
    service.gate.spend(key, ROUTE, service.gate.limits.uploads)
    patient_id = Patients(service.store).find_or_make(key, wanted["metadata"])
    target = service.store.upload_of(job_id)
    try:
        place.rename(target)
    except OSError:
        # The same sending arrived twice at once, and the other was faster: its files are as good.
        if not target.exists():
            raise
    job = service.jobs.accept(job_id, UPLOAD, key, {**wanted, "patient_id": patient_id})
    return repeated(job, wanted, "content")
