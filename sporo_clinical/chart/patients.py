"""Whose documents they are: names, dates of birth and record numbers that can't all be of one patient."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from sporo_clinical.chart.finding import Clash, Finding, Place, Topic
from sporo_clinical.chart.remarks import Leaf, written
from sporo_clinical.dates import dates
from sporo_clinical.text import words_of

DIFFERENT_PATIENTS = "These documents may be of different patients"

_NAME = re.compile(
    r"^[ \t|*#-]*(?:patient(?:'s)?(?: name)?|name(?: of patient)?|pt(?: name)?|re)[ \t]*[:|][ \t]*"
    r"(?P<told>[A-Z][^\n|:;()\d]{2,60}?)[ \t]*(?=$|[|;(\d]|,?[ \t]+(?:DOB|D\.O\.B|born|MRN|age|sex|date)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:date of birth|birth ?date|d\.?o\.?b\.?|born(?: on)?)[ \t]*[:|]?[ \t]*(?P<told>[^\n|;]{6,24})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:mrn|medical record (?:number|no\.?)|patient id|chart (?:number|no\.?))[ \t]*[:|#]*[ \t]*"
    r"(?P<told>[A-Z0-9][A-Z0-9-]{3,19})\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:mother|father|spouse|wife|husband|guardian|emergency|next of kin|contact|insured|subscriber|"
    r"provider|physician|doctor|referring|baby|child|son|daughter)\b[^\n]{0,25}$",
    re.IGNORECASE,
)
"""Before a label, what makes it somebody else's."""
_LONGEST_NAME = 5
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "jr", "sr", "ii", "iii"])
_NO_NAME = frozenset(
    [
        "unknown",
        "not",
        "given",
        "redacted",
        "none",
        "information",
        "history",
        "education",
        "instructions",
        "care",
        "status",
        "is",
        "was",
        "has",
        "denies",
        "reports",
        "presents",
        "seen",
        "and",
        "the",
    ]
)


def clash_of_patients(leaves: Iterable[Leaf]) -> Clash | None:
    """What tells that the files are of different patients, by file; None where nothing does."""
    told: dict[str, dict[str, Finding]] = {"born": {}, "name": {}, "number": {}}
    for leaf in leaves:
        for kind, finding in _identities(leaf):
            told[kind].setdefault(leaf.file, finding)
    for kind in ("born", "name", "number"):
        if _differ(kind, told):
            return Clash(DIFFERENT_PATIENTS, tuple(_statements(told)))
        if len(told[kind]) > 1:
            return (
                None  # A birth date that agrees outweighs a name that was changed; numbers differ by house.
            )
    return None


def _differ(kind: str, told: Mapping[str, Mapping[str, Finding]]) -> bool:
    pairs = combinations(told[kind].values(), 2)
    if kind == "name":
        return any(not _is_one_name(set(one.key), set(other.key)) for one, other in pairs)
    return any(one.key != other.key for one, other in pairs)


def _is_one_name(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one


def _statements(told: Mapping[str, Mapping[str, Finding]]) -> Iterator[Finding]:
    """All that is told, file by file, each statement of a file once."""
    files = dict.fromkeys(file for of_kind in told.values() for file in of_kind)
    for file in files:
        for kind in ("name", "born", "number"):
            if file in told[kind]:
                yield told[kind][file]


def _identities(leaf: Leaf) -> Iterator[tuple[str, Finding]]:
    for kind, pattern in (("name", _NAME), ("born", _BORN), ("number", _NUMBER)):
        for found in pattern.finditer(leaf.text):
            line = leaf.text.rfind("\n", 0, found.start()) + 1
            if _OF_ANOTHER.search(leaf.text, line, found.start()):
                continue
            key = _key(kind, found["told"])
            if key:
                yield kind, _finding(leaf, found, key)
                break


def _key(kind: str, told: str) -> tuple[str, ...]:
    if kind == "born":
        born = next(dates(told), None)
        return (born.day.isoformat(),) if born else ()
    if kind == "number":
        return (told.upper(),) if any(map(str.isdigit, told)) else ()
    words = [word for word in words_of(told) if len(word) > 1 and word not in _TITLES]
    is_name = 1 < len(words) <= _LONGEST_NAME and _NO_NAME.isdisjoint(words)
    return tuple(sorted(words)) if is_name else ()


def _finding(leaf: Leaf, found: re.Match[str], key: tuple[str, ...]) -> Finding:
    place = Place(leaf.file, leaf.number, found.group().strip(" \t|*#-"))
    return Finding(Topic.PATIENT, written(found.group()), key, (place,))
