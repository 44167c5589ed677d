"""Which facts of a long visit a note holds: what could do harm if missing, then what clinicians write down.

How much a fact tells is judged by weights over a few plain features, and by how often clinicians took each of
its words into their notes. Both were counted by `bench/train_salience.py` on the training part of ACI-Bench;
`data/salience.txt` names it and its licence.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean

from sporo_clinical.drugs import drugs
from sporo_clinical.facts import Fact, Kind
from sporo_clinical.text import Words, ngrams, tokens, words_of
from sporo_clinical.vocabulary import drug_names, vocabulary

_FILE = Path(__file__).parent / "data" / "salience.json"
MUST_STAND = frozenset(
    {Kind.MEDICATIONS, Kind.ALLERGIES, Kind.VITALS, Kind.RESULTS, Kind.ASSESSMENT, Kind.FOLLOW_UP}
)
"""Kinds of which no fact is left out, whatever the length; nor is any that names a drug."""
_SHARE, _FEWEST = 0.38, 200
"""Words of a note: a share of those of the transcript, and at least so many. Clinicians wrote 0.33."""
_DOUBT = 4
"""How often a word must have been seen to count more than the rest."""
_LONGEST_TERM = 4
_LONG, _SHORT = 20, 6


@dataclass(frozen=True)
class Counts:
    """How often a word stood in a fact, and how often the clinician's note had it too."""

    seen: Mapping[str, int]
    taken: Mapping[str, int]
    usual: float
    """The share of all words that were taken."""

    def share(self, word: str) -> float:
        """How likely a clinician takes the word into a note; a rare one as likely as any."""
        return (self.taken.get(word, 0) + _DOUBT * self.usual) / (self.seen.get(word, 0) + _DOUBT)


def chosen(facts: Sequence[Fact], transcript_words: int) -> list[Fact]:
    """The facts that a note of a transcript of so many words holds, in their order."""
    kept = {place for place, fact in enumerate(facts) if _must_stand(fact)}
    room = max(_FEWEST, _SHARE * transcript_words) - sum(_length(facts[place]) for place in kept)
    for place in sorted(range(len(facts)), key=lambda each: -told(facts[each], each / len(facts))):
        if place not in kept and _length(facts[place]) <= room:
            room -= _length(facts[place])
            kept.add(place)
    return [fact for place, fact in enumerate(facts) if place in kept]


def told(fact: Fact, place: float) -> float:
    """How much of the fact a clinician would write down; `place` is how far into the visit it stands."""
    counts, weights = _model()
    return sum(weights.get(name, 0.0) * value for name, value in features(fact, place, counts))


def features(fact: Fact, place: float, counts: Counts) -> Iterator[tuple[str, float]]:
    """What the weights are for, by name; nothing where the fact has no word that tells."""
    telling = telling_words(fact)
    if not telling:
        return
    words = words_of(fact.text)
    shares = [counts.share(word) for word in telling]
    kinds = [_kinds()[run] for _, run in ngrams(words, _LONGEST_TERM) if run in _kinds()]
    yield "always", 1.0
    yield "mean share", mean(shares)
    yield "highest share", max(shares)
    yield "lowest share", min(shares)
    yield "length", len(telling) / _LONG
    yield "short", min(len(telling), _SHORT) / _SHORT
    yield "place", place
    yield "place squared", place * place
    yield "terms", len(kinds) / len(telling)
    yield "number", float(any(word[:1].isdigit() for word in words))
    yield "denies", float(fact.text.startswith("Denies"))
    yield "reports", float(fact.text.startswith("Reports"))
    yield "patient", float(not {"they", "their"}.isdisjoint(words))
    yield "addressed", float(not {"you", "your"}.isdisjoint(words))
    yield "speaker", float("i" in words)
    yield from ((f"names a {kind}", 1.0) for kind in sorted(set(kinds)))
    yield f"kind {fact.kind}", 1.0


def telling_words(fact: Fact) -> Words:
    """The words of the fact that are not everywhere."""
    return tuple(word for word in words_of(fact.text) if word not in _EVERYWHERE)


def _must_stand(fact: Fact) -> bool:
    return fact.kind in MUST_STAND or any(drugs(tokens(fact.text), drug_names()))


def _length(fact: Fact) -> int:
    return len(fact.text.split())


@cache
def _kinds() -> Mapping[Words, str]:
    return {words_of(term.text): term.kind for term in vocabulary()}


@cache
def _model() -> tuple[Counts, Mapping[str, float]]:
    told = json.loads(_FILE.read_text("utf-8"))
    seen = {word: seen for word, (seen, _) in told["words"].items()}
    taken = {word: taken for word, (_, taken) in told["words"].items()}
    return Counts(seen, taken, told["usual"]), told["weights"]


_EVERYWHERE = frozenset(
    words_of(
        "the a an of to and in is was has have had for on with at he she they it that this his her their do "
        "be are were been not no will as or by from"
    )
)
