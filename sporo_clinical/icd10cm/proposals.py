"""Codes that somebody proposed, each with a quote, judged by the rules: a language model's among them.

What may be coded never depends on who proposes: a code is billable, its quote stands in the text, says
something of the code, and says it of the patient.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from sporo_clinical.icd10cm.combine import combined
from sporo_clinical.icd10cm.exclusion import excluded
from sporo_clinical.icd10cm.found import Coding, Considered, Found, Rank, Reason
from sporo_clinical.icd10cm.placing import exact_places
from sporo_clinical.icd10cm.quotes import Reading
from sporo_clinical.icd10cm.release import plain, release
from sporo_clinical.icd10cm.sequence import in_order

MOST = 200
"""Proposals that are read: no visit has so many codes."""
LONGEST_QUOTE = 300
"""Characters: who quotes half a note does not say what supports a code."""
MOST_PLACES = 50
"""Places at which one quote is judged: hostile text repeats it a million times."""
CONFIDENCE = 0.5
"""Less than that of any code that the rules find themselves by words without a gap."""


class Proposal(NamedTuple):
    """A code, with its dot or without, and the words of the text that should support it."""

    code: str
    quote: str


@dataclass(frozen=True)
class Accepted:
    """What the rules leave of the proposals, in their order; `removed` counts those that rest on nothing."""

    coding: Coding
    removed: int


def accepted(text: str, proposals: Sequence[Proposal]) -> Accepted:
    """The codes that the text supports, and those that it denies, tells of a relative, or leaves uncertain.

    Parts become their combination, and causes stand before what they cause, as where the rules code. An
    event that is over becomes a code of its history, and a relative's disease one of the family's.
    """
    reading = Reading(text)
    found: dict[str, Found] = {}
    considered: dict[str, Considered] = {}
    removed = len(proposals[MOST:])
    for proposal in proposals[:MOST]:
        one = _judged(proposal, reading)
        if isinstance(one, Found):
            found.setdefault(one.code, one)
        elif one:
            considered.setdefault(one.code, one)
        else:
            removed += 1
    codes = combined(list(found.values()))
    forbidden = excluded(codes)
    listed = in_order([one for one in codes if one not in forbidden])
    left = [*considered.values(), *(one.left_out(Reason.EXCLUDED) for one in forbidden)]
    coded = {one.code for one in listed}
    return Accepted(Coding(tuple(listed), tuple(one for one in left if one.code not in coded)), removed)


def _judged(proposal: Proposal, reading: Reading) -> Found | Considered | None:
    """The code at the first place where the text supports it, else where it is first only mentioned."""
    code = plain(proposal.code)
    if len(proposal.quote) > LONGEST_QUOTE or not release().is_billable(code):
        return None
    mentioned = None
    for start, end in islice(exact_places(reading.text, proposal.quote), MOST_PLACES):
        verdict = reading.verdict(code, start, end)
        if not verdict:
            continue
        sentence = reading.sentence_at(start)
        found = Found(verdict.code, reading.text[start:end], start, end, CONFIDENCE, sentence, Rank.TOLD)
        if not verdict.reason:
            return found
        mentioned = mentioned or found.left_out(verdict.reason)
    return mentioned
