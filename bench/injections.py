"""Notes with one error put in, of a named kind, at a place where the transcript supports what stood there.

Whether a place is supported is judged by plain patterns of this bench, which know nothing of the rules of the
check: the same words or numbers stand in the transcript, near the drug, body part or cue that they belong to.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from bench.scoring import normalize
from sporo_clinical.check.drug_mentions import generics_of
from sporo_clinical.vocabulary import vocabulary


@dataclass(frozen=True)
class Injected:
    """A note with one error: the characters `start` to `end` of the note hold it.

    Of a drop `dropped` is the word that the note has lost, and the place is empty.
    """

    note: str
    start: int
    end: int
    dropped: str = ""


@dataclass(frozen=True)
class Edit:
    """Characters of the note to replace, and by what."""

    start: int
    end: int
    new: str


class Said:
    """The transcript in normalized words, asked by plain patterns."""

    def __init__(self, transcript: str) -> None:
        self.words = normalize(transcript.replace("-", " "))
        self.text = f" {' '.join(self.words)} "

    def has(self, phrase: str) -> bool:
        """Whether the words of the phrase stand together."""
        return f" {' '.join(normalize(phrase))} " in self.text

    def near(self, first: str, second: str, reach: int) -> bool:
        """Whether one of the words of `second` stands at most `reach` words from `first`."""
        one, wanted = normalize(first), set(normalize(second))
        for place in range(len(self.words)):
            if self.words[place : place + len(one)] == one:
                window = self.words[max(0, place - reach) : place + len(one) + reach]
                if wanted & set(window):
                    return True
        return False


_DRUGS = frozenset(term.text.lower() for term in vocabulary() if term.kind == "drug")
_FINDINGS = tuple(
    sorted((term.text.lower() for term in vocabulary() if term.kind == "finding"), key=len, reverse=True)
)
_OTHER_DRUGS = [
    "amlodipine",
    "atorvastatin",
    "sertraline",
    "gabapentin",
    "omeprazole",
    "prednisone",
    "warfarin",
    "furosemide",
    "metoprolol",
    "hydralazine",
    "clonidine",
    "levetiracetam",
    "methotrexate",
    "apixaban",
    "glipizide",
    "spironolactone",
    "trazodone",
    "tramadol",
    "azithromycin",
    "ciprofloxacin",
    "Celebrex",
    "Lantus",
    "Xarelto",
    "Zoloft",
    "Crestor",
    "Plavix",
    "Neurontin",
    "Protonix",
]
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_DOSE = re.compile(r"\b(\d+(?:\.\d+)?)[ -]?(mg|mcg|g|units|milligrams|micrograms|mEq|ml|mL)\b")
_OTHER_UNIT = {
    "mg": "mcg",
    "mcg": "mg",
    "g": "mg",
    "units": "mL",
    "milligrams": "micrograms",
    "micrograms": "milligrams",
    "mEq": "mg",
    "ml": "mg",
    "mL": "mg",
}
_FREQUENCIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    r"(?:three times (?:a day|daily|per day)|t\.?i\.?d\.?)": ("three", ("once daily", "every other day")),
    r"(?:twice (?:a day|daily|per day)|two times (?:a day|daily|per day)|b\.?i\.?d\.?)": (
        "twice two",
        ("once daily", "four times daily"),
    ),
    r"(?:once (?:a day|daily|per day)|daily|every day|a day|per day)": (
        "day daily once everyday",
        ("twice daily", "three times daily", "every 4 hours"),
    ),
    r"(?:every (?:4|6|8|four|six|eight) hours)": ("hours", ("every 12 hours", "once daily")),
    r"(?:nightly|at bedtime|at night|every night)": ("night bedtime nightly", ("three times daily",)),
    r"(?:weekly|once a week|every week|once weekly)": ("week weekly", ("daily", "monthly")),
}
_SIDE = re.compile(r"\b(left|right)\b(?: |-)((?:[a-z-]+ ){0,2}?)([a-z]+)", re.IGNORECASE)
_PARTS = frozenset(
    [
        "knee",
        "hip",
        "shoulder",
        "elbow",
        "wrist",
        "ankle",
        "foot",
        "hand",
        "finger",
        "toe",
        "leg",
        "arm",
        "thigh",
        "calf",
        "breast",
        "ear",
        "eye",
        "kidney",
        "lung",
        "flank",
        "thumb",
        "side",
        "forearm",
        "heel",
        "ovary",
        "testicle",
        "lobe",
        "arch",
        "groin",
        "scapula",
        "chest",
        "neck",
        "lower",
        "upper",
    ]
)
_DENIES = re.compile(
    r"\b(?P<cue>Denies|denies|denied|Denied|No|no|without|Without|negative for|Negative for)\s+(?:any\s+)?",
)
_REPORTS = re.compile(
    r"\b(?P<cue>reports|endorses|Reports|Endorses|Positive for|positive for)\s+(?:some\s+|a\s+)?"
)
_ALLERGY = re.compile(r"allerg", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\n.]+(?:\.(?=\S)[^\n.]+)*\.?[ \t]*")
_NUMBER = re.compile(r"(?<![\w./-])(\d+(?:\.\d+)?)(?![\w/]|\.\d|-)")
_PRESSURE = re.compile(r"\b(\d{2,3})/(\d{2,3})\b(?!/)")
_SPAN = re.compile(
    r"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten)([ -])(day|week|month|year|hour)(s?)\b(?!-old)",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"follow|return|come back|see (?:him|her|the patient|me|them)|recheck|reevaluat|next visit", re.IGNORECASE
)
_NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_LEAST_NUMBER, _FURTHEST_DOSE, _FURTHEST_FREQUENCY, _LEAST_SYSTOLIC, _SHORTEST_DRUG = 3, 40, 60, 60, 5


def inject(kind: str, note: str, transcript: str, chance: random.Random, most: int) -> list[Injected]:
    """Up to `most` notes with one error of that kind each; none where no place is supported."""
    found = list(KINDS[kind](note, Said(transcript), chance))
    return chance.sample(found, min(most, len(found)))


def _applied(note: str, *edits: Edit, dropped: str = "") -> Injected:
    ordered = sorted(edits, key=lambda edit: edit.start)
    text, shift, begin, end = note, 0, None, 0
    for edit in ordered:
        first = edit.start + shift
        text = text[:first] + edit.new + text[edit.end + shift :]
        begin = first if begin is None else begin
        end = first + len(edit.new)
        shift += len(edit.new) - (edit.end - edit.start)
    return Injected(text, begin or 0, end, dropped)


def _drugs(note: str, said: Said) -> Iterator[re.Match[str]]:
    """The single-word drugs of the note that the transcript names."""
    for word in _WORD.finditer(note):
        if word.group().lower() in _DRUGS and len(word.group()) >= _SHORTEST_DRUG and said.has(word.group()):
            yield word


def _another_drug(note: str, said: Said, chance: random.Random) -> str:
    held = frozenset().union(*(generics_of(word) for word in said.words))
    free = [
        drug
        for drug in _OTHER_DRUGS
        if drug.lower() not in note.lower() and not said.has(drug) and not generics_of(drug) & held
    ]
    return chance.choice(free)


def _drug_swapped(note: str, said: Said, chance: random.Random) -> Iterator[Injected]:
    for word in _drugs(note, said):
        yield _applied(note, Edit(word.start(), word.end(), _another_drug(note, said, chance)))


def _invented_drug(note: str, said: Said, chance: random.Random) -> Iterator[Injected]:
    ends = [match.end() for match in re.finditer(r"[a-z]\.(?=\n|$)", note)]
    for end in chance.sample(ends, min(3, len(ends))):
        drug = _another_drug(note, said, chance)
        made = _applied(note, Edit(end, end, f" The patient takes {drug} daily."))
        yield Injected(made.note, made.start, made.end)


def _dosed(note: str, said: Said) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Doses right behind a drug that the transcript names too, with the number near it there."""
    named = list(_drugs(note, said))
    for dose in _DOSE.finditer(note):
        before = [word for word in named if 0 <= dose.start() - word.end() <= _FURTHEST_DOSE]
        if before and "\n" not in note[before[-1].end() : dose.start()]:
            drug = before[-1]
            if said.near(drug.group(), dose[1], 25):
                yield drug, dose


