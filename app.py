"""The front door: pages, webhook receiver, health and, unless a hosted API is named, our own service."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from pydantic import SecretStr
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from sporo_ui import deps, receiver
from sporo_ui.logs import keep_words_out
from sporo_ui.settings import from_secrets
from sporo_ui.widgets.problem import unforeseen


async def _alive(_request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


keep_words_out()
routes: list[BaseRoute]
settings = from_secrets(st.secrets.to_dict() if st.secrets.load_if_toml_exists() else {})
if settings.api_url:
    service = None
    services = deps.build(settings)
    routes = [Route("/healthz", _alive), *receiver.routes(services)]
else:
    # A hosted API needs nothing of the service, not even its packages.
    from sporo_service.embedded import Embedded
    from sporo_service.settings import Settings as ServiceSettings

    service = Embedded(ServiceSettings(), st.get_option("server.port"))
    settings = settings.model_copy(
        update={
            "api_url": service.api_url,
            "api_key": SecretStr(service.api_key),
            "api_knows_repetitions": True,
            "public_url": service.origin,
        }
    )
    services = deps.build(settings, service.trouble)
    routes = [*service.routes, *receiver.routes(services)]


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
