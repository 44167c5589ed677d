"""A form on its way in: read piece by piece beside the other requests, and gone when anything goes wrong."""

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from sporo_service.errors import NoRoom
from sporo_service.forms import Arrivals, Form, refuse_early
from sporo_service.logs import logger_of

NO_ROOM = (
    "The service could not store what was sent: its disk may be full. Nothing of it was kept; "
    "send it again when there is room, or tell IT."
)

log = logger_of(__name__)


async def receive(request: Request, arrivals: Arrivals) -> Form:
    """The form, whole, its files in their places; nothing of them is left when anything goes wrong."""
    refuse_early(request.headers.get("content-length"), arrivals)
    try:
        form = Form(request.headers.get("content-type", ""), arrivals)
        async for data in request.stream():
            await run_in_threadpool(form.feed, data)
        await run_in_threadpool(form.keep)
    except OSError as error:
        arrivals.discard()
        log.error("not stored", reason=error.strerror)  # noqa: TRY400 (the place says nothing)
        raise NoRoom(NO_ROOM) from error
    except BaseException:
        arrivals.discard()
        raise
    return form
