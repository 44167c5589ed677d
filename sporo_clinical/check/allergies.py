"""Allergies: what the patient is allergic to by the transcript, and by the note."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sporo_clinical.check.account import Account
from sporo_clinical.check.drug_mentions import generics_of, is_class, same_drug
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.lexicon import Lexicon, lexicon_of, same
from sporo_clinical.check.lists import listed
from sporo_clinical.check.wording import Told, omitted, unsupported
from sporo_clinical.headings import PartKind

_ALLERGIC = listed("allergic")
_BEFORE, _BEHIND = 3, 9
_NOT = listed("no_allergy")
_ENDS = listed("ends_allergies")
_FEW = 3


@dataclass(frozen=True)
class Allergen:
    """A substance that somebody is allergic to, by its plain names, and its words."""

    names: frozenset[str]
    first: int
    after: int


def allergy_flags(note: Account, said: Account) -> Iterator[Flag]:
    """Allergies that were said and are missing from the note, and those of the note that were never said."""
    heard, noted = list(_heard(said)), list(_noted(note))
    listed_already = [allergen.names for allergen in _once(noted)]
    for allergen in _once(heard):
        if not any(same_drug(allergen.names, names) for names in listed_already):
            listed_already.append(allergen.names)
            denial = _denial(note)
            tells = (
                "as an allergy, and the note says that there is none"
                if denial
                else "as an allergy, which the note does not list"
            )
            yield omitted(said, (allergen.first, allergen.after), FlagKind.ALLERGY, Severity.HIGH, tells)
    words = frozenset(said.strand.words)
    for allergen in _once(noted):
        if not allergen.names & said.generics and not _is_named(allergen, words):
            yield unsupported(
                note,
                (allergen.first, allergen.after),
                FlagKind.ALLERGY,
                Severity.HIGH,
                Told("names no such allergy"),
            )


def _once(allergens: Sequence[Allergen]) -> list[Allergen]:
    first: dict[frozenset[str], Allergen] = {}
    for allergen in allergens:
        first.setdefault(allergen.names, allergen)
    return list(first.values())


def _is_named(allergen: Allergen, words: frozenset[str]) -> bool:
    return any(set(name.split()) <= words for name in allergen.names)


def _denial(note: Account) -> bool:
    text = " ".join(note.strand.words)
    return any(
        phrase in text
        for phrase in (
            "nkda",
            "no known drug",
            "no known allerg",
            "no allerg",
            "denies any allerg",
            "denies allerg",
        )
    )


def _heard(said: Account) -> Iterator[Allergen]:
    allergens = _allergens(said)
    words = said.strand.words
    for place, word in enumerate(words):
        if word not in _ALLERGIC:
            continue
        statement = said.strand.statement_at(place)
        before = words[max(statement.first, place - _FEW) : place]
        if _NOT & set(before):
            continue
        end = place + 1
        while end < min(place + _BEHIND, statement.after) and words[end] not in _ENDS - {"and"}:
            end += 1
        begin = place if word == "allergic" else max(statement.first, place - _BEFORE)
        yield from _within(allergens, begin, end)


def _noted(note: Account) -> Iterator[Allergen]:
    allergens = _allergens(note)
    for statement in note.strand.statements:
        words = note.strand.words[statement.first : statement.after]
        speaks = any(word in _ALLERGIC for word in words)
        if (statement.kind is PartKind.ALLERGIES or speaks) and not _NOT & set(words):
            yield from _within(allergens, statement.first, statement.after)


def _within(allergens: Sequence[Allergen], first: int, after: int) -> Iterator[Allergen]:
    """The allergens that stand between two places."""
    begin = bisect_left(allergens, first, key=lambda allergen: allergen.first)
    for allergen in allergens[begin:]:
        if allergen.after > after:
            return
        yield allergen


def _allergens(account: Account) -> list[Allergen]:
    """Every substance that a text names, in order."""
    drugs = [drug for drug in account.drugs if not is_class(drug.generics) or drug.name == "nsaid"]
    inside = {place for drug in drugs for place in range(drug.first, drug.after)}
    found = [Allergen(drug.generics, drug.first, drug.after) for drug in drugs]
    found += [
        Allergen(generics_of(named.name), named.first, named.after)
        for named in _substances().found(account.strand)
        if named.first not in inside
    ]
    return sorted(found, key=lambda allergen: allergen.first)


@cache
def _substances() -> Lexicon:
    return lexicon_of(same("substances.tsv"))
