"""What a drug did that was taken rightly: its effect, then the drug (guidelines, section I.C.19.e.5.a).

Words that say the cause are enough: "due to lisinopril". "From", "after" and the name of a drug right before
a symptom say it only beside a condition of the list, and "after" only beside what drugs are known to do.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from sporo_clinical.icd10cm.drug_use import ADVERSE, Place, blames, effect_code
from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.release import plain
from sporo_clinical.icd10cm.words import rows

_FROM = re.compile(
    r"(?P<cause>[\s,]+(?:(?:is|was|all|mostly) )?(?:from|after|following))"
    r"(?: (?:starting|beginning|initiating|taking|using|being started on|use of"
    r"|(?:an? |the )?(?:first )?doses? of))?"
    r"(?: (?:the|his|her|a|new|chronic|daily|long-term|high-dose|low-dose|oral|inhaled|course of|some))* $",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"[^.;,]{0,20}\b(?:stop\w*|discontinu\w*|withdr\w*|failed|failure|ended|wore off|ran out|withheld|held)",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[ -]")
_KNOWN = (
    "R05",
    "R11",
    "R19",
    "R21",
    "R25",
    "R40",
    "R42",
    "R53",
    "R55",
    "R60",
    "R68",
    "R51",
    "R73",
    "K59",
    "L",
    "T78",
)
"""What is put down to a drug where it only came after it, or stands right behind its name."""
_MUSCLE = ("M791", "M7910", "G72")
_SURE = 0.9
_NEAR = 40


def with_adverse_effects(drugs: Sequence[Place], found: Sequence[Found]) -> list[Found]:
    """The codes, those that a drug caused by their name as its effect, and behind them the drugs."""
    listed = list(found)
    blamed = []
    for place in drugs if found else ():
        effect = _effect(place, listed)
        if effect is None and not blames(place):
            continue
        blamed.append(place.found(effect_code(place.drug, ADVERSE), _SURE))
        if effect and effect.code in _by_drug():
            listed[listed.index(effect)] = replace(effect, code=_by_drug()[effect.code])
    return [*listed, *blamed]


def _effect(place: Place, found: Sequence[Found]) -> Found | None:
    """The condition that the drug is said to have caused."""
    beside = [one for one in found if one.sentence == place.sentence.start]
    if blames(place):
        near = [one for one in beside if abs(one.start - place.start) <= _NEAR]
        return min(near, key=lambda one: abs(one.end - place.start), default=None)
    cause = _FROM.search(place.before)
    if cause:
        end = place.start - (len(place.before) - cause.start("cause"))
        is_late = "from" not in cause["cause"].lower()
        said = [one for one in beside if one.end == end and (not is_late or _is_known(one))]
        return said[0] if said and not (is_late and _ENDED.match(place.after)) else None
    behind = (one for one in beside if one.start == place.end + 1 and _is_known(one))
    return next(behind, None) if _BESIDE.match(place.after) else None


def _is_known(one: Found) -> bool:
    return one.code.startswith((*_KNOWN, *_MUSCLE))


@cache
def _by_drug() -> Mapping[str, str]:
    return {plain(code): plain(caused) for code, caused in rows("by_drug.tsv")}
