"""The front door: pages, webhook receiver, health and, unless a hosted API is named, our own service."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from pydantic import SecretStr, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from sporo_ui import deps, receiver, recording_receiver
from sporo_ui.logs import keep_words_out
from sporo_ui.settings import from_secrets
from sporo_ui.widgets.problem import unforeseen


async def _alive(_request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


def _sentence(error: ValidationError) -> str:
    faults = [("_".join(map(str, fault["loc"])).upper(), fault["msg"]) for fault in error.errors()]
    return "; ".join(f"SPORO_{name}: {message}" for name, message in faults)


keep_words_out()
routes: list[BaseRoute]
try:
    settings = from_secrets(st.secrets.to_dict() if st.secrets.load_if_toml_exists() else {})
except ValidationError as invalid:
    sys.exit(_sentence(invalid))
if settings.api_url:
    service = None
    services = deps.build(settings)
    routes = [Route("/healthz", _alive)]
else:
    # A hosted API needs nothing of the service, not even its packages.
    from sporo_service.embedded import Embedded
    from sporo_service.errors import StartError
    from sporo_service.settings import Settings as ServiceSettings

    try:
        service = Embedded(ServiceSettings(), st.get_option("server.port"))
    except ValidationError as invalid:
        sys.exit(_sentence(invalid))
    except StartError as reason:
        sys.exit(str(reason))
    settings = settings.model_copy(
        update={
            "api_url": service.api_url,
            "api_key": SecretStr(service.api_key),
            "api_knows_repetitions": True,
            "public_url": service.origin,
        }
    )
    services = deps.build(settings, service.trouble, service.lacks)
    routes = list(service.routes)
routes += receiver.routes(services)
routes += recording_receiver.routes(services.recordings, services.tickets)


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    """What works beside the pages starts before the first of them and ends after the last."""
    if service:
        service.start()
    deps.install(services)
    services.start()
    yield
    await run_in_threadpool(services.stop)
    if service:
        await run_in_threadpool(service.stop)


app = st.App("sporo_ui/shell.py", routes=routes, lifespan=_lifespan, on_script_error=unforeseen)
