"""The ICD-10-CM codes that a text supports, as an outpatient visit is coded (guidelines, section IV)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sporo_clinical.headings import Part, PartKind, parts
from sporo_clinical.icd10cm.adverse import with_adverse_effects
from sporo_clinical.icd10cm.answers import affirmed
from sporo_clinical.icd10cm.choose import code_for, codes_for
from sporo_clinical.icd10cm.combine import combined
from sporo_clinical.icd10cm.drug_use import drug_codes, places
from sporo_clinical.icd10cm.encounter import at_later_visits
from sporo_clinical.icd10cm.exclusion import excluded
from sporo_clinical.icd10cm.found import Coding, Considered, Found, Rank, Reason
from sporo_clinical.icd10cm.gestation import with_gestation
from sporo_clinical.icd10cm.judge import judged
from sporo_clinical.icd10cm.match import Line, Mention, mentions
from sporo_clinical.icd10cm.pregnancy import in_pregnancy
from sporo_clinical.icd10cm.prune import integral, pruned
from sporo_clinical.icd10cm.sequence import in_order
from sporo_clinical.icd10cm.shared import read_apart
from sporo_clinical.icd10cm.shorthand import Meaning, Shorthand, meanings_of
from sporo_clinical.icd10cm.spelling import spelled
from sporo_clinical.icd10cm.status import body_mass
from sporo_clinical.icd10cm.terms import Term
from sporo_clinical.icd10cm.words import Word, words
from sporo_clinical.statements import statements
from sporo_clinical.text import Sentence

NOTHING: frozenset[Reason] = frozenset()

_NOT_READ = frozenset(
    {PartKind.INSTRUCTIONS, PartKind.FOLLOW_UP, PartKind.MEDICATIONS, PartKind.IMMUNIZATIONS}
    | {PartKind.PROCEDURE, PartKind.OPERATIVE}
)
"""What stands there was not found in the patient: advice, what drugs are for, how an operation was done."""
_RANKS = {
    **dict.fromkeys((PartKind.ASSESSMENT, PartKind.PROBLEMS, PartKind.PLAN), Rank.ASSESSED),
    **dict.fromkeys((PartKind.SYMPTOMS, PartKind.EXAM, PartKind.RESULTS), Rank.FOUND),
}
_CONFIDENCE = {"own": 0.95, "name": 0.8, "inclusion": 0.8}
_LEAST_CONFIDENCE = 0.6
"""By where the term comes from: an order of trust, not a measured probability."""
_GAP = 0.2
"""What a word between those of the term takes from it."""
_MOST_MENTIONS = 50
"""After so many mentions of one code, denied or long past, no further is read: hostile text has a million."""

_MOST_OF_A_TERM = 500
"""The same of one term, whatever its codes: a side or a stage may differ from place to place."""


class _Reading(NamedTuple):
    """How a text is read: the reasons that count for nothing, and how often each code was asked for."""

    keep: frozenset[Reason]
    asked: Counter[tuple[str, Rank]]
    terms: Counter[Term]
    shorthand: Shorthand


def code_text(text: str, *, keep: frozenset[Reason] = NOTHING) -> Coding:
    """The billable codes in a coder's order, each once, and what was considered and left out.

    What `keep` names is coded all the same: case reports are, whose coders list past events and symptoms
    too; a visit's codes, which are billed, should be left with none.
    """
    reading = _Reading(keep, Counter(), Counter(), Shorthand(text))
    read_parts = parts(text)
    read = [
        one
        for part in _with_titles(text, read_parts)
        if part.kind not in _NOT_READ
        for one in _in_part(text, part, reading)
    ]
    found = [one for one in read if isinstance(one, Found)]
    signs = set() if Reason.NOT_THE_REASON in keep else _unassessed(found)
    found = sorted((one for one in found if one not in signs), key=lambda one: (one.rank, one.start))
    found = combined(_once(found))
    symptoms = set() if Reason.INTEGRAL in keep else set(integral(found))
    found = with_gestation(text, in_pregnancy([one for one in found if one not in symptoms]))
    drugs = list(places(text, read_parts)) if found else []
    found = with_adverse_effects(drugs, at_later_visits(text, found))
    found = pruned(_once([*found, *body_mass(text, found), *drug_codes(drugs, found)]))
    forbidden = set() if Reason.EXCLUDED in keep else set(excluded(found))
    found = in_order([one for one in found if one not in forbidden])
    considered = [
        *(one for one in read if isinstance(one, Considered)),
        *(one.left_out(Reason.NOT_THE_REASON) for one in signs),
        *(one.left_out(Reason.INTEGRAL) for one in symptoms),
        *(one.left_out(Reason.EXCLUDED) for one in forbidden),
    ]
    return Coding(tuple(found), tuple(_not_coded(considered, found)))


def _with_titles(text: str, read_parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, and before each the title in capitals that no table knows: it may be a condition."""
    for part in read_parts:
        if part.title.isupper() and part.kind is PartKind.OTHER:
            start = text.rfind(part.title, 0, part.start)
            yield Part("", PartKind.OTHER, start, start + len(part.title))
        yield part


