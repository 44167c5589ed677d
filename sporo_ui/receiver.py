"""The app's webhook receiver: one route with an unguessable part in its address for each entry."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sporo_ui.deps import Services
from sporo_ui.settings import HOOKS
from sporo_ui.webhook import LARGEST_BODY, hint_in


def routes(services: Services) -> list[Route]:
    """The receiver's routes, for app.py to add to the app's own."""

    async def receive(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        known = await run_in_threadpool(services.hear, request.path_params["hook"], hint_in(body))
        return Response(status_code=204 if known else 404)

    return [Route(f"{HOOKS}/{{hook}}", receive, methods=["POST"])]


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is larger than any webhook's."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)
