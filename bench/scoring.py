"""How a transcript is judged: word errors and terms right, after the same plain normalization of both texts.

Lower case; hyphens and punctuation dropped; `%` read as percent, `mg` and `mcg` as milligrams and
micrograms; number words written as digits ("one fifty eight over ninety four" -> "158 over 94",
"nine point two" -> "9.2").
"""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from sporo_clinical.text import words_of

UNITS = words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = words_of("twenty thirty forty fifty sixty seventy eighty ninety")
SMALL = {word: value for value, word in enumerate(UNITS)} | {
    word: 10 * value for value, word in enumerate(TENS, start=2)
}
HUNDRED, TEEN_END, TENS_START = 100, 10, 20
SCALES = {"hundred": HUNDRED, "thousand": 1000}
SPELLED = {
    "%": "percent",
    "mg": "milligrams",
    "mcg": "micrograms",
    "ok": "okay",
    "mr": "mister",
    "mrs": "missus",
}
TOKEN = re.compile(r"\d+(?:\.\d+)?|%|[a-z]+(?:'[a-z]+)?(?:\d+[a-z]*)*")


@dataclass(frozen=True)
class Score:
    """Errors against the words of the reference, and terms heard against the terms that matter."""

    words: int
    substituted: int
    deleted: int
    inserted: int
    terms: int
    terms_right: int

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def word_errors(self) -> float:
        """The word error rate, in percent."""
        return 100 * (self.substituted + self.deleted + self.inserted) / self.words

    @property
    def terms_share(self) -> float:
        """The terms heard right, in percent."""
        return 100 * self.terms_right / self.terms if self.terms else 100.0


def score(reference: str, heard: str, terms: tuple[str, ...]) -> Score:
    """The score of what was heard; a term counts when all of its words stand together."""
    said, got = normalize(reference), normalize(heard)
    edits = [edit.tag for edit in Levenshtein.editops(said, got)]
    return Score(
        words=len(said),
        substituted=edits.count("replace"),
        deleted=edits.count("delete"),
        inserted=edits.count("insert"),
        terms=len(terms),
        terms_right=sum(has_term(got, term) for term in terms),
    )


def has_term(words: list[str], term: str) -> bool:
    """Whether the words of a term stand together in the normalized words."""
    return f" {' '.join(normalize(term))} " in f" {' '.join(words)} "


def normalize(text: str) -> list[str]:
    """The words that are compared."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text.lower().replace("\u2019", "'"))
    return _digits([SPELLED.get(word, word) for word in TOKEN.findall(plain)])


def _digits(words: list[str]) -> list[str]:
    written: list[str] = []
    at = 0
    while at < len(words):
        number, after = _number(words, at)
        written.append(number or words[at])
        at = max(after, at + 1)
    return written


def _number(words: list[str], at: int) -> tuple[str, int]:
    whole, at = _whole(words, at)
    if not whole:
        return "", at
    tail, after = _whole(words, at)
    if (len(whole), len(tail)) == (1, 2):  # "one fifty eight" is said for 158
        whole, at = whole + tail, after
    if at + 1 < len(words) and words[at] == "point" and words[at + 1] in SMALL:
        digits, after = _whole(words, at + 1)
        return f"{whole}.{digits}", after
    return whole, at


def _whole(words: list[str], at: int) -> tuple[str, int]:
    value, last, start = 0, 0, at
    while at < len(words):
        word = words[at]
        if word in SCALES and at > start:
            value, last = max(value, 1) * SCALES[word], SCALES[word]
        elif word == "and" and last >= HUNDRED and at + 1 < len(words) and words[at + 1] in SMALL:
            pass
        elif word in SMALL and (
            at == start or last >= HUNDRED or (last >= TENS_START and SMALL[word] < TEEN_END)
        ):
            value, last = value + SMALL[word], SMALL[word]
        else:
            break
        at += 1
    return (str(value) if at > start else ""), at