def codes_of(text: str) -> list[Found]:
    """The billable codes in the order in which a coder lists them, each once."""
    return list(code_text(text).codes)


def _unassessed(found: Sequence[Found]) -> set[Found]:
    """Symptoms that were only found on asking or examining, where the note has an assessment.

    A sign that the clinician draws nothing from is not coded (guidelines, sections III.B and IV.J).
    """
    if all(one.rank is not Rank.ASSESSED for one in found):
        return set()
    return {one for one in found if one.rank is Rank.FOUND and one.code.startswith("R")}


def _in_part(text: str, part: Part, reading: _Reading) -> Iterator[Found | Considered]:
    rank = _RANKS.get(part.kind, Rank.TOLD)
    for sentence in affirmed(statements(text, part.start, part.end)):
        said = spelled(words(sentence.text, sentence.start))
        said = reading.shorthand.read(said, sentence, part.kind)
        yield from _ambiguous(said, sentence)
        for shown, apart in read_apart(sentence.text, sentence.start, said):
            line = Line(shown, sentence.start, apart)
            yield from _in_sentence(line, sentence, part.title, rank, reading)


def _in_sentence(
    line: Line, sentence: Sentence, heading: str, rank: Rank, reading: _Reading
) -> Iterator[Found | Considered]:
    read = [mention for mention in mentions(line) if _may_be_read(mention, reading)]
    said = [(mention, code) for mention in read for code in codes_for(mention, line)]
    for mention, chosen in said:
        if reading.asked[chosen, rank] >= _MOST_MENTIONS:
            continue
        reading.asked[chosen, rank] += 1
        verdict = judged(chosen, mention, sentence, heading, reading.keep)
        if not verdict:
            continue
        found = _found(verdict.code, mention, sentence, rank)
        if verdict.code == chosen and not verdict.reason:
            reading.asked[chosen, rank] = _MOST_MENTIONS
        yield found.left_out(verdict.reason) if verdict.reason else found


def _may_be_read(mention: Mention, reading: _Reading) -> bool:
    reading.terms[mention.term] += 1
    return reading.terms[mention.term] <= _MOST_OF_A_TERM


def _ambiguous(said: Iterable[Word], sentence: Sentence) -> Iterator[Considered]:
    for word in said:
        for meaning in meanings_of(word, sentence):
            for code in _codes_of(meaning):
                evidence = sentence.text[word.start - sentence.start : word.end - sentence.start]
                yield Considered(code, evidence, word.start, word.end, Reason.AMBIGUOUS)


@cache
def _codes_of(meaning: Meaning) -> tuple[str, ...]:
    """The codes of what an abbreviation can mean; none where it is no condition."""
    line = Line(meaning.phrase, 0, words(meaning.phrase))
    chosen = (code_for(mention, line) for mention in mentions(line))
    return tuple(code for code in chosen if code)


def _found(code: str, mention: Mention, sentence: Sentence, rank: Rank) -> Found:
    evidence = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    trust = _CONFIDENCE.get(mention.term.source, _LEAST_CONFIDENCE) - _GAP * mention.gap
    return Found(code, evidence, mention.start, mention.end, round(trust, 2), sentence.start, rank)


def _once(found: Iterable[Found]) -> list[Found]:
    """Each code where it is first said."""
    first: dict[str, Found] = {}
    for one in found:
        first.setdefault(one.code, one)
    return list(first.values())


def _not_coded(considered: Iterable[Considered], found: Iterable[Found]) -> list[Considered]:
    """Each considered code where it is first said, without those that another mention supports."""
    seen = {one.code for one in found}
    kept = []
    for one in sorted(considered, key=lambda one: (one.start, one.end)):
        if one.code not in seen:
            seen.add(one.code)
            kept.append(one)
    return kept
