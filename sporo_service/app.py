"""The service as a web app: the routes without a prefix for mounting, or a whole server with its health."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Mount

from sporo_service.engines.base import Summarizer
from sporo_service.errors import ServiceError
from sporo_service.health import health_routes
from sporo_service.logs import logger_of
from sporo_service.routes import audio_notes, codes, documentation, templates, texts, uploads
from sporo_service.service import Service, open_service
from sporo_service.settings import Settings
from sporo_service.watch import REQUEST_ID, Watch
from sporo_service.work.steps import scrubbed

API_PATH = "/api/v1/pcr"
VERSION = "1"
NO_DATABASE = (
    "The service can't reach its data at the moment. What was kept before is safe; please try again later."
)
WENT_AWAY = "The request broke off before its end. Nothing was kept; please send it again."
"""For the log's status and whatever stands between: whoever sent it hears no more."""

FAULT = "Something went wrong in the service. What was kept before is safe; please try again."
ROUTING = {
    404: "There is nothing at this address.",
    405: "This address does not take this kind of request.",
}

log = logger_of(__name__)


def create_app(settings: Settings, summarizer: Summarizer | None = None) -> FastAPI:
    """The routes, to be mounted at `API_PATH`; `app.state.service.close()` ends what it opened."""
    app = create_routes()
    app.state.service = service = open_service(settings, summarizer)
    app.add_middleware(Watch, metrics=service.metrics)
    return app


def create_routes() -> FastAPI:
    """The routes without the service that they work with; they can be described, and not yet used."""
    # Both forms of an address are routes of their own: a redirect would lose the body on its way.
    app = FastAPI(
        title="Clinical API",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    # What is asked most comes first: each router is tried in turn.
    for routes in (audio_notes, codes, texts, uploads, templates, documentation):
        app.include_router(routes.router)
    app.include_router(uploads.reading)
    documentation.mount_files(app)
    for kind in (
        ServiceError,
        RequestValidationError,
        HTTPException,
        ClientDisconnect,
        SQLAlchemyError,
        Exception,
    ):
        app.add_exception_handler(kind, _answer_error)
    return app


def create_server(settings: Settings, summarizer: Summarizer | None = None) -> Starlette:
    """The routes at `API_PATH` with health and metrics beside them, for running alone."""
    app = create_app(settings, summarizer)
    service: Service = app.state.service

    @asynccontextmanager
    async def lifespan(_server: Starlette) -> AsyncIterator[None]:
        yield
        service.close()

    server = Starlette(
        routes=[*health_routes(service), Mount(API_PATH, app)],
        exception_handlers={HTTPException: _answer_error},
        lifespan=lifespan,
    )
    # It would lead to whatever host the request says that it was sent to.
    server.router.redirect_slashes = False
    return server


async def _answer_error(request: Request, error: Exception) -> JSONResponse:
    """Whatever went wrong, as `{"detail": sentence}`."""
    if isinstance(error, ServiceError):
        waits = {"Retry-After": str(error.retry_after)} if error.retry_after else None
        return _answer(error.status, error.sentence, waits)
    if isinstance(error, RequestValidationError):
        return _answer(400, _sentence(error))
    if isinstance(error, HTTPException):
        return _answer(error.status_code, ROUTING.get(error.status_code, str(error.detail)), error.headers)
    if isinstance(error, ClientDisconnect):
        return _answer(400, WENT_AWAY)
    if isinstance(error, SQLAlchemyError):
        log.error("database in trouble", fault=scrubbed(error))
        return _answer(503, NO_DATABASE)
    named = {REQUEST_ID: request.state.request_id} if hasattr(request.state, "request_id") else None
    return _answer(500, FAULT, named)


def _answer(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"detail": sentence}, status, headers)


def _sentence(error: RequestValidationError) -> str:
    first = error.errors()[0]
    return f"`{first['loc'][-1]}` can't be used: {first['msg'][0].lower()}{first['msg'][1:]}."
