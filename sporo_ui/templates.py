"""The API's templates, listed in full, kept for some minutes and through an outage."""

from dataclasses import dataclass

from sporo_ui.errors import SporoError
from sporo_ui.models import Template


@dataclass(frozen=True)
class Listing:
    """The templates as last known; `problem` says why they could not be brought up to date."""

    templates: tuple[Template, ...]
    problem: SporoError | None = None

    def matching(self, words: str) -> tuple[Template, ...]:
        """The templates whose name or description has every one of these words, in any case."""
        asked = words.lower().split()
        return tuple(
            t for t in self.templates if all(w in f"{t.name} {t.short_description}".lower() for w in asked)
        )

    def get(self, template_id: str) -> Template | None:
        """The template by id, if it is listed."""
        return next((template for template in self.templates if template.id == template_id), None)


class Templates:
    """`listing()` is quick while the list is fresh, and never fails: with nothing known it is empty, with why."""

    def listing(self) -> Listing:
        """The templates as known now."""
        raise NotImplementedError
