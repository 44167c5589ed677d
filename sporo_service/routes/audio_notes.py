"""Audio and a template in, a transcript and a note out, as a job."""

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from sporo_service import examples
from sporo_service.arrivals import Recording
from sporo_service.errors import BadRequest
from sporo_service.forms import Form
from sporo_service.jobs import AUDIO_NOTE, job_id_of, new_job_id
from sporo_service.openapi import AUDIO_FORM, UNAVAILABLE, answers
from sporo_service.routes.arriving import receive
from sporo_service.routes.asked import Asked, GivenId, Sending, needs_worker, repeated, status_of
from sporo_service.schemas import Accepted, AudioNote, Failed, Standing, audio_note
from sporo_service.service import Service
from sporo_service.store import Facts, Job
from sporo_service.web_address import web_address

ROUTE = "audio_submit"
"""The name under which the limit counts."""

router = APIRouter(prefix="/audio/notes", tags=["Audio notes"])


# Asked most, and so tried first.
@router.get("/{job_id:id}/", include_in_schema=False)
@router.get("/{job_id:id}", responses=answers(examples.AUDIO_STATUS, 400, 404, 429))
async def read_audio_note(job_id: GivenId, asked: Asked) -> Standing | AudioNote | Failed:
    """The job as it stands."""
    return audio_note(await status_of(asked, AUDIO_NOTE, job_id))


@router.post("/", status_code=202, include_in_schema=False)
@router.post(
    "",
    status_code=202,
    openapi_extra=AUDIO_FORM,
    responses=answers(examples.AUDIO_ACCEPTED, 400, 409, 429, *UNAVAILABLE),
)
async def submit_audio(request: Request, asked: Asked, idempotency_key: Sending = None) -> Accepted:
    """Accept a visit's audio; the transcript and the note follow. A repetition is answered with its job."""
    service, key = asked.service, asked.key
    await run_in_threadpool(_may_submit, service, key)
    # Each arrival has a place of its own, so that a repetition can't spoil what the first is still writing.
    place = service.store.audio_of(new_job_id())
    try:
        recording = Recording(service.store.cipher, place, service.settings.max_audio_bytes)
        form = await receive(request, recording)
        job_id = job_id_of(AUDIO_NOTE, key, idempotency_key)
        job = await run_in_threadpool(_accept, service, key, job_id, place, _wanted(service, form))
    finally:
        place.unlink(missing_ok=True)
    return Accepted(
        job_id=job.id,
        message="Audio note request accepted; processing has started",
        created_at=job.created_at,
        webhook_url=job.request["webhook_url"],
    )


def _may_submit(service: Service, key: str) -> None:
    service.gate.knock(key, ROUTE, service.gate.limits.audio_submits)
    needs_worker(service, "Transcription", "transcriber", "writer")


def _wanted(service: Service, form: Form) -> Facts:
    template_id = form.text("template_id") or ""
    if not service.catalog.get(template_id):
        raise BadRequest("No community template has this template_id. Choose one from the list of templates.")
    webhook_url = web_address(form.text("webhook_url"))
    return {"content": form.content, "template_id": template_id, "webhook_url": webhook_url}


def _accept(service: Service, key: str, job_id: str, place: Path, wanted: Facts) -> Job:
    known = service.store.job(job_id)
    if known:
        return repeated(known, wanted, "content")
    service.gate.spend(key, ROUTE, service.gate.limits.audio_submits)
    place.replace(service.store.audio_of(job_id))
    return repeated(service.jobs.accept(job_id, AUDIO_NOTE, key, wanted), wanted, "content")