def _dose_changed(note: str, said: Said, chance: random.Random) -> Iterator[Injected]:
    for _, dose in _dosed(note, said):
        value = float(dose[1])
        new = chance.choice([value * 2, value / 2, value * 10, value + 5])
        yield _applied(note, Edit(dose.start(1), dose.end(1), f"{new:g}"))


def _unit_changed(note: str, said: Said, _: random.Random) -> Iterator[Injected]:
    for _drug, dose in _dosed(note, said):
        if said.near(dose[1], dose[2] if dose[2] not in {"mEq", "mL", "ml"} else "milliequivalents", 3):
            yield _applied(note, Edit(dose.start(), dose.end(), f"{dose[1]} {_OTHER_UNIT[dose[2]]}"))


def _frequency_changed(note: str, said: Said, chance: random.Random) -> Iterator[Injected]:
    named = list(_drugs(note, said))
    for pattern, (words, others) in _FREQUENCIES.items():
        for found in re.finditer(rf"\b{pattern}(?![\w-])", note):
            drug = next(
                (word for word in reversed(named) if 0 < found.start() - word.end() <= _FURTHEST_FREQUENCY),
                None,
            )
            if drug is None or re.search(r"[\n.] ", note[drug.end() : found.start()]):
                continue
            earlier = any(
                re.search(rf"\b{other}$", note[: found.end()]) and other != pattern for other in _FREQUENCIES
            )
            if not earlier and said.near(drug.group(), words, 25):
                yield _applied(note, Edit(found.start(), found.end(), chance.choice(others)))


