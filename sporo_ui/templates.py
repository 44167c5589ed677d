"""The API's templates, listed in full, kept for some minutes and through an outage."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from sporo_ui.client import SporoClient
from sporo_ui.errors import SporoError
from sporo_ui.models import Template

Work = Callable[[], None]
_LIST = TypeAdapter(tuple[Template, ...])


def beside(work: Work) -> None:
    """Does the work on a thread of its own, which never outlives the process."""
    threading.Thread(target=work, name="templates", daemon=True).start()


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


@dataclass(frozen=True)
class Ages:
    """For how many seconds a list is good, and how long an attempt that failed is not repeated."""

    fresh: float
    failed: float


class Templates:
    """A listing that never fails: with nothing known it is empty, and says why.

    Only with nothing known does anybody wait for the service; else it is asked beside.
    """

    def __init__(
        self,
        client: SporoClient,
        kept: Path,
        *,
        ages: Ages,
        clock: Callable[[], float] = time.monotonic,
        beside: Callable[[Work], None] = beside,
    ) -> None:
        self._client = client
        self._kept = kept
        self._ages = ages
        self._clock = clock
        self._beside = beside
        self._one_at_a_time = threading.Lock()
        self._listing = Listing(self._last_known())
        self._good_until = clock()

    def listing(self) -> Listing:
        """The templates as known; where the list is old, it is on its way to be a new one."""
        if self._clock() >= self._good_until:
            self._ask_anew()
        return self._listing

    def _ask_anew(self) -> None:
        if not self._listing.templates:
            self._renew()
        elif not self._one_at_a_time.locked():
            self._beside(self._renew)

    def _renew(self) -> None:
        with self._one_at_a_time:
            if self._clock() >= self._good_until:
                self._refresh()

    def _refresh(self) -> None:
        try:
            self._listing = Listing(tuple(self._client.all_templates()))
        except SporoError as problem:
            self._listing = replace(self._listing, problem=problem)
            self._good_until = self._clock() + self._ages.failed
            return
        self._good_until = self._clock() + self._ages.fresh
        # Kept for a restart during an outage alone: a full disk takes no template from anybody.
        with suppress(OSError):
            self._kept.write_bytes(_LIST.dump_json(self._listing.templates, by_alias=True))

    def _last_known(self) -> tuple[Template, ...]:
        """The list of an earlier run, so that a restart during an outage still offers templates."""
        try:
            return _LIST.validate_json(self._kept.read_bytes())
        except (OSError, ValueError):
            return ()
