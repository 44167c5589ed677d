"""Codes that drugs give: the status of taking one for long, and its underdosing.

A status is coded for a drug that is taken for a disease coded beside it (guidelines, sections I.C.4.a.3 and
I.C.21.c.3); an underdosing only where the text says so (I.C.19.e.5.c). What drugs did is read by `adverse`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sporo_clinical.context import context_of
from sporo_clinical.headings import Part, PartKind
from sporo_clinical.icd10cm.found import Found, Rank
from sporo_clinical.icd10cm.release import plain, release
from sporo_clinical.icd10cm.words import rows
from sporo_clinical.statements import statements
from sporo_clinical.text import Sentence

_NOT_TAKEN = frozenset(
    {PartKind.ALLERGIES, PartKind.FAMILY, PartKind.INSTRUCTIONS, PartKind.IMMUNIZATIONS, PartKind.PROCEDURE}
)
_WORD = re.compile(r"[A-Za-z]{3,}")
_SECOND = re.compile(r"[ -]([A-Za-z]{3,})")
_GIVEN_UP = re.compile(
    r"\b(?:stop|stopp?ed|stopping|discontinued?|discontinuing|d/c'?d?|held|hold|off|declin\w+|refus\w+"
    r"|instead of|allerg\w+|intoleran\w+|wean\w+|avoid\w*|cannot take|can't take)\b",
    re.IGNORECASE,
)
_THEN_GIVEN_UP = re.compile(
    r"[^.;,]{0,20}\b(?:was|were|is|has been|had been|to be) (?:stopped|discontinued|held|weaned)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:ran out of|(?:missed|missing|skips|skipped|skipping)(?: doses of)?|forgets(?: to take)?"
    r"|cannot afford|can't afford|could not afford|non-?adheren\w+ (?:to|with)|non-?complian\w+ with"
    r"|not compliant with|underdos\w+ of|rationing|takes? less)(?: (?:his|her|their|the|daily|evening))* $",
    re.IGNORECASE,
)
_HARM_BEFORE = re.compile(
    r"\b(?:(?:adverse (?:drug )?(?:effects?|reactions?|events?)|side effects?|reaction) (?:of|to|from|with)"
    r"|(?:due|secondary|attributed|attributable) to|(?:caused|induced|triggered|precipitated|provoked) by"
    r"|because of) (?:(?:the|his|her|chronic|recent|daily|long-term|new|use of|taking|high-dose) )*$",
    re.IGNORECASE,
)
_HARM_AFTER = re.compile(r"[- ](?:induced|related|associated|side effects?)\b", re.IGNORECASE)
_NOT_THE_DRUG = re.compile(
    r"[- ](?:deficien|withdraw|overdos|abuse|dependen|use disorder|misuse|resistan|non-?compli|non-?adher"
    r"|poison|intoxic)",
    re.IGNORECASE,
)
"""Behind the name of what is lacking, misused or taken wrongly."""
_MONEY = re.compile(r"\b(?:afford|ration|cost|expens|financ|money)", re.IGNORECASE)
ADVERSE, UNDERDOSED = "5A", "6A"
"""How codes of a drug's effects end at a first visit."""
NONE = "-"
"""What stands in the table where a drug has no status."""
_HARDSHIP = "Z91120"
_BEFORE = 60
_MOST = 200
"""Places at which a drug is looked at: hostile text has thousands."""
_LIKELY = 0.75


class Drug(NamedTuple):
    """What taking a drug can be coded as."""

    status: str
    """Empty where there is none."""
    reasons: tuple[str, ...]
    """The beginnings of the diagnoses for which it is taken for long."""
    effect: str
    """The T code of its effects without what says the kind of effect and the encounter."""