def _sided(note: str, said: Said) -> Iterator[re.Match[str]]:
    for found in _SIDE.finditer(note):
        if found[3].lower() in _PARTS and said.near(found[3], found[1], 4):
            yield found


def _flipped(side: str) -> str:
    other = "right" if side.lower() == "left" else "left"
    return other.capitalize() if side[0].isupper() else other


def _side_flipped(note: str, said: Said, _: random.Random) -> Iterator[Injected]:
    for found in _sided(note, said):
        edit = Edit(found.start(1), found.end(1), _flipped(found[1]))
        made = _applied(note, edit)
        yield Injected(made.note, made.start, found.end(3) + len(edit.new) - len(found[1]))


def _finding_at(note: str, place: int, said: Said) -> str:
    rest = note[place : place + 60].lower()
    for finding in _FINDINGS:
        if (
            rest.startswith(finding)
            and not rest[len(finding) : len(finding) + 1].isalpha()
            and said.has(finding)
        ):
            return finding
    return ""


def _negation_flipped(note: str, said: Said, _: random.Random) -> Iterator[Injected]:
    for pattern, news in ((_DENIES, {"no": "has", "without": "with"}), (_REPORTS, {})):
        for found in pattern.finditer(note):
            finding = _finding_at(note, found.end(), said)
            if not finding:
                continue
            cue = found["cue"]
            default = "reports" if pattern is _DENIES else "denies"
            new = news.get(cue.lower(), default)
            new = new.capitalize() if cue[0].isupper() else new
            made = _applied(note, Edit(found.start(), found.end(), f"{new} "))
            yield Injected(made.note, made.start, made.end + len(finding))


def _allergy_dropped(note: str, said: Said, _: random.Random) -> Iterator[Injected]:
    """The note without what names a substance said near "allergic", where only allergies name it."""
    for word in {match.group().lower() for match in _WORD.finditer(note)}:
        if word not in _DRUGS or not said.near(word, "allergic allergy allergies", 8):
            continue
        sentences = [
            part
            for part in _SENTENCE.finditer(note)
            if re.search(rf"\b{word}\b", part.group(), re.IGNORECASE)
        ]
        allergic = [
            part
            for part in sentences
            if _ALLERGY.search(part.group())
            or _ALLERGY.search(note[max(0, part.start() - 30) : part.start()])
        ]
        if allergic and len(allergic) == len(sentences):
            yield _dropped(note, allergic, word)


def _dropped(note: str, parts: list[re.Match[str]], word: str) -> Injected:
    return _applied(note, *(Edit(part.start(), part.end(), "") for part in parts), dropped=word)


def _medication_dropped(note: str, said: Said, _: random.Random) -> Iterator[Injected]:
    """The note without its only sentence that names a drug, by any name, which the transcript names."""
    for word in sorted({match.group().lower() for match in _drugs(note, said)}):
        sentences = [part for part in _SENTENCE.finditer(note) if _names(part.group(), word)]
        if len(sentences) == 1 and not _ALLERGY.search(sentences[0].group()):
            yield _dropped(note, sentences, word)


def _names(sentence: str, drug: str) -> bool:
    held = generics_of(drug)
    return any(generics_of(word.group()) & held for word in _WORD.finditer(sentence))


def _measured(note: str, said: Said) -> Iterator[re.Match[str]]:
    for found in _NUMBER.finditer(note):
        line = note[note.rfind("\n", 0, found.start()) + 1 : found.start()]
        behind = note[found.end() : found.end() + 12].lower()
        unlisted = line.strip() and not re.match(
            r"\s*(?:year|y\.|day|week|month|hour|mg|mcg|unit|%?\s*\))", behind
        )
        if unlisted and float(found[1]) >= _LEAST_NUMBER and said.has(found[1]):
            yield found


