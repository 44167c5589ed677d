"""Codes that say "unspecified" where a finer one only waits for a word: a side, a stage, a severity.

Only words that a clinician knows at the visit count. That an infection's organism or an anemia's cause is
not known yet is no fault of the code.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

from sporo_clinical.icd10cm.finding import Finding, FindingKind, called
from sporo_clinical.icd10cm.naming import NEUTRAL
from sporo_clinical.icd10cm.release import dotted, plain, release
from sporo_clinical.icd10cm.words import listed, rows

_WORD = re.compile(r"[a-z0-9]+")
_PARENTHESES = re.compile(r"[(\[][^()\[\]]*[)\]]")
_FREE = (NEUTRAL | listed("need_not_be_said") | {"not", "s"}) - {"other", "specified"}
_PLACES = frozenset({"ear", "eye", "limb", "severity", "side", "stage", "trimester", "type"})
"""What stands behind "unspecified" in one name and goes without saying in the other."""
_NUMBERS = frozenset({"1", "2", "3", "3a", "3b", "4", "5", "first", "second", "third"})
_MISSING: tuple[tuple[str, Collection[str], str], ...] = (
    ("the side", {"left", "right", "bilateral"}, ""),
    ("the trimester", _NUMBERS | {"trimester"}, "trimester"),
    ("the stage", _NUMBERS | {"stage", "end"}, "stage"),
    ("the degree", _NUMBERS | {"degree"}, "degree"),
    ("the class", _NUMBERS | {"class"}, "class"),
    ("the severity", {"mild", "moderate", "severe"}, ""),
    ("whether it is acute or chronic", {"acute", "subacute", "chronic"}, ""),
    ("the tobacco product", {"cigarettes", "chewing", "tobacco", "products"}, ""),
)
"""What is missing, the words that say it, and a word that must be among those of the finer name."""
_SOURCE = "Guidelines, section I.B.18"
_FEWEST = 2
"""A word is missing where there is a choice of words."""
_MOST_SHOWN = 12
_MOST_NAMED = 4
_CATEGORY = 3
_OF_A_SITE = {7: 5, 6: 4}
"""How many characters a code of so many shares with those that differ only in a word."""


def vague(code: str, beside: Collection[str] = (), supported: Collection[str] = ()) -> Iterator[Finding]:
    """The word that the code lacks, with the codes that have it; none where no such word is missing.

    `beside` are the other codes of the list, `supported` those that the text supports.
    """
    missing, choices = _by_hand().get(code) or _by_name(code)
    listed, said = ([one for one in choices if one in among] for among in (beside, supported))
    if listed:
        yield _found(code, f"adds nothing to {called(listed[0])}", listed[:1])
    elif said:
        yield _found(code, f"does not say {missing}; the note does: {called(said[0])}", said)
    elif choices:
        yield _found(code, f"does not say {missing}; where the note does, {_finer(choices)}", choices)


def _found(code: str, sentence: str, choices: Sequence[str]) -> Finding:
    shown = tuple(map(dotted, choices[:_MOST_SHOWN]))
    return Finding(dotted(code), FindingKind.UNSPECIFIED, f"{called(code)} {sentence}.", _SOURCE, shown)


def _finer(choices: Sequence[str]) -> str:
    shown = [dotted(one) for one in choices[:_MOST_SHOWN]]
    if len(shown) > _MOST_NAMED:
        return (
            f"a finer code fits: {', '.join(shown[:_MOST_NAMED])} or one of {len(shown) - _MOST_NAMED} more"
        )
    return f"a finer code fits: {', '.join(shown[:-1])} or {shown[-1]}"


@lru_cache(maxsize=4096)
def _by_name(code: str) -> tuple[str, tuple[str, ...]]:
    name = release().names[code]
    if "unspecified" not in name.lower():
        return "", ()
    said = _said(name)
    others = [one for one in release().billable(code[: _OF_A_SITE.get(len(code), _CATEGORY)]) if one != code]
    for missing, words, needed in _MISSING:
        found = {one: _said(release().names[one]) for one in others}
        found = {one: other - said for one, other in found.items() if _adds(other, said, words, needed)}
        if len(set(found.values())) >= _FEWEST:
            return missing, tuple(found)
    return "", ()


def _adds(other: frozenset[str], said: frozenset[str], words: Collection[str], needed: str) -> bool:
    """Whether the other name says the same and such a word more."""
    more = other - said
    return bool(more) and more <= set(words) and said - other <= _PLACES and (not needed or needed in other)


@lru_cache(maxsize=1 << 14)
def _said(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_PARENTHESES.sub("", name.lower()))) - _FREE


@cache
def _by_hand() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        plain(code): (missing, tuple(map(plain, choices.split())))
        for code, missing, choices in rows("vague.tsv")
    }
