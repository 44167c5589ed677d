"""How much two places of two texts speak of the same: the words around both, rare ones counting most."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from sporo_clinical.check.account import Account
from sporo_clinical.check.lexicon import singular
from sporo_clinical.check.lists import listed

_NOTE_REACH, _SAID_REACH = 10, 14
_SHORTEST = 4
_EMPTY = listed("says_little")


@dataclass(frozen=True)
class Likeness:
    """Compares places of a note with places of its transcript."""

    note: Account
    said: Account

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(singular(word) for word in self.said.strand.words)

    def of(self, note_place: tuple[int, int], said_place: tuple[int, int]) -> float:
        """The weight of the words that stand around both places; a word of its own weighs one."""
        shared = self._around_note(*note_place) & self._around(self.said, *said_place, _SAID_REACH)
        return sum(1 / sqrt(self._counts[word]) for word in shared)

    def best(self, note_place: tuple[int, int], said_places: Iterable[tuple[int, int]]) -> float:
        """The likeness of the place that is most alike; nothing where there is none."""
        return max((self.of(note_place, place) for place in said_places), default=0.0)

    def _around_note(self, first: int, after: int) -> frozenset[str]:
        statement = self.note.strand.statement_at(first)
        begin, end = max(statement.first, first - _NOTE_REACH), min(statement.after, after + _NOTE_REACH)
        words = self.note.strand.words
        return _meaning(words[begin:first] + words[after:end])

    def _around(self, account: Account, first: int, after: int, reach: int) -> frozenset[str]:
        words = account.strand.words
        return _meaning(words[max(0, first - reach) : first] + words[after : after + reach])


def _meaning(words: Iterable[str]) -> frozenset[str]:
    return frozenset(singular(word) for word in words if len(word) >= _SHORTEST and word not in _EMPTY)