def _number_changed(note: str, said: Said, chance: random.Random) -> Iterator[Injected]:
    for found in _measured(note, said):
        value = float(found[1])
        new = (
            value + chance.choice([1, 2, 10]) if "." not in found[1] else value + chance.choice([0.5, 1, 2.1])
        )
        yield _applied(note, Edit(found.start(1), found.end(1), f"{new:g}"))
    for found in _PRESSURE.finditer(note):
        if int(found[1]) > _LEAST_SYSTOLIC and said.has(found[1]) and said.has(found[2]):
            new = int(found[1]) + chance.choice([-20, 10, 30])
            yield _applied(note, Edit(found.start(1), found.end(2), f"{new}/{found[2]}"))


def _span_changed(found: re.Match[str], chance: random.Random) -> str:
    old = _NUMBER_WORDS.index(found[1].lower()) if found[1].lower() in _NUMBER_WORDS else int(found[1])
    new = chance.choice([value for value in (old + 1, old * 2, old + 3) if value != old])
    plural = "s" if found[4] or (new > 1 and found[2] == " ") else ""
    return f"{new}{found[2]}{found[3]}{plural}"


def _spans(note: str, said: Said) -> Iterator[tuple[re.Match[str], bool]]:
    """Stretches of time of the note that are said too, and whether they say when to come back."""
    for found in _SPAN.finditer(note):
        forms = (f"{found[1]} {found[3]}{plural}" for plural in ("", "s"))
        if any(said.has(form) for form in forms):
            begin = max(note.rfind("\n", 0, found.start()), note.rfind(". ", 0, found.start()))
            yield found, bool(_FOLLOW.search(note[begin + 1 : found.start()]))


def _duration_changed(note: str, said: Said, chance: random.Random) -> Iterator[Injected]:
    for found, follows in _spans(note, said):
        if not follows:
            yield _applied(note, Edit(found.start(), found.end(), _span_changed(found, chance)))


def _follow_up_changed(note: str, said: Said, chance: random.Random) -> Iterator[Injected]:
    for found, follows in _spans(note, said):
        if follows:
            yield _applied(note, Edit(found.start(), found.end(), _span_changed(found, chance)))


def _crossed(note: str, said: Said, _: random.Random) -> Iterator[Injected]:
    yield from _crossed_doses(note, said)
    yield from _crossed_sides(note, said)
    yield from _crossed_numbers(note, said)


def _crossed_doses(note: str, said: Said) -> Iterator[Injected]:
    """Two drugs that have each other's dose."""
    dosed = list(_dosed(note, said))
    for place, (first_drug, first) in enumerate(dosed):
        for second_drug, second in dosed[place + 1 :]:
            if first_drug.group().lower() != second_drug.group().lower() and first.group() != second.group():
                yield from _each(note, (first, second), 0)
                break


def _crossed_sides(note: str, said: Said) -> Iterator[Injected]:
    """Two body parts that have each other's side."""
    sided = list(_sided(note, said))
    for place, first in enumerate(sided):
        for second in sided[place + 1 :]:
            if first[3].lower() != second[3].lower() and first[1].lower() != second[1].lower():
                yield from _each(note, (first, second), 1)
                break


def _crossed_numbers(note: str, said: Said) -> Iterator[Injected]:
    """Two numbers of one line that stand in each other's place."""
    measured = list(_measured(note, said))
    for first, second in pairwise(measured):
        if first[1] != second[1] and "\n" not in note[first.end() : second.start()]:
            yield from _each(note, (first, second), 1)


def _each(note: str, pair: tuple[re.Match[str], re.Match[str]], group: int) -> Iterator[Injected]:
    first, second = pair
    yield _applied(
        note,
        Edit(first.start(group), first.end(group), second[group]),
        Edit(second.start(group), second.end(group), first[group]),
    )


KINDS: Mapping[str, Callable[[str, Said, random.Random], Iterator[Injected]]] = {
    "drug swapped": _drug_swapped,
    "invented drug": _invented_drug,
    "dose changed": _dose_changed,
    "unit changed": _unit_changed,
    "frequency changed": _frequency_changed,
    "side flipped": _side_flipped,
    "negation flipped": _negation_flipped,
    "allergy dropped": _allergy_dropped,
    "medication dropped": _medication_dropped,
    "number changed": _number_changed,
    "duration changed": _duration_changed,
    "follow-up changed": _follow_up_changed,
    "crossed": _crossed,
}
