"""The service inside an app: its address and key, its routes to mount, and its worker beside it."""

from typing import TYPE_CHECKING

from starlette.routing import BaseRoute, Mount

from sporo_service.app import API_PATH, create_app
from sporo_service.health import health_routes
from sporo_service.keys import embedded_key
from sporo_service.logs import install_beside_others
from sporo_service.settings import Settings
from sporo_service.supervisor import Supervisor, worker_command

if TYPE_CHECKING:
    from sporo_service.service import Service


class Embedded:
    """This machine's own Clinical API, for the app that serves `routes` on `port`."""

    def __init__(self, settings: Settings, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.api_url = f"{self.origin}{API_PATH}"
        self.api_key = embedded_key(settings)
        # The app's own webhook receiver is the one loopback address that a webhook may always go to.
        allowed = (*settings.webhook_allow, f"127.0.0.1:{port}")
        self._settings = settings = settings.model_copy(update={"webhook_allow": allowed})
        api = create_app(settings)
        self._service: Service = api.state.service
        self.routes: list[BaseRoute] = [*health_routes(self._service), Mount(API_PATH, api)]
        self._worker = Supervisor(worker_command(), settings.environment())

    def start(self) -> None:
        """Start the worker, and keep it running."""
        install_beside_others(self._settings)
        self._worker.start()

    def stop(self) -> None:
        """End the worker and let go of the database."""
        self._worker.stop()
        self._service.close()

    def trouble(self) -> str:
        """Why no job is being worked on, in a sentence; empty while all is well."""
        state = self._worker.state()
        if state.name != "failing":
            return ""
        worker = self._service.store.last_worker()
        return (worker and worker.problem) or state.sentence

    def lacks(self) -> str:
        """Which engine the living worker could not load, and why, in a sentence; empty while it has all."""
        return next((worker.problem for worker in self._service.store.living_workers() if worker.problem), "")
