"""The note of the training visit that is most like this one: what a writer has to beat without inventing."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from bench.aci import Visit
from sporo_clinical.text import words_of


class Nearest:
    """Finds the nearest of some visits, by the cosine of their words weighed by how rare they are."""

    def __init__(self, visits: Sequence[Visit]) -> None:
        self._visits = visits
        there = Counter(word for visit in visits for word in set(words_of(visit.transcript)))
        self._rare = {word: math.log(len(visits) / count) for word, count in there.items()}
        self._known = [self._weighed(visit.transcript) for visit in visits]

    def note(self, transcript: str) -> str:
        """The note of the nearest visit."""
        asked = self._weighed(transcript)
        likeness = [_product(asked, known) for known in self._known]
        return self._visits[likeness.index(max(likeness))].note

    def _weighed(self, transcript: str) -> Mapping[str, float]:
        counts = Counter(words_of(transcript))
        weights = {word: count * self._rare.get(word, 0.0) for word, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())
