"""The services of this process, built in one place; pages only ask `services()`."""

from dataclasses import dataclass

from sporo_ui.connection import Connection
from sporo_ui.settings import Settings
from sporo_ui.templates import Templates
from sporo_ui.visits import Visits


@dataclass(frozen=True)
class Services:
    """What pages and the webhook receiver stand on."""

    settings: Settings
    visits: Visits
    templates: Templates

    def connection(self) -> Connection:
        """How the service was, the last time that it was asked."""
        raise NotImplementedError

    def start(self) -> None:
        """Starts the threads that send visits and read jobs."""

    def stop(self) -> None:
        """Ends the threads, waits for them, and closes the connections."""


_installed: list[Services] = []


def build(settings: Settings) -> Services:
    """The real services of the app; nothing runs before `start()`."""
    raise NotImplementedError


def install(services: Services) -> None:
    """Makes these the services of this process."""
    _installed[:] = [services]


def services() -> Services:
    """The services of this process; raises where none were installed."""
    if not _installed:
        raise RuntimeError("No services are installed: app.py does it when the app starts.")
    return _installed[0]
