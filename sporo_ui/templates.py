"""The API's templates, listed in full, kept for some minutes and through an outage."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from sporo_ui.client import SporoClient
from sporo_ui.errors import SporoError
from sporo_ui.models import Template

_LIST = TypeAdapter(tuple[Template, ...])


@dataclass(frozen=True)
class Listing:
    """The templates as last known; `problem` says why they could not be brought up to date."""

    templates: tuple[Template, ...]
    problem: SporoError | None = None

    def matching(self, words: str) -> tuple[Template, ...]:
        """The templates whose name or description has every one of these words, in any case."""
        asked = words.lower().split()
        return tuple(
            template
            for template in self.templates
            if all(word in f"{template.name} {template.short_description}".lower() for word in asked)
        )

    def get(self, template_id: str) -> Template | None:
        """The template by id, if it is listed."""
        return next((template for template in self.templates if template.id == template_id), None)


class Templates:
    """A listing that never fails: with nothing known it is empty, and says why."""

    def __init__(
        self,
        client: SporoClient,
        kept: Path,
        *,
        fresh_seconds: float,
        retry_seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._kept = kept
        self._fresh_seconds = fresh_seconds
        self._retry_seconds = retry_seconds
        self._clock = clock
        self._one_at_a_time = threading.Lock()
        self._listing = Listing(self._last_known())
        self._good_until = clock()

    def listing(self) -> Listing:
        """The templates: asked anew when the list is old, else as known."""
        with self._one_at_a_time:
            if self._clock() >= self._good_until:
                self._refresh()
            return self._listing

    def _refresh(self) -> None:
        try:
            self._listing = Listing(tuple(self._client.all_templates()))
        except SporoError as problem:
            self._listing = replace(self._listing, problem=problem)
            self._good_until = self._clock() + self._retry_seconds
            return
        self._good_until = self._clock() + self._fresh_seconds
        self._kept.write_bytes(_LIST.dump_json(self._listing.templates, by_alias=True))

    def _last_known(self) -> tuple[Template, ...]:
        """The list of an earlier run, so that a restart during an outage still offers templates."""
        try:
            return _LIST.validate_json(self._kept.read_bytes())
        except (OSError, ValueError):
            return ()
