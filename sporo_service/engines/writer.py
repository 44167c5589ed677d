"""The local note writer: facts read from the transcript, arranged by the template."""

from collections.abc import Iterator, Sequence

from sporo_clinical.facts import LABELS, NEAREST, Fact, Kind
from sporo_clinical.reading import read
from sporo_clinical.text import tokens
from sporo_service.catalog import Template, TemplateSection
from sporo_service.engines.base import Note, Section

NAME = "Local rules"
NO_SPEECH = "No speech was heard in this recording, so no note was written."
TOO_LITTLE = "Too little was said for a full note. This is all that was heard:"
ENOUGH_WORDS = 20

_RUNNING_TEXT = frozenset({Kind.COMPLAINT, Kind.HISTORY})


class LocalWriter:
    """Writes a note by rules: deterministic, offline, from what was said alone."""

    def write(self, transcript: str, template: Template) -> Note:
        """The note with the template's sections; one sentence says so where little or nothing was said."""
        words = len(tokens(transcript))
        if not words:
            return _remark(NO_SPEECH)
        if words < ENOUGH_WORDS:
            return _remark(f"{TOO_LITTLE} {transcript.strip()}")
        return Note(tuple(arranged(read(transcript), template)), NAME)


def arranged(facts: Sequence[Fact], template: Template) -> Iterator[Section]:
    """The template's sections with the facts that they hold; empty ones as the template says."""
    homes = {kind: _home(kind, template) for kind in Kind}
    for section in template.sections:
        held = [fact for fact in facts if homes[fact.kind] in section.holds]
        text = _text(held, section, homes) or section.when_empty
        if text:
            yield Section(section.title, text)


def _remark(sentence: str) -> Note:
    return Note((Section("Note", sentence),), NAME)


def _home(kind: Kind, template: Template) -> str:
    """The kind under which the template holds facts of this kind: the same, the nearest, or its first."""
    held = {held for section in template.sections for held in section.holds}
    return next((home for home in (kind, *NEAREST[kind]) if home in held), template.sections[0].holds[0])


def _text(held: Sequence[Fact], section: TemplateSection, homes: dict[Kind, str]) -> str:
    """The facts in the order of the section's kinds, a heading over each kind where there are several."""
    groups = [(home, [fact for fact in held if homes[fact.kind] == home]) for home in section.holds]
    said = [(Kind(home), facts) for home, facts in groups if facts]
    if len(said) == 1:
        return _block(*said[0])
    return "\n\n".join(f"{LABELS[kind]}:\n{_block(kind, facts)}" for kind, facts in said)


def _block(kind: Kind, facts: Sequence[Fact]) -> str:
    if kind in _RUNNING_TEXT:
        return " ".join(fact.text for fact in facts)
    return "\n".join(f"- {fact.text}" for fact in facts)
