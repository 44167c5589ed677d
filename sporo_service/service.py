"""What the routes work with, built once from the settings."""

from dataclasses import dataclass, field

from anyio import CapacityLimiter

from sporo_service.catalog import Catalog, load_catalog
from sporo_service.engines import LateSummarizer
from sporo_service.engines.base import Summarizer
from sporo_service.gate import Gate, open_gate
from sporo_service.jobs import Jobs, open_jobs
from sporo_service.metrics import Metrics
from sporo_service.settings import Settings
from sporo_service.store import Store, open_store


@dataclass(frozen=True)
class Service:
    """The parts of one running service."""

    settings: Settings
    store: Store
    jobs: Jobs
    gate: Gate
    catalog: Catalog
    metrics: Metrics
    summarizer: Summarizer
    """Texts are summarized when they are asked for, in the API's own process."""

    long_texts: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))
    """Lets one long text be summarized at a time."""

    def close(self) -> None:
        """Let go of the database."""
        self.jobs.close()


def open_service(settings: Settings, summarizer: Summarizer | None = None) -> Service:
    """The service that the settings describe, with their summarizer where none is given."""
    store = open_store(settings)
    return Service(
        settings=settings,
        store=store,
        jobs=open_jobs(store),
        gate=open_gate(store, settings),
        catalog=load_catalog(settings.templates_dir),
        metrics=Metrics(store, settings),
        summarizer=summarizer or LateSummarizer(settings),
    )
