"""Allergies and the statements that there are none."""

import re
from collections.abc import Iterator

from sporo_clinical.chart.drug_groups import generic
from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.chart.medications import drugs_named
from sporo_clinical.chart.remarks import Remark
from sporo_clinical.chart.wording import listed, phrase
from sporo_clinical.headings import PartKind
from sporo_clinical.support import is_negative
from sporo_clinical.text import Words, words_of

NONE_KNOWN: Words = ("none known",)
"""The key of a statement that there are no allergies."""

_CUE = re.compile(r"\b(?:allerg(?:y|ies|ic)\b|nkda\b|nka\b|anaphyla\w+)", re.IGNORECASE)
_TELLS = phrase("tells_an_allergy")
_NEVER = frozenset(PartKind) & {PartKind.FAMILY, PartKind.OPERATIVE}
_EMPTY = frozenset(words_of("none nkda nka denied denies"))
_LONGEST = 25
_CLAUSE = re.compile(r"[;,]\s|\.\s")


def allergies(remark: Remark) -> Iterator[Finding]:
    """What a remark says the patient is allergic to, or that there is nothing."""
    if remark.kind is PartKind.ALLERGIES:
        yield _finding(remark, remark.sentence.start, remark.sentence.end)
    elif remark.kind not in _NEVER and _TELLS.search(remark.sentence.text):
        yield _finding(remark, *_span(remark))


def substances(finding: Finding) -> frozenset[str]:
    """The plain names of what an allergy is to; none where it says that there are none."""
    return frozenset() if finding.key == NONE_KNOWN else frozenset(finding.key)


def _span(remark: Remark) -> tuple[int, int]:
    """The whole statement, or of a long one the clause that speaks of the allergy."""
    start, end = remark.sentence.start, remark.sentence.end
    cue = _CUE.search(remark.sentence.text)
    if len(remark.sentence.tokens) <= _LONGEST or cue is None:
        return start, end
    cuts = [start, *(start + cut.end() for cut in _CLAUSE.finditer(remark.sentence.text)), end]
    at = start + cue.start()
    return max(cut for cut in cuts if cut <= at), min(cut for cut in cuts if cut > at)


def _finding(remark: Remark, start: int, end: int) -> Finding:
    return remark.finding(Topic.ALLERGIES, allergy_key(remark.leaf.text[start:end]), start, end)


def allergy_key(text: str) -> Words:
    """What a statement says that there is an allergy to, sorted; `NONE_KNOWN` where it denies any."""
    words = words_of(text)
    named = {generic(" ".join(words[first:after])) for first, after in drugs_named(words)}
    if is_negative(words) or _EMPTY & set(words):
        return NONE_KNOWN if not named or "allerg" in text.lower() else tuple(sorted(named))
    others = set(words) - listed("allergy_small") - {part for name in named for part in name.split()}
    return tuple(sorted(named or others)) or NONE_KNOWN
