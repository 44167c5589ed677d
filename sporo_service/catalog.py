"""The community templates: one TOML file each in `templates/`, validated when they are loaded."""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from sporo_clinical.facts import Kind
from sporo_service.errors import StartError

COMMUNITY = Path(__file__).parent / "templates"
ID_LENGTH = 24


@dataclass(frozen=True)
class TemplateSection:
    """A section of a template: its title, what belongs in it, and what stands there when nothing was said.

    `holds` are kinds of `sporo_clinical.facts.Kind`; an empty `when_empty` leaves the empty section out.
    """

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
    leaves_out: tuple[str, ...] = ()
    """Kinds of facts that such a note does not tell, whatever was said."""
    in_prose: bool = False
    """Whether its sections are running text, as in a letter, and not lists."""


class CatalogError(StartError):
    """A template file can't be used; the message names the file and the field."""


@dataclass(frozen=True)
class Catalog:
    """The templates on offer, in the order of their names."""

    templates: tuple[Template, ...]

    def get(self, template_id: str) -> Template | None:
        """The template with this id."""
        return next((template for template in self.templates if template.id == template_id), None)

    def named(self, name: str) -> Template | None:
        """The template with exactly this name, in upper or lower case."""
        wanted = name.strip().casefold()
        return next((template for template in self.templates if template.name.casefold() == wanted), None)

    def search(
        self, name: str = "", search: str = "", skip: int = 0, limit: int = 20
    ) -> tuple[list[Template], int]:
        """One page of the matching templates, and the number of all that match.

        `name` must be part of the name; every keyword of `search` must be in the name or short description.
        """
        part = name.strip().casefold()
        keywords = search.casefold().split()
        found = [template for template in self.templates if _matches(template, part, keywords)]
        return found[skip : skip + limit], len(found)


def load_catalog(folder: Path | None = None) -> Catalog:
    """The community templates and, from `folder`, a practice's own; `CatalogError` where one is invalid."""
    return _catalog(file for place in (COMMUNITY, folder) if place for file in _template_files(place))


def template_id(name: str) -> str:
    """The id of the template with this name, the same on every machine."""
    return hashlib.sha256(name.casefold().encode()).hexdigest()[:ID_LENGTH]


_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _SectionFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: _Words
    holds: Annotated[list[Kind], Field(min_length=1)]
    when_empty: Annotated[str, StringConstraints(strip_whitespace=True)]


class _TemplateFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: _Words
    short_description: _Words
    specialty: _Words
    style: Literal["list", "prose"] = "list"
    leaves_out: list[Kind] = []
    sections: Annotated[list[_SectionFields], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_kind_has_one_place(self) -> Self:
        """A kind that is held twice, or held and left out, would stand in one place by accident."""
        held = [kind for section in self.sections for kind in section.holds]
        twice = [kind for kind, count in Counter([*held, *self.leaves_out]).items() if count > 1]
        if twice:
            raise ValueError(f"{', '.join(sorted(twice))}: a kind has one place")
        return self


def _matches(template: Template, name: str, keywords: list[str]) -> bool:
    text = f"{template.name} {template.short_description}".casefold()
    return name in template.name.casefold() and all(keyword in text for keyword in keywords)


def _template_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise CatalogError(f"The templates folder {folder} does not exist.")
    return sorted(folder.glob("*.toml"))


def _catalog(files: Iterable[Path]) -> Catalog:
    taken: dict[str, Path] = {}
    templates = []
    for file in files:
        template = _template(file)
        if template.id in taken:
            raise CatalogError(
                f"{file.name}: name: {template.name!r} is the name of {taken[template.id].name} too."
            )
        taken[template.id] = file
        templates.append(template)
    return Catalog(tuple(sorted(templates, key=lambda template: template.name.casefold())))


def _template(file: Path) -> Template:
    fields = _read(file)
    return Template(
        id=template_id(fields.name),
        name=fields.name,
        short_description=fields.short_description,
        specialty=fields.specialty,
        sections=tuple(
            TemplateSection(section.title, tuple(section.holds), section.when_empty)
            for section in fields.sections
        ),
        leaves_out=tuple(fields.leaves_out),
        in_prose=fields.style == "prose",
    )


def _read(file: Path) -> _TemplateFields:
    try:
        return _TemplateFields.model_validate(tomllib.loads(file.read_text("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "sections"
        raise CatalogError(f"{file.name}: {field}: {first['msg']}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{file.name}: this is not a TOML file: {error}.") from error
