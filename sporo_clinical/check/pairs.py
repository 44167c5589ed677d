"""Two numbers that belong together: a blood pressure, "8 out of 10", "3/6"."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sporo_clinical.check.account import Account
from sporo_clinical.check.figures import Figure
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.wording import Told, unsupported

_JOINS = frozenset({("out", "of"), ("over",), ("on",), ("of",), ("slash",)})
_PRESSURE = Decimal(60)
_YEARS = Decimal(1900)
_MOST = 500
"""So many pairs are compared: a visit has no more, and a long text takes no longer."""
_TIMES = ("/7", "/52", "/12")
"""Days, weeks and months in British shorthand."""


@dataclass(frozen=True)
class Pair:
    """Two numbers and the words from the first to the second."""

    upper: Figure
    lower: Figure

    @property
    def first(self) -> int:
        """Its first word."""
        return self.upper.first

    @property
    def after(self) -> int:
        """The word behind it."""
        return self.lower.after

    @property
    def is_pressure(self) -> bool:
        """Whether it can be a blood pressure."""
        return self.upper.value > self.lower.value and self.upper.value >= _PRESSURE

    def agrees(self, other: "Pair") -> bool:
        """Whether both numbers can be the same."""
        return bool(self.upper.readings & other.upper.readings and self.lower.readings & other.lower.readings)


def pair_flags(note: Account, said: Account) -> Iterator[Flag]:
    """A flag for each pair of the note that was not said where others of its kind were."""
    heard = list(pairs(said, spoken=True))[:_MOST]
    for pair in pairs(note, spoken=False):
        if any(pair.agrees(other) for other in heard):
            continue
        rivals = [other for other in heard if _is_of_its_kind(pair, other)]
        missing = [
            figure
            for figure in (pair.upper, pair.lower)
            if not any(value in said.values for value in figure.readings)
        ]
        if rivals:
            tells = f"says “{said.strand.quote(rivals[0].first, rivals[0].after)}”"
            place = said.strand.characters(rivals[0].first, rivals[0].after)
            yield unsupported(
                note, (pair.first, pair.after), FlagKind.NUMBER, Severity.HIGH, Told(tells, place)
            )
        elif missing or _is_more_than_all(note, pair):
            yield unsupported(
                note, (pair.first, pair.after), FlagKind.NUMBER, Severity.MEDIUM, Told("says no such numbers")
            )


def _is_more_than_all(note: Account, pair: Pair) -> bool:
    """Whether it is a share that can't be: 10 out of 8."""
    between = note.strand.words[pair.upper.after : pair.lower.first]
    return between == ("out", "of") and pair.upper.value > pair.lower.value


def _is_of_its_kind(pair: Pair, other: Pair) -> bool:
    if pair.is_pressure and other.is_pressure:
        return True
    if other.is_pressure:
        return False
    turned = pair.upper.readings & other.lower.readings and pair.lower.readings & other.upper.readings
    return bool(
        turned or pair.lower.readings & other.lower.readings or pair.upper.readings & other.upper.readings
    )


def pairs(account: Account, *, spoken: bool) -> Iterator[Pair]:
    """The pairs of a text; spoken ones also without a word between ("one forty ninety")."""
    for upper, lower in zip(account.figures, account.figures[1:], strict=False):
        if _is_pair(account, upper, lower, spoken=spoken):
            yield Pair(upper, lower)


def paired_figures(account: Account) -> frozenset[int]:
    """The first words of the numbers of a note that belong to a pair."""
    return frozenset(
        figure.first for pair in pairs(account, spoken=False) for figure in (pair.upper, pair.lower)
    )


def _is_pair(account: Account, upper: Figure, lower: Figure, *, spoken: bool) -> bool:
    words = account.strand.words
    if upper.first == lower.first:
        word = words[upper.first]
        return word.count("/") == 1 and lower.value < _YEARS and not word.endswith(_TIMES)
    between = words[upper.after : lower.first]
    if between in _JOINS:
        return True
    return spoken and between == () and upper.value > lower.value >= _PRESSURE / 2