class Place(NamedTuple):
    """Where a drug is named that the patient takes or took."""

    drug: Drug
    sentence: Sentence
    start: int
    end: int

    @property
    def before(self) -> str:
        """The characters of the sentence before it."""
        return self.sentence.text[: self.start - self.sentence.start][-_BEFORE:]

    @property
    def after(self) -> str:
        """Those behind it."""
        return self.sentence.text[self.end - self.sentence.start :]

    def found(self, code: str, confidence: float) -> Found:
        """A code that rests on the name of the drug."""
        said = self.sentence.text[self.start - self.sentence.start : self.end - self.sentence.start]
        return Found(code, said, self.start, self.end, confidence, self.sentence.start, Rank.FOUND)


def drug_codes(drugs: Sequence[Place], found: Sequence[Found]) -> Iterator[Found]:
    """The codes of drugs beside what was found; none beside nothing, for no such code stands alone."""
    for place in drugs if found else ():
        yield from _underdosing(place)
        if place.drug.status and any(one.code.startswith(place.drug.reasons) for one in found):
            yield from _status(place)


def effect_code(drug: Drug, kind: str) -> str:
    """The code of an effect of a drug, `ADVERSE` or `UNDERDOSED`, at a first visit."""
    code = f"{drug.effect}{kind}"
    return code if code in release().names else f"{drug.effect}{kind[0]}X{kind[1]}"


def _status(place: Place) -> Iterator[Found]:
    before = place.before
    is_taken = not _GIVEN_UP.search(before) and not _THEN_GIVEN_UP.match(place.after)
    if is_taken and not blames(place):
        yield place.found(place.drug.status, _LIKELY)


def _underdosing(place: Place) -> Iterator[Found]:
    less = _LESS.search(place.before)
    if less:
        yield place.found(effect_code(place.drug, UNDERDOSED), _LIKELY)
        if _MONEY.search(less[0] + place.after):
            yield place.found(_HARDSHIP, _LIKELY)


def blames(place: Place) -> bool:
    """Whether the words plainly say that the drug did harm, taken as it should be."""
    if _NOT_THE_DRUG.match(place.after):
        return False
    return bool(_HARM_BEFORE.search(place.before) or _HARM_AFTER.match(place.after))


def places(text: str, parts: Sequence[Part]) -> Iterator[Place]:
    """Where a drug is named that the patient is not said to do without."""
    seen = 0
    lines: dict[tuple[int, int], tuple[Sentence, ...]] = {}
    for part in parts:
        for word in _WORD.finditer(text, part.start, part.end) if part.kind not in _NOT_TAKEN else ():
            drug, end = _named(text, word, part.end)
            if drug and seen < _MOST:
                seen += 1
                line = _line(text, part, word.start(), end)
                if line not in lines:
                    lines[line] = statements(text, *line)
                yield from _taken(drug, lines[line], part, word.start(), end)


def _line(text: str, part: Part, start: int, end: int) -> tuple[int, int]:
    """The characters of the line in which a drug is named."""
    last = text.find("\n", end, part.end)
    return max(part.start, text.rfind("\n", 0, start) + 1), part.end if last < 0 else last


def _named(text: str, word: re.Match[str], end: int) -> tuple[Drug | None, int]:
    """The drug of this name, of one word or two, and where the name ends."""
    said = word[0].lower()
    second = _SECOND.match(text, word.end(), end) if said in _openers() else None
    if second is None:
        return _drugs().get(said), word.end()
    return _drugs().get(f"{word[0]} {second[1]}".lower()), second.end()


def _taken(drug: Drug, said: Sequence[Sentence], part: Part, start: int, end: int) -> Iterator[Place]:
    for sentence in said:
        if sentence.start <= start and end <= sentence.end:
            context = context_of(sentence, start, end, part.title)
            if context.present and not context.historical:
                yield Place(drug, sentence, start, end)


@cache
def _drugs() -> Mapping[str, Drug]:
    return {
        name.replace("_", " "): Drug(
            plain(status), tuple(plain(start) for start in reasons.split()), plain(effect)
        )
        for names, status, reasons, effect in rows("drugs.tsv")
        for name in names.split()
    }


@cache
def _openers() -> frozenset[str]:
    """The first words of names of two."""
    return frozenset(name.split()[0] for name in _drugs() if " " in name)
