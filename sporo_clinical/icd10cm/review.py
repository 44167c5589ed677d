"""What a coder would say of a list of codes, whoever made it: offline, from the code set and its notes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sporo_clinical.icd10cm.choose import is_vague
from sporo_clinical.icd10cm.coding import code_text
from sporo_clinical.icd10cm.combine import combinations
from sporo_clinical.icd10cm.companions import code_first, excluded, use_additional
from sporo_clinical.icd10cm.finding import Finding, FindingKind, called
from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.naming import bag, core
from sporo_clinical.icd10cm.release import dotted, plain, release
from sporo_clinical.icd10cm.standing import of_the_day, standing
from sporo_clinical.icd10cm.tables import symptoms_of
from sporo_clinical.icd10cm.vague import vague

__all__ = ["Finding", "FindingKind", "review"]

_CATEGORY = 3
_SUBCATEGORY = 4
_PLAIN = (
    (("E109", "E119", "E139"), ("E08", "E09", "E10", "E11", "E13", "O24")),
    (("I10",), ("I11", "I12", "I13", "I15", "O10", "O13")),
    (("F32A", "F329", "F339"), ("F31", "F32", "F33")),
)
"""Codes that say a disease and no more, and what says more of the same disease."""
_ORDER = {kind: place for place, kind in enumerate(FindingKind)}


def review(codes: Sequence[str], text: str = "", on: date | None = None) -> tuple[Finding, ...]:
    """The findings, the most urgent first; codes may have their dots or not, in the order of the list.

    `text` is what they were coded from, `on` the day of the visit.
    """
    given = [plain(code) for code in codes if plain(code)]
    listed = list(dict.fromkeys(given))
    found = code_text(text).codes if text else ()
    supported = [one.code for one in found]
    billable = [code for code in listed if release().is_billable(code)]
    findings = [
        *of_the_day(on),
        *(finding for code in listed for finding in standing(code, on, supported)),
        *_duplicates(given),
        *excluded(billable),
        *_combined(billable),
        *code_first(billable),
        *use_additional(billable, supported),
        *(finding for code in billable for finding in vague(code, billable, supported)),
        *_symptoms(billable),
    ]
    named = {code for finding in findings for code in finding.instead}
    findings += _uncoded(listed, [one for one in found if dotted(one.code) not in named])
    return tuple(sorted(findings, key=lambda finding: _ORDER[finding.kind]))


def _duplicates(codes: Sequence[str]) -> Iterator[Finding]:
    for code, count in Counter(codes).items():
        if count > 1:
            sentence = f"{dotted(code)} is listed {count} times; a code is reported once for a visit."
            yield Finding(dotted(code), FindingKind.DUPLICATE, sentence, "Guidelines, section I.B.12")


def _combined(codes: Sequence[str]) -> Iterator[Finding]:
    for one in combinations(codes):
        beside = [dotted(code) for code in one.parts if code not in one.instead_of]
        place = f"in place of {_joined(map(dotted, one.instead_of))}" if one.instead_of else "as well"
        with_ = f", beside {_joined(beside)}" if beside and one.instead_of else ""
        sentence = (
            f"{_joined(map(dotted, one.parts))} belong together:"
            f" {called(one.code)} is coded {place}{with_}, unless the note says that they are unrelated."
        )
        about = (one.instead_of or one.parts)[0]
        kind = FindingKind.COMBINATION if one.instead_of else FindingKind.USE_ADDITIONAL
        yield Finding(dotted(about), kind, sentence, one.source, (dotted(one.code),))


def _joined(codes: Iterable[str]) -> str:
    *others, last = codes
    return f"{', '.join(others)} and {last}" if others else last


def _symptoms(codes: Sequence[str]) -> Iterator[Finding]:
    for diagnosis in codes:
        for code in codes:
            if code != diagnosis and code.startswith(symptoms_of(diagnosis)):
                sentence = (
                    f"{called(code)} belongs to {called(diagnosis)};"
                    " it is coded beside it only where it has another cause."
                )
                yield Finding(dotted(code), FindingKind.SYMPTOM, sentence, "Guidelines, section I.B.5")


def _uncoded(codes: Sequence[str], found: Sequence[Found]) -> Iterator[Finding]:
    for one in found:
        if not any(_covers(code, one.code) for code in codes):
            said = " ".join(one.evidence.split())
            sentence = f'The words "{said}" support {called(one.code)}, which is not listed.'
            code = dotted(one.code)
            yield Finding(code, FindingKind.UNCODED, sentence, "The note's own words", (code,))


def _covers(code: str, other: str) -> bool:
    """Whether a listed code leaves nothing of the other to say but detail."""
    if code[:_SUBCATEGORY] == other[:_SUBCATEGORY] or other.startswith(symptoms_of(code)):
        return True
    if any(other in plainly and code.startswith(more) for plainly, more in _PLAIN):
        return True
    names = release().names
    if code not in names:
        return False
    mine, others = set(bag(core(names[code]))), set(bag(core(names[other])))
    if others <= mine:
        return True
    return code[:_CATEGORY] == other[:_CATEGORY] and (is_vague(other) or (is_vague(code) and mine <= others))
