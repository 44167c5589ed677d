"""Where the recorder of a page sends the pieces of a recording: `PUT /recordings/{id}/{number}`."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sporo_ui.errors import Damaged, Expired, NotYours, SporoError, Unkept, Unsuitable
from sporo_ui.recordings import LARGEST_PIECE, MOST_PIECES, Recordings
from sporo_ui.tickets import Ticket, Tickets

RECORDINGS = "/recordings"
_DIGITS = 10
"""A number with more is not one of ours."""
_STATUS: dict[type[SporoError], int] = {
    Expired: 401,
    NotYours: 403,
    Unsuitable: 409,
    Unkept: 507,
    Damaged: 500,
}


def routes(recordings: Recordings, tickets: Tickets) -> list[Route]:
    """The receiver's routes, for app.py to add to the app's own."""

    async def take(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        number = _number(request.path_params["number"])
        return await _answer(request, lambda ticket: recordings.take(ticket, number, body))

    async def missing(request: Request) -> Response:
        count = _number(request.path_params["count"])
        return await _answer(request, lambda ticket: recordings.missing(ticket, count))

    async def _answer(request: Request, deed: Callable[[Ticket], list[int] | None]) -> Response:
        recording, shown = request.path_params["recording"], request.headers.get("x-recording-ticket", "")

        def do() -> list[int] | None:
            return deed(tickets.read(shown, recording))

        try:
            found = await run_in_threadpool(do)
        except SporoError as error:
            return JSONResponse({"message": error.sentence}, status_code=_STATUS.get(type(error), 500))
        return Response(status_code=204) if found is None else JSONResponse({"missing": found})

    return [
        Route(f"{RECORDINGS}/{{recording}}/{{number}}", take, methods=["PUT"]),
        Route(f"{RECORDINGS}/{{recording}}/missing/{{count}}", missing, methods=["GET"]),
    ]


def _number(text: str) -> int:
    """The number, or one that no piece has."""
    return int(text) if text.isdecimal() and len(text) < _DIGITS else MOST_PIECES


async def _body(request: Request) -> bytes | None:
    """The piece, or None where it is larger than any; nothing more is read of it then."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_PIECE:
            return None
    return bytes(body)
