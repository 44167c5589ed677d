"""The community templates: one TOML file each in `templates/`, validated when they are loaded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TemplateSection:
    """A section of a template: its title, what belongs in it, and what stands there when nothing was said."""

    title: str
    holds: tuple[str, ...]
    when_empty: str


@dataclass(frozen=True)
class Template:
    """A community template; `id` is 24 hex characters made from its name, so it never changes."""

    id: str
    name: str
    short_description: str
    specialty: str
    sections: tuple[TemplateSection, ...]
