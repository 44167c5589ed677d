"""Whether a code can be billed at all: it exists, holds on the day of the visit, and has nothing finer."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from sporo_clinical.icd10cm.finding import Finding, FindingKind, called
from sporo_clinical.icd10cm.release import dotted, plain, release
from sporo_clinical.icd10cm.words import rows

_MOST_SHOWN = 12
_NEAR_SHOWN = 5
_SHORTEST = 3
_SEVENTH = 7
_FORM = re.compile(r"[A-Z]\d[0-9A-Z]{1,5}")
_TYPED = str.maketrans({"O": "0", "I": "1", "L": "1"})
"""Letters that are typed for digits, behind the first character."""


def of_the_day(on: date | None) -> Iterator[Finding]:
    """That the release does not hold on the day of the visit."""
    first, last = release().in_force
    if on and not first <= on <= last:
        when = "before" if on < first else "after"
        yield Finding(
            "",
            FindingKind.NOT_IN_FORCE,
            f"The visit of {_day(on)} is {when} the codes of {release().label}, which hold from {_day(first)}"
            f" to {_day(last)}: check each code against the release of that day.",
            _source(),
        )


def standing(code: str, on: date | None, supported: Sequence[str]) -> Iterator[Finding]:
    """What keeps one code from being billed; of finer codes those that the text supports come first."""
    added, deleted = _changes()
    first, _ = release().in_force
    if code in deleted:
        if on is None or on >= first:
            yield _deleted(code, supported)
    elif code not in release().names:
        yield _unknown(code)
    elif code in release().headers:
        yield _header(code, supported)
    elif code in added and on and on < first:
        sentence = f"{dotted(code)} is new since {_day(first)} and can't be billed for an earlier visit."
        yield Finding(dotted(code), FindingKind.NOT_IN_FORCE, sentence, _source())


def finer(code: str, supported: Sequence[str]) -> tuple[str, ...]:
    """The billable codes below a code, with their dots: those that the text supports first."""
    below = release().billable(code)
    return tuple(dotted(one) for one in sorted(below, key=lambda one: one not in supported)[:_MOST_SHOWN])


def _deleted(code: str, supported: Sequence[str]) -> Finding:
    instead = finer(code, supported)
    then = f"; one of {len(release().billable(code))} finer codes takes its place" if instead else ""
    first, _ = release().in_force
    sentence = f"{dotted(code)} can't be billed for visits since {_day(first)}{then}."
    return Finding(dotted(code), FindingKind.NOT_IN_FORCE, sentence, _source(), instead)


def _unknown(code: str) -> Finding:
    near = _near(code)
    shown = dotted(code) if _FORM.fullmatch(code) else code
    hint = f" Near to it: {', '.join(near)}." if near else ""
    sentence = f"{shown} is not an ICD-10-CM code of {release().label}.{hint}"
    return Finding(shown, FindingKind.UNKNOWN, sentence, _source(), near)


def _header(code: str, supported: Sequence[str]) -> Finding:
    below = release().billable(code)
    if all(len(one) == _SEVENTH and one[:-1].rstrip("X") == code for one in below):
        lack = "lacks its seventh character, which says the encounter: A initial, D subsequent, S sequela"
    else:
        lack = f"is a heading and never billed: choose one of the {len(below)} codes below it"
    sentence = f"{called(code)} {lack}."
    return Finding(dotted(code), FindingKind.HEADER, sentence, _source(), finer(code, supported))


def _near(code: str) -> tuple[str, ...]:
    """Codes that may have been meant: a letter typed for a digit, then those that begin alike."""
    meant = code[:1] + code[1:].translate(_TYPED)
    for size in range(len(meant), _SHORTEST - 1, -1):
        if found := release().billable(meant[:size]):
            return tuple(dotted(one) for one in found[:_NEAR_SHOWN])
    return ()


@cache
def _changes() -> tuple[frozenset[str], frozenset[str]]:
    """The codes that came with this release, and those that it dropped or made headings."""
    changes = [(plain(code), change) for code, change in rows("changes.tsv")]
    return (
        frozenset(code for code, change in changes if change == "added"),
        frozenset(code for code, change in changes if change == "deleted") - set(release().billable("")),
    )


def _source() -> str:
    first, last = release().in_force
    return f"ICD-10-CM {release().label}, code list ({_day(first)} to {_day(last)})"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
