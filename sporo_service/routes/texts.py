"""A text in, its summary out, at once."""

import hashlib
from functools import partial
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from sporo_documents.document import Document, Page
from sporo_service import examples
from sporo_service.bodies import needed_text, read_object, text_in
from sporo_service.engines.base import EngineError, Summary
from sporo_service.errors import NotConfigured
from sporo_service.jobs import TEXT_SUMMARY, job_id_of
from sporo_service.logs import logger_of
from sporo_service.openapi import TEXT_BODY, answers
from sporo_service.routes.asked import Asked, Sending, repeated
from sporo_service.schemas import TextSummary, text_summary
from sporo_service.service import Service
from sporo_service.summaries import flat, told
from sporo_service.web_address import web_address
from sporo_service.work.steps import scrubbed

OUR_PROPERTIES = ("user_input", "extra_information", "webhook_url")
"""The properties that have a meaning here; all others are the sender's metadata."""

ROUTE = "text_submit"
"""The name under which the limit counts."""

SOURCE = "text"
"""The file's name in the sources of a summary of a text."""

LONG = 100_000
"""Characters from which on texts wait for each other: each takes seconds of the one thing that Python does at
a time, and while several are at it, every other request waits with them."""

NOT_SUMMARIZED = "The text could not be summarized because of a fault in the service. Please send it again."

log = logger_of(__name__)

router = APIRouter(tags=["Documents"])


@router.post("/upload/text", include_in_schema=False)
@router.post(
    "/upload/text/", openapi_extra=TEXT_BODY, responses=answers(examples.TEXT_SUMMARY, 400, 409, 429, 503)
)
async def summarize_text(request: Request, asked: Asked, idempotency_key: Sending = None) -> TextSummary:
    """Answer with the summary of a text. Every property that has no meaning here is metadata."""
    service, key = asked.service, asked.key
    await run_in_threadpool(service.gate.knock, key, ROUTE, service.gate.limits.texts)
    content_type = request.headers.get("content-type", "")
    body = await read_object(request.stream(), content_type, service.settings.max_text_bytes)
    work = partial(_summarized, service, key, idempotency_key, body)
    if sum(len(value) for value in body.values() if isinstance(value, str)) < LONG:
        return await run_in_threadpool(work)
    return await to_thread.run_sync(work, limiter=service.long_texts)


def _summarized(service: Service, key: str, sending: str | None, body: dict[str, Any]) -> TextSummary:
    job_id = job_id_of(TEXT_SUMMARY, key, sending)
    text = needed_text(body, "user_input")
    asked: dict[str, Any] = {
        "extra_information": text_in(body, "extra_information"),
        "webhook_url": web_address(text_in(body, "webhook_url")),
        "metadata": {name: value for name, value in body.items() if name not in OUR_PROPERTIES},
    }
    kept = {**asked, "content": hashlib.sha256(text.encode()).hexdigest()}
    known = service.store.job(job_id)
    if known:
        return text_summary(repeated(known, kept, "content"))
    service.gate.spend(key, ROUTE, service.gate.limits.texts)
    summary = _summary(service, text, asked["extra_information"] or "")
    result = {"response": flat(summary, cited=False), **told(summary)}
    if sending or asked["webhook_url"]:
        # Only what must be told of, or repeated, is kept.
        job = service.jobs.record(job_id, TEXT_SUMMARY, key, kept, result)
        return text_summary(repeated(job, kept, "content"))
    return TextSummary(**asked, **result)


def _summary(service: Service, text: str, focus: str) -> Summary:
    try:
        return service.summarizer.summarize([Document(SOURCE, "text", (Page(1, text),))], focus)
    except EngineError as error:
        raise NotConfigured(error.sentence) from error
    except Exception as error:
        log.error("text not summarized", fault=scrubbed(error))  # noqa: TRY400 (a traceback may quote a patient)
        raise NotConfigured(NOT_SUMMARIZED) from error
