"""A real service on a real socket, a real worker process with fast engines, and a receiver for webhooks."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import httpx
import pytest

from sporo_service.app import API_PATH
from sporo_service.database import open_database
from sporo_service.engines.base import Summarizer
from sporo_service.keys import Keys
from sporo_service.service import Service, open_service
from sporo_service.settings import Settings
from tests.postgres import Postgres
from tests.sporo_service.harness import FAST_WORKER, ROOT, Api, Receiver, Server, receiving


@pytest.fixture
def postgres_url(postgres_server: Postgres) -> Iterator[str]:
    """A PostgreSQL database with the service's tables."""
    with postgres_server.database("service", _migrate) as url:
        yield url


def _migrate(url: str) -> None:
    open_database(Settings(database_url=url)).dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Whatever stands on this is asked of both databases."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        database_url=database_url,
        rate_limits="off",
        webhook_allow=("127.0.0.1",),
    )


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    opened = open_service(settings)
    yield opened
    opened.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Api]]:
    """Start a service with these settings; it ends with the test."""
    with ExitStack() as stack:

        def start(settings: Settings, summarizer: Summarizer | None = None) -> Api:
            service = open_service(settings)
            stack.callback(service.close)
            key = Keys(service.store).create("a test")
            url = stack.enter_context(Server(settings, summarizer))
            http = httpx.Client(base_url=url + API_PATH, headers={"X-API-KEY": key}, timeout=30)
            return Api(service, stack.enter_context(http), key)

        yield start


@pytest.fixture
def api(serve: Callable[..., Api], settings: Settings) -> Api:
    return serve(settings)


@pytest.fixture
def start_worker_with() -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Start a real worker process with the engines of `fast_worker.py`; it ends with the test."""
    with ExitStack() as stack:

        def start(settings: Settings, *arguments: str) -> "subprocess.Popen[str]":
            worker = subprocess.Popen(
                [*FAST_WORKER, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stack.enter_context((settings.data_dir / "worker.log").open("wb")),
                text=True,
                env=settings.environment(),
                cwd=ROOT,
            )
            stack.enter_context(worker)
            stack.callback(worker.kill)
            assert worker.stdout
            assert worker.stdout.readline() == "ready\n"
            return worker

        yield start


@pytest.fixture
def start_worker(
    settings: Settings, start_worker_with: Callable[..., "subprocess.Popen[str]"]
) -> Callable[..., "subprocess.Popen[str]"]:
    """The same with the test's own settings."""
    return partial(start_worker_with, settings)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found
