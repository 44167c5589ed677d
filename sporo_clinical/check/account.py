"""What one text says: its numbers, drugs, amounts and frequencies, and what each belongs to."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sporo_clinical.check.drug_mentions import DrugMention, drug_mentions
from sporo_clinical.check.figures import DOSE_UNITS, TIME_UNITS, Figure, figures, loose_figures
from sporo_clinical.check.frequencies import Frequency, frequencies
from sporo_clinical.check.strand import Strand
from sporo_clinical.text import words_of

_LEADS_TO = frozenset(words_of("of the a dose your his her some tablet tablets"))
_FURTHEST_LEAD = 3
REACH = 40
"""Words over which what is said still belongs to the drug that was named last."""
_MASS = {"mg": Decimal(1), "g": Decimal(1000), "mcg": Decimal("0.001")}
COUNTED = frozenset({"tablets", "capsules", "puffs", "drops"})


@dataclass(frozen=True)
class Dose:
    """An amount of a drug; `unit` is empty where only a number is said right behind the drug's name."""

    figure: Figure
    unit: str
    first: int
    after: int

    @property
    def canonical(self) -> frozenset[tuple[Decimal, str]]:
        """What it can mean, in milligrams where it is a mass."""
        if self.unit in _MASS:
            return frozenset((value * _MASS[self.unit], "mg") for value in self.figure.readings)
        return frozenset((value, self.unit) for value in self.figure.readings)


@dataclass(frozen=True)
class Account:
    """What a text says; places are of its words."""

    strand: Strand

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its numbers in order."""
        return figures(self.strand)

    @cached_property
    def drugs(self) -> tuple[DrugMention, ...]:
        """Its drugs in order."""
        return drug_mentions(self.strand)

    @cached_property
    def each_drug(self) -> tuple[DrugMention, ...]:
        """Its drugs, each where it is named first."""
        first: dict[frozenset[str], DrugMention] = {}
        for drug in self.drugs:
            first.setdefault(drug.generics, drug)
        return tuple(first.values())

    @cached_property
    def generics(self) -> frozenset[str]:
        """The generic names of all drugs that it names."""
        return frozenset(name for drug in self.drugs for name in drug.generics)

    @cached_property
    def values(self) -> dict[Decimal, list[int]]:
        """Where each number is said, in all its readings."""
        said: dict[Decimal, list[int]] = {}
        for figure in self.figures:
            for value in figure.readings:
                said.setdefault(value, []).append(figure.first)
        for value, place in loose_figures(self.strand):
            said.setdefault(value, []).append(place)
        return said

    @cached_property
    def doses(self) -> tuple[Dose, ...]:
        """Its amounts in order."""
        return tuple(self._doses())

    def _doses(self) -> Iterator[Dose]:
        words = self.strand.words
        for figure in self.figures:
            unit = DOSE_UNITS.get(words[figure.after], "") if figure.after < len(words) else ""
            if unit and unit not in {"%", "kg"} and not self._is_a_rate(figure.after + 1):
                yield Dose(figure, unit, figure.first, figure.after + 1)

    def _is_a_rate(self, place: int) -> bool:
        """Whether "per deciliter" or the like follows: a result, no dose."""
        words = self.strand.words
        following = words[place] if place < len(words) else ""
        if following in {"per", "a"}:
            following = words[place + 1] if place + 1 < len(words) else ""
        return following in {"dl", "deciliter", "ml", "milliliter", "l", "liter", "mmol"} or (
            place < len(words) and "/" in self.strand.gap(place)
        )

    @cached_property
    def dose_places(self) -> frozenset[int]:
        """Where the number of each amount stands."""
        return frozenset(dose.figure.first for dose in self.doses)

    @cached_property
    def doses_by_drug(self) -> dict[str, list[Dose]]:
        """Its amounts by the generic names of the drug that each belongs to."""
        found: dict[str, list[Dose]] = {}
        for dose in self.doses:
            owner = self.owner(dose.first, dose.after)
            for name in owner.generics if owner else ():
                found.setdefault(name, []).append(dose)
        return found

    @cached_property
    def doses_by_value(self) -> dict[Decimal, list[Dose]]:
        """Its amounts by all that their numbers can be."""
        found: dict[Decimal, list[Dose]] = {}
        for dose in self.doses:
            for value, _ in dose.canonical | {(reading, "") for reading in dose.figure.readings}:
                found.setdefault(value, []).append(dose)
        return found

    @cached_property
    def frequencies(self) -> tuple[Frequency, ...]:
        """How often, wherever it is said."""
        return frequencies(self.strand)

    def unit_of_time(self, figure: Figure) -> str:
        """The unit of time behind a number; empty where none is."""
        words = self.strand.words
        place = figure.after
        while (
            place < len(words)
            and words[place] in {"or", "more", "few", "of", "to"}
            and place < figure.after + 2
        ):
            place += 1
        return TIME_UNITS.get(words[place], "") if place < len(words) else ""

    @cached_property
    def _drug_places(self) -> list[int]:
        return [drug.first for drug in self.drugs]

    def owner(
        self, first: int, after: int, reach: int = REACH, *, within: bool = False
    ) -> DrugMention | None:
        """The drug that what stands between two places belongs to; `within` keeps to its statement."""
        following = bisect_left(self._drug_places, after)
        if following < len(self.drugs):
            drug = self.drugs[following]
            between = self.strand.words[after : drug.first]
            if (
                len(between) <= _FURTHEST_LEAD
                and all(word in _LEADS_TO for word in between)
                and (between or self._opens(first))
            ):
                return drug
        begin = self.strand.statement_at(first).first if within else 0
        previous = bisect_left(self._drug_places, first) - 1
        if previous >= 0:
            drug = self.drugs[previous]
            if first - drug.after <= reach and drug.first >= begin:
                return drug
        return None

    def _opens(self, place: int) -> bool:
        return place == self.strand.statement_at(place).first

    def near(self, generics: frozenset[str], place: int, before: int, after: int) -> bool:
        """Whether a drug is named at most `before` words before the place or `after` words behind it."""
        low = bisect_left(self._drug_places, place - before)
        high = bisect_left(self._drug_places, place + after)
        return any(generics & drug.generics for drug in self.drugs[low:high])

    def named(self, generics: frozenset[str]) -> list[DrugMention]:
        """Where a drug is named."""
        return [drug for name in generics for drug in self._by_generic.get(name, ())]

    @cached_property
    def _by_generic(self) -> dict[str, list[DrugMention]]:
        found: dict[str, list[DrugMention]] = {}
        for drug in self.drugs:
            for name in drug.generics:
                found.setdefault(name, []).append(drug)
        return found
