"""Audio and a template in, a transcript and a note out, as a job."""

import logging
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, Request
from starlette.concurrency import run_in_threadpool

from sporo_service.errors import BadRequest, NoRoom, NotConfigured
from sporo_service.forms import AudioForm, refuse_early
from sporo_service.jobs import AUDIO_NOTE, job_id_of, new_job_id
from sporo_service.routes.asked import KeyId, Now, job_of, web_address
from sporo_service.schemas import Accepted, AudioNote, Failed, Standing, audio_note
from sporo_service.service import Service
from sporo_service.store import Facts, Job

NO_ROOM = (
    "The service could not store the recording: its disk may be full. Nothing of it was kept; "
    "send it again when there is room, or tell IT."
)

log = logging.getLogger(__name__)

router = APIRouter(prefix="/audio/notes", tags=["audio notes"])


@router.post("", status_code=202)
async def submit_audio(
    request: Request, service: Now, key: KeyId, idempotency_key: Annotated[str | None, Header()] = None
) -> Accepted:
    """Accept a visit's audio; the transcript and the note follow. A repetition is answered with its job."""
    await run_in_threadpool(_may_submit, service, key)
    refuse_early(request.headers.get("content-length"), service.settings.max_audio_bytes)
    # Each arrival has a place of its own, so that a repetition can't spoil what the first is still writing.
    arrived = service.store.audio_of(new_job_id())
    job_id = job_id_of(key, idempotency_key) if idempotency_key else new_job_id()
    fields = await _receive(request, service, arrived)
    try:
        wanted = _wanted(service, fields)
        job = await run_in_threadpool(_accept, service, key, job_id, arrived, wanted)
    finally:
        arrived.unlink(missing_ok=True)
    return Accepted(
        job_id=job.id,
        status="queued",
        message="Audio note request accepted; processing has started",
        created_at=job.created_at,
        webhook_url=job.request["webhook_url"],
    )


@router.get("/{job_id}")
def audio_note_job(job_id: str, service: Now, key: KeyId) -> Standing | AudioNote | Failed:
    """The job as it stands."""
    service.gate.spend(key, "audio_status", service.gate.limits.status_reads)
    return audio_note(job_of(service, AUDIO_NOTE, job_id, key))


def _may_submit(service: Service, key: str) -> None:
    service.gate.spend(key, "audio_submit", service.gate.limits.audio_submits)
    worker = service.store.last_worker()
    if worker and worker.problem:
        raise NotConfigured(f"Transcription is not available on this service. {worker.problem}")


async def _receive(request: Request, service: Service, place: Path) -> dict[str, str]:
    """The form's fields; its audio is sealed at `place`, or nowhere when anything goes wrong."""
    try:
        return await _sealed(request, service, place)
    except OSError as error:
        log.error("A recording could not be stored: %s", error.strerror)  # noqa: TRY400 (the place says nothing)
        raise NoRoom(NO_ROOM) from error


async def _sealed(request: Request, service: Service, place: Path) -> dict[str, str]:
    target = service.store.cipher.sealed_file(place)
    try:
        form = AudioForm(request.headers.get("content-type", ""), target, service.settings.max_audio_bytes)
        async for data in request.stream():
            await run_in_threadpool(form.feed, data)
        await run_in_threadpool(form.keep)
    except BaseException:
        target.discard()
        raise
    return form.fields


def _wanted(service: Service, fields: dict[str, str]) -> Facts:
    template_id = fields.get("template_id", "")
    if not service.catalog.get(template_id):
        raise BadRequest("No community template has this template_id. Choose one from the list of templates.")
    return {"template_id": template_id, "webhook_url": web_address(fields.get("webhook_url"))}


def _accept(service: Service, key: str, job_id: str, arrived: Path, wanted: Facts) -> Job:
    known = service.store.job(job_id)
    if known:
        return known
    arrived.replace(service.store.audio_of(job_id))
    return service.jobs.accept(job_id, AUDIO_NOTE, key, wanted)
