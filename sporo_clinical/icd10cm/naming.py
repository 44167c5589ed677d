"""By which words a code can be recognized in a text: its name without what the text need not say.

Conventions of ICD-10-CM (guidelines, section I.A): words in parentheses are nonessential (I.A.7), "and"
means and/or (I.A.14), "unspecified" is what stands where the text says no more (I.A.9.b).
"""

import re
from collections.abc import Iterator

from sporo_clinical.icd10cm.words import forms, listed

NEUTRAL = listed("neutral")
SIDES = frozenset({"left", "right", "bilateral", "unilateral", "bilaterally"})
SPECIFIERS = SIDES | listed("specifiers")
FREE = NEUTRAL | SPECIFIERS | listed("fillers")
"""Words that cost nothing between the words of a term; no term is looked for by one of them."""

_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_EPISODE = re.compile(
    r", (?:initial|subsequent) encounter.*$|, sequela$|, (?:unspecified|right|left) (?:eye|ear|side)$"
    r"|,? not elsewhere classified|,? NEC\b|,? NOS\b|,? (?:first|second|third|unspecified) trimester"
    r"|, bilateral$",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"unspecified(?: (?:site|organism|cause|type|severity|part|whether|as|intractability|etiology"
    r"|location|stage|degree|body).*)?$"
    r"|(?:without|not |with no )|uncomplicated$|\w+(?: \w+)? (?:not specified|unspecified)$|single episode$",
    re.IGNORECASE,
)
_ABSENT = re.compile(r" without .*$", re.IGNORECASE)
_PAIR = re.compile(r"\b(?P<left>[\w-]+) and (?:other )?(?P<right>[\w-]+(?: tissue)?)")
_ONLY_A_PAIR = re.compile(r"[\w-]+ and (?!other)[\w-]+")
_OPPOSITES = frozenset({"acute", "chronic", "systolic", "diastolic"})
_NEED_NOT_BE_SAID = listed("need_not_be_said")
_LONGEST = 9

Bag = tuple[str, ...]


def bag(phrase: str) -> Bag:
    """The words by which a phrase is known, each once, in alphabetical order."""
    return tuple(sorted({form for form in forms(phrase) if form not in NEUTRAL and form not in SIDES}))


def core(name: str) -> str:
    """The name without side, encounter, trimester, and what it says only to exclude it."""
    plain = _EPISODE.sub("", _EPISODE.sub("", _PARENTHESES.sub("", name)))
    first, *others = plain.split(", ")
    named = (_ABSENT.sub("", part) for part in others)
    return ", ".join([_ABSENT.sub("", first), *(part for part in named if not _UNSAID.match(part))])


def main_bags(name: str) -> Iterator[Bag]:
    """The words of a name as it stands."""
    found = bag(core(name))
    if 0 < len(found) <= _LONGEST:
        yield found


def further_bags(name: str) -> Iterator[Bag]:
    """The words of what else a name means: either part of "A and B", and without what goes without saying.

    One word is enough only where nothing but "A and B" was there: giddiness, but not the alveoli.
    """
    plain = core(name)
    whole = set(main_bags(name))
    for phrase in (plain, *_halves(plain)):
        full = bag(phrase)
        short = tuple(word for word in full if word not in _NEED_NOT_BE_SAID)
        fewest = 1 if _ONLY_A_PAIR.fullmatch(plain) else 2
        yield from (found for found in {full, short} - whole if fewest <= len(found) <= _LONGEST)


def _halves(name: str) -> Iterator[str]:
    pair = _PAIR.search(name)
    if pair and not {pair["left"].lower(), pair["right"].lower()} & _OPPOSITES:
        yield f"{name[: pair.start()]}{pair['left']}{name[pair.end() :]}"
        yield f"{name[: pair.start()]}{pair['right']}{name[pair.end() :]}"
