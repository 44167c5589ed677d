"""Findings that say the same, made one with all its places."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sporo_clinical.chart.finding import Finding, Place, Topic
from sporo_clinical.chart.stopping import STOPPED
from sporo_clinical.chart.terms import makes_another
from sporo_clinical.text import Words

_SIDES = frozenset({"left", "right", "bilateral"})
_MOST_PLACES = 12
_BY_SCORE = frozenset({Topic.ALLERGIES, Topic.MEDICATIONS})


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each thing said once, in the order in which it was first said, with the places of all that say it.

    A problem that another says more closely ("diabetes", "type 2 diabetes") and a drug without a dose, or
    without how often, beside the same with one are merged into the closer. A place in another file does not
    support that dose, and so is none of its sources.
    """
    alike: dict[tuple[Topic, Words], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.topic, finding.key), []).append(finding)
    once = [_one(group) for group in alike.values()]
    return tuple(_with_closer(once))


def _one(group: Sequence[Finding]) -> Finding:
    """The fullest of findings with one key, with the places of all."""
    fullest = max(group, key=_fullness)
    first = next(finding for finding in group if finding.text == fullest.text)
    others = (finding for finding in group if finding is not first)
    places = _places([first, *others])
    return replace(first, places=places, day=_latest(group), score=max(finding.score for finding in group))


def _fullness(finding: Finding) -> tuple[float, int]:
    """The longest; but an allergy with its severe reaction, and a drug as it is taken rather than started."""
    return finding.score if finding.topic in _BY_SCORE else 0.0, len(finding.text)


def _places(findings: Sequence[Finding]) -> tuple[Place, ...]:
    """Every place once, those of the first finding all, then as many as a reader can use."""
    own = findings[0].places
    more = [place for finding in findings[1:] for place in finding.places]
    return tuple(dict.fromkeys([*own, *more]))[: max(_MOST_PLACES, len(own))]


def _latest(group: Sequence[Finding]) -> date | None:
    return max((finding.day for finding in group if finding.day), default=None)


def _with_closer(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings without those that another says more closely, their places with that one."""
    closer: dict[int, list[Finding]] = {}
    left_out = set()
    by_word = _by_word(findings)
    for place, finding in enumerate(findings):
        better = _closer(finding, findings, by_word)
        if better is not None:
            closer.setdefault(better, []).append(finding)
            left_out.add(place)
    for place, finding in enumerate(findings):
        if place not in left_out:
            group = [finding, *(one for one in closer.get(place, []) if _supports(one, finding))]
            yield replace(finding, places=_places(group), day=_latest(group))


def _supports(less: Finding, finding: Finding) -> bool:
    """Whether what says less may stand as a source of the finding: of a dose only within one file."""
    files = {place.file for place in finding.places}
    return finding.topic is not Topic.MEDICATIONS or all(place.file in files for place in less.places)


def _by_word(findings: Sequence[Finding]) -> dict[tuple[Topic, str], list[int]]:
    found: dict[tuple[Topic, str], list[int]] = {}
    for place, finding in enumerate(findings):
        for word in {finding.about} if finding.topic is Topic.MEDICATIONS else set(finding.key):
            found.setdefault((finding.topic, word), []).append(place)
    return found


def _closer(
    finding: Finding, findings: Sequence[Finding], by_word: dict[tuple[Topic, str], list[int]]
) -> int | None:
    """The place of the finding that says the same with more; the longest, so that none leads to another."""
    if finding.topic is Topic.MEDICATIONS:
        return _with_dose(finding, findings, by_word)
    if finding.topic is not Topic.PROBLEMS or not finding.key:
        return None
    candidates = min((by_word[finding.topic, word] for word in finding.key), key=len)
    fuller = [place for place in candidates if _says_more(findings[place].key, finding.key)]
    return max(fuller, key=lambda place: (len(findings[place].key), -place), default=None)


def _says_more(more: Words, less: Words) -> bool:
    extra = set(more) - set(less)
    if not set(less) < set(more) or any(makes_another(word) for word in extra):
        return False
    return not (_SIDES & set(less) and _SIDES & extra)


def _with_dose(
    finding: Finding, findings: Sequence[Finding], by_word: dict[tuple[Topic, str], list[int]]
) -> int | None:
    """The same drug with a dose, or with the same amount and how often; of the same file if it can be."""
    same = by_word[finding.topic, finding.about]
    fuller = [place for place in same if _doses_more(findings[place].key[-1], finding.key[-1])]
    own = (place for place in fuller if _supports(finding, findings[place]))
    return next(own, fuller[0] if fuller else None)


def _doses_more(more: str, less: str) -> bool:
    return bool(more) and more != STOPPED and (not less or more.startswith(f"{less} "))
