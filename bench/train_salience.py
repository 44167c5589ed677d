"""Counts what clinicians take into their notes: `python -m bench.train_salience --data PATH`.

Reads the training part of ACI-Bench under PATH and writes `sporo_clinical/data/salience.json`. The weights
are those of a ridge regression on how much of each fact the clinician's note has; a visit's own words do not
count for its own facts, so that nothing is learned by heart.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.aci import SPLITS, Visit, read_visits
from sporo_clinical.facts import Fact
from sporo_clinical.reading import read
from sporo_clinical.salience import Counts, features, telling_words
from sporo_clinical.text import words_of

TARGET = Path(__file__).parent.parent / "sporo_clinical" / "data" / "salience.json"
RIDGE = 3.0


@dataclass(frozen=True)
class Taught:
    """A visit's facts, each with the share of its words that the clinician's note has."""

    facts: Sequence[Fact]
    note: frozenset[str]

    def share(self, fact: Fact) -> float:
        """How much of the fact the clinician took."""
        words = telling_words(fact)
        return sum(word in self.note for word in words) / len(words)


def main() -> None:
    """Write the counts and weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    visits = read_visits(parser.parse_args().data / "aci-bench" / SPLITS["train"])
    taught = [_taught(visit) for visit in visits]
    seen, taken = _counted(taught)
    usual = sum(taken.values()) / sum(seen.values())
    words = {word: (seen[word], taken[word]) for word in sorted(seen) if seen[word] > 1}
    told = {"usual": round(usual, 4), "words": words, "weights": _weights(taught, seen, taken, usual)}
    TARGET.write_text(json.dumps(told, ensure_ascii=False, indent=None) + "\n", "utf-8")


def _taught(visit: Visit) -> Taught:
    facts = [fact for fact in read(visit.transcript) if telling_words(fact)]
    return Taught(facts, frozenset(words_of(visit.note)))


def _counted(visits: Sequence[Taught]) -> tuple[Counter[str], Counter[str]]:
    """In how many facts each word stands, and in how many of them the note has it."""
    seen = Counter(word for visit in visits for fact in visit.facts for word in set(telling_words(fact)))
    taken = Counter(
        word
        for visit in visits
        for fact in visit.facts
        for word in set(telling_words(fact))
        if word in visit.note
    )
    return seen, taken


def _weights(
    visits: Sequence[Taught], seen: Counter[str], taken: Counter[str], usual: float
) -> Mapping[str, float]:
    rows, shares = [], []
    for visit in visits:
        own_seen, own_taken = _counted([visit])
        others = Counts(seen - own_seen, taken - own_taken, usual)
        for place, fact in enumerate(visit.facts):
            rows.append(dict(features(fact, place / len(visit.facts), others)))
            shares.append(visit.share(fact))
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    found = np.linalg.solve(table.T @ table + RIDGE * np.eye(len(names)), table.T @ np.array(shares))
    return {name: round(float(weight), 4) for name, weight in zip(names, found, strict=True)}


if __name__ == "__main__":
    main()
