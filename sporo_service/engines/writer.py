"""The local note writer: facts read from the transcript, arranged by the template."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sporo_clinical.cues import standard_cues
from sporo_clinical.facts import LABELS, NEAREST, Fact, Kind
from sporo_clinical.orders import ordered
from sporo_clinical.phrasing import finished
from sporo_clinical.problems import without_opening
from sporo_clinical.reading import read
from sporo_clinical.relevance import is_clinical
from sporo_clinical.salience import chosen
from sporo_clinical.text import tokens
from sporo_service.catalog import Template, TemplateSection
from sporo_service.engines.base import Note, Section

NAME = "Local rules"
NO_SPEECH = "No speech was heard in this recording, so no note was written."
TOO_LITTLE = "Too little was said for a full note. This is all that was heard:"
NOT_CLINICAL = (
    "Nothing clinical was heard in this recording, so no note was written. The transcript has all of it."
)
ENOUGH_WORDS = 50
OTHER = "Other"
"""The heading over what is of no problem, where others have one."""

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
        facts = read(transcript)
        if not is_clinical(transcript, facts):
            return _remark(NOT_CLINICAL)
        return Note(tuple(arranged(chosen(facts, words), template)), NAME)


def arranged(facts: Sequence[Fact], template: Template) -> Iterator[Section]:
    """The template's sections with the facts that they hold; empty ones as the template says."""
    homes = {kind: _home(kind, template) for kind in Kind if kind not in template.leaves_out}
    told = [fact for fact in facts if fact.kind in homes]
    running = frozenset(Kind) if template.in_prose else _RUNNING_TEXT
    for section in template.sections:
        held = [fact for fact in told if homes[fact.kind] in section.holds]
        text = _text(held, section, homes, running) or section.when_empty
        if text:
            yield Section(section.title, text)


def _remark(sentence: str) -> Note:
    return Note((Section("Note", sentence),), NAME, is_remark=True)


def _home(kind: Kind, template: Template) -> str:
    """The kind under which the template holds facts of this kind: the same, the nearest, or its first."""
    held = {held for section in template.sections for held in section.holds}
    return next((home for home in (kind, *NEAREST[kind]) if home in held), template.sections[0].holds[0])


def _text(
    held: Sequence[Fact], section: TemplateSection, homes: Mapping[Kind, str], running: Collection[Kind]
) -> str:
    """The facts in the order of the section's kinds, a heading over each kind where there are several."""
    by_problem = [] if running == frozenset(Kind) else list(_problems(held))
    if by_problem:
        held = [fact for fact in held if not fact.problem]
    groups = [(home, [fact for fact in held if homes[fact.kind] == home]) for home in section.holds]
    said = [(Kind(home), facts) for home, facts in groups if facts]
    if len(said) == 1 and not by_problem:
        return _block(*said[0], running)
    labels = LABELS if len(said) > 1 else {kind: OTHER for kind, _ in said}
    by_kind = [f"{labels[kind]}:\n{_block(kind, facts, running)}" for kind, facts in said]
    return "\n\n".join([*by_problem, *by_kind])


def _problems(held: Sequence[Fact]) -> Iterator[str]:
    """What the section has of each problem, under its name; assessments first."""
    for problem in dict.fromkeys(fact.problem for fact in held if fact.problem):
        facts = [fact for fact in held if fact.problem == problem]
        facts.sort(key=lambda fact: fact.kind is not Kind.ASSESSMENT)
        lines = [f"- {line}" for fact in facts for line in _under_heading(fact.text)]
        yield "\n".join([f"{problem}:", *lines]) if lines else f"{problem}."


def _under_heading(text: str) -> Iterator[str]:
    """The fact without the words that only name the heading above it."""
    rest = without_opening(text, standard_cues())
    return (finished(order) for order in ordered(rest) if order)


def _block(kind: Kind, facts: Sequence[Fact], running: Collection[Kind]) -> str:
    if kind in running:
        return " ".join(fact.text for fact in facts)
    return "\n".join(f"- {fact.text}" for fact in facts)
