"""The ICD-10-CM codes that a text supports, as an outpatient visit is coded (guidelines, section IV)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from sporo_clinical.context import Context, context_of
from sporo_clinical.headings import Part, PartKind, kind_of, parts
from sporo_clinical.icd10cm.choose import code_for
from sporo_clinical.icd10cm.combine import combined
from sporo_clinical.icd10cm.found import Found, Rank
from sporo_clinical.icd10cm.match import Line, Mention, mentions
from sporo_clinical.icd10cm.prune import pruned
from sporo_clinical.icd10cm.status import body_mass
from sporo_clinical.icd10cm.tables import ACTIVE, of_a_relative, past
from sporo_clinical.icd10cm.words import words
from sporo_clinical.names import names_no_problem
from sporo_clinical.statements import statements
from sporo_clinical.text import Sentence

_NOT_READ = frozenset(
    {PartKind.INSTRUCTIONS, PartKind.FOLLOW_UP, PartKind.MEDICATIONS, PartKind.IMMUNIZATIONS}
    | {PartKind.PROCEDURE, PartKind.OPERATIVE}
)
"""What stands there was not found in the patient: advice, what drugs are for, how an operation was done."""
_RANKS = {
    **dict.fromkeys((PartKind.ASSESSMENT, PartKind.PROBLEMS, PartKind.PLAN), Rank.ASSESSED),
    **dict.fromkeys((PartKind.SYMPTOMS, PartKind.EXAM, PartKind.RESULTS), Rank.FOUND),
}
_LONG_AGO = re.compile(
    r"[^.;,]{0,20}\b(?:in (?:19|20)\d\d"
    r"|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many) years (?:ago|earlier|before))\b"
)
_Asked: TypeAlias = Counter[tuple[str, Rank]]
_NEAR = 80
"""Characters behind a mention that may say when it was."""
_CONFIDENCE = {"own": 0.95, "name": 0.8, "inclusion": 0.8}
_LEAST_CONFIDENCE = 0.6
"""By where the term comes from: an order of trust, not a measured probability."""
_GAP = 0.2
"""What a word between those of the term takes from it."""
_MOST_MENTIONS = 50
"""After so many mentions of one code, denied or long past, no further is read: hostile text has a million."""


def codes_of(text: str) -> list[Found]:
    """The billable codes in the order in which a coder lists them, each once."""
    asked: _Asked = Counter()
    found = [one for part in parts(text) if part.kind not in _NOT_READ for one in _in_part(text, part, asked)]
    found = combined(_once(sorted(_assessed(found), key=lambda one: (one.rank, one.start))))
    return pruned(_once([*found, *body_mass(text, found)]))


def _assessed(found: Sequence[Found]) -> Sequence[Found]:
    """Without symptoms that were only found on asking or examining, where the note has an assessment.

    A sign that the clinician draws nothing from is not coded (guidelines, sections III.B and IV.J).
    """
    if all(one.rank is not Rank.ASSESSED for one in found):
        return found
    return [one for one in found if one.rank is not Rank.FOUND or not one.code.startswith("R")]


def _in_part(text: str, part: Part, asked: _Asked) -> Iterator[Found]:
    rank = _RANKS.get(part.kind, Rank.TOLD)
    for sentence in statements(text, part.start, part.end):
        yield from _in_sentence(sentence, part.title, rank, asked)


def _in_sentence(sentence: Sentence, heading: str, rank: Rank, asked: _Asked) -> Iterator[Found]:
    line = Line(sentence.text, sentence.start, words(sentence.text, sentence.start))
    for mention in mentions(line):
        chosen = code_for(mention, line)
        if not chosen or asked[chosen, rank] >= _MOST_MENTIONS:
            continue
        asked[chosen, rank] += 1
        code = _in_context(chosen, mention, sentence, heading)
        if code == chosen:
            asked[chosen, rank] = _MOST_MENTIONS
        if code:
            yield _found(code, mention, sentence, rank)


def _in_context(code: str, mention: Mention, sentence: Sentence, heading: str) -> str | None:
    """The code that the context leaves: none of what is denied, uncertain (IV.H) or only feared."""
    context = context_of(sentence, mention.start, mention.end, heading)
    if context.negated or context.another or context.hypothetical or context.possible:
        return None
    if code.startswith("Z"):
        return code
    if kind_of(heading) is PartKind.ALLERGIES or names_no_problem(sentence, mention.start, mention.end):
        return None
    if context.family:
        return of_a_relative(code)
    return _of_the_patient(code, context, sentence.text[mention.end - sentence.start :][:_NEAR])


def _of_the_patient(code: str, context: Context, after: str) -> str | None:
    """An old event becomes a personal history (I.C.21.c.4); a chronic disease is still there."""
    known = past(code)
    if context.resolved:
        return None if known == ACTIVE else known
    is_past = context.historical or _LONG_AGO.match(after)
    return known if is_past and known != ACTIVE else code


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
