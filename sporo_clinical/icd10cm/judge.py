"""What the words around a mention make of its code: another code, or none and the reason for it."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple, Protocol

from sporo_clinical.context import Context, context_of
from sporo_clinical.headings import PartKind, kind_of
from sporo_clinical.icd10cm.answers import answer
from sporo_clinical.icd10cm.found import Reason
from sporo_clinical.icd10cm.tables import ACTIVE, of_a_relative, past
from sporo_clinical.icd10cm.timing import is_long_ago, lasts
from sporo_clinical.names import names_no_problem
from sporo_clinical.text import Sentence

_ASKED_FOR = re.compile(
    r"(?: virus)?[ -](?:"
    r"(?:tests?|testing|screen|screening|swab|serology|antibod\w+|titers?)\b(?![\w ]*\bpositive\b)"
    r"|(?:vaccin\w+|shots?|boosters?|immuni[sz]ations?|toxoid|prophylaxis|precautions?)\b"
    r"|(?:given|administered)(?= today\b|\s*[.;,]|\s*$))",
    re.IGNORECASE,
)
"""Behind what is tested for, or prevented."""
_UNCERTAIN_HEADINGS = frozenset({"working diagnosis", "differential diagnosis", "differential", "rule out"})
"""What stands under these is not established (IV.H)."""
_DOUBTED = re.compile(r"\?|\s+\?\s*$")
_YET_TO_COME = re.compile(
    r"\b(?:scheduled|awaiting|awaits|planned|plans|candidate|referred|waiting|list|pre-?op(?:erative)?)"
    r"(?: for| list for)?(?: an?| the)?(?: left| right| bilateral)?\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""Before a status that the patient is to get."""
_STATUSES = ("Z89", "Z90", "Z93", "Z94", "Z95", "Z96", "Z97", "Z98")
_GONE = re.compile(
    r"[^.;]{0,60}\b(?:no (?:evidence of )?(?:recurren\w+|disease)|without (?:evidence of )?recurren\w+"
    r"|NED|(?:disease|cancer)[- ]free)\b"
)
"""Behind a cancer that was removed and of which nothing is left (I.C.2.m)."""
_NEAR = 80
"""Characters behind a mention that may say when it was."""


class Span(Protocol):
    """The characters of a mention in the original."""

    @property
    def start(self) -> int:
        """The first."""

    @property
    def end(self) -> int:
        """The one behind the last."""


_OF_ONESELF = ("Z79", "Z85", "Z86", "Z87", "Z89", "Z9")
"""Statuses and histories that a relative has for themselves: a father's pacemaker is no code of his child."""


_EVENTS = ("I21", "I22", "I26", "I60", "I61", "I63", "G45", "I824", "J12", "J13", "J15", "J18")
"""What a list of past illnesses names is over: an attack, a stroke, a pneumonia."""


class Verdict(NamedTuple):
    """A code, and the reason why it is only considered; None where it is coded."""

    code: str
    reason: Reason | None


def judged(
    code: str, mention: Span, sentence: Sentence, heading: str, keep: Collection[Reason]
) -> Verdict | None:
    """What is left of the code; None where the words name no condition of anybody: a surname, an allergy.

    Reasons in `keep` keep nothing from being coded.
    """
    if not code.startswith("Z") and _is_no_condition(mention, sentence, heading):
        return None
    context = context_of(sentence, mention.start, mention.end, heading)
    before = sentence.text[: mention.start - sentence.start][-_NEAR:]
    after = sentence.text[mention.end - sentence.start :][:_NEAR]
    mentioned = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    answered_no = Reason.DENIED if _is_answered_no(mention, sentence) else None
    for reason in (answered_no, _reason_beside(code, before, after, heading), *_reasons_against(context)):
        if reason and reason not in keep:
            return Verdict(code, reason)
    if code.startswith("Z"):
        is_of_another = context.family and code.startswith(_OF_ONESELF) and Reason.FAMILY not in keep
        return Verdict(code, Reason.FAMILY if is_of_another else None)
    if context.family and Reason.FAMILY not in keep:
        of_family = of_a_relative(code)
        return Verdict(of_family, None) if of_family else Verdict(code, Reason.FAMILY)
    is_late_effect = code.startswith(("S", "T")) and code.endswith("S")
    if Reason.PAST in keep or is_late_effect or (not context.resolved and lasts(before, mentioned, after)):
        return Verdict(code, None)
    context = replace(context, historical=context.historical or is_long_ago(before, after))
    return _of_the_patient(code, context, after, heading)


def _is_answered_no(mention: Span, sentence: Sentence) -> bool:
    return answer(sentence.text, mention.start - sentence.start, mention.end - sentence.start) is False


def _reason_beside(code: str, before: str, after: str, heading: str) -> Reason | None:
    """What the characters beside the mention, or its heading, say against it."""
    if before.rstrip().endswith("?") or _DOUBTED.match(after) or heading.lower() in _UNCERTAIN_HEADINGS:
        return Reason.UNCERTAIN
    return Reason.PLANNED if _is_to_come(code, before, after) else None


def _is_to_come(code: str, before: str, after: str) -> bool:
    """Whether a disease is only tested for or prevented, or a status is yet to be reached."""
    if code.startswith("Z"):
        return code.startswith(_STATUSES) and _YET_TO_COME.search(before) is not None
    return _ASKED_FOR.match(after) is not None


def _is_no_condition(mention: Span, sentence: Sentence, heading: str) -> bool:
    is_allergy = kind_of(heading) is PartKind.ALLERGIES
    return is_allergy or names_no_problem(sentence, mention.start, mention.end)


def _reasons_against(context: Context) -> list[Reason]:
    """What is denied, another's, only feared or uncertain (IV.H)."""
    said = (
        (context.negated, Reason.DENIED),
        (context.another, Reason.ANOTHER),
        (context.hypothetical, Reason.PLANNED),
        (context.possible, Reason.UNCERTAIN),
    )
    return [reason for is_said, reason in said if is_said]


def _of_the_patient(code: str, context: Context, after: str, heading: str) -> Verdict:
    """An old event becomes a personal history (I.C.21.c.4); a chronic disease is still there."""
    known = past(code)
    if kind_of(heading) is PartKind.BACKGROUND and code.startswith(_EVENTS):
        return Verdict(known or code, None)
    if context.resolved:
        is_history = known and known != ACTIVE
        return Verdict(known, None) if known and is_history else Verdict(code, Reason.PAST)
    is_gone = code.startswith("C") and _GONE.match(after)
    is_symptom = kind_of(heading) is PartKind.BACKGROUND and code.startswith("R")
    if not (context.historical or is_gone or is_symptom) or known == ACTIVE:
        return Verdict(code, None)
    return Verdict(known, None) if known else Verdict(code, Reason.PAST)
