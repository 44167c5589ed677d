"""The cues by which a sentence shows what it is about, from `data/cues.toml` and the clinical vocabulary."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sporo_clinical.facts import Kind
from sporo_clinical.text import Words, ngrams, words_of
from sporo_clinical.vocabulary import Term, vocabulary

_FILE = Path(__file__).parent / "data" / "cues.toml"
_WEIGHTS = {"decisive": 4.0, "strong": 2.0, "weak": 0.7, "faint": 0.3}
_EACH_FURTHER_WORD = 0.5
_MOST_LEANING = 1.5
_LONGEST = 6

_LEANINGS: dict[str, dict[Kind, float]] = {
    "drug": {Kind.MEDICATIONS: 1.0, Kind.PLAN: 0.7},
    "finding": {Kind.HISTORY: 0.7, Kind.BACKGROUND: 0.3, Kind.ASSESSMENT: 0.5, Kind.SYMPTOMS: 0.3},
    "test": {Kind.RESULTS: 1.0, Kind.PLAN: 0.7},
    "procedure": {Kind.PLAN: 0.7, Kind.SURGICAL: 0.7},
    "anatomy": {Kind.EXAM: 0.5, Kind.HISTORY: 0.3},
}
"""What a term of the vocabulary leans to, by its kind there."""


@dataclass(frozen=True)
class Cues:
    """Phrases, and how much each speaks for a kind of fact; drugs and findings by name."""

    weights: Mapping[Words, Mapping[Kind, float]]
    drugs: frozenset[str]
    findings: frozenset[Words]

    def scores(self, words: Words) -> dict[Kind, float]:
        """How much the words speak for each kind; a kind without a cue is left out, a phrase counts once.

        Leanings add up to less than one strong cue: diseases after "family history" are family history.
        """
        plain: dict[Kind, float] = {}
        leaning: dict[Kind, float] = {}
        for kind, weight in self._found(words):
            part = plain if weight >= _WEIGHTS["strong"] else leaning
            part[kind] = part.get(kind, 0.0) + weight
        return {
            kind: plain.get(kind, 0.0) + min(leaning.get(kind, 0.0), _MOST_LEANING)
            for kind in sorted(plain.keys() | leaning.keys())
        }

    def _found(self, words: Words) -> Iterator[tuple[Kind, float]]:
        """Each phrase once, and for a kind no phrase inside a longer one of it."""
        counted: set[Words] = set()
        free = dict.fromkeys(Kind, 0)
        for place, run in ngrams(words, _LONGEST):
            if run not in self.weights or run in counted:
                continue
            counted.add(run)
            for kind, weight in self.weights[run].items():
                if place >= free[kind]:
                    free[kind] = place + len(run)
                    yield kind, weight

    def name_a_finding_or_drug(self, words: Words) -> bool:
        """Whether a symptom, sign, disease or drug is among the words."""
        return self.name_a_finding(words) or any(
            " ".join(run) in self.drugs for _, run in ngrams(words, _LONGEST)
        )

    def name_a_finding(self, words: Words) -> bool:
        """Whether a symptom, sign or disease is among the words."""
        return any(run in self.findings for _, run in ngrams(words, _LONGEST))


@cache
def standard_cues() -> Cues:
    """The cues that the product ships."""
    return cues_of(tomllib.loads(_FILE.read_text("utf-8")), vocabulary())


def cues_of(table: Mapping[str, Mapping[str, list[str]]], terms: Iterable[Term]) -> Cues:
    """Cues from a table like `data/cues.toml` and the terms of a vocabulary."""
    terms = tuple(_with_plurals(terms))
    weights: dict[Words, dict[Kind, float]] = {
        words_of(term.text): dict(_LEANINGS[term.kind]) for term in terms
    }
    for name, lists in table.items():
        for strength, phrases in lists.items():
            for phrase in phrases:
                words = words_of(phrase)
                weights.setdefault(words, {})[Kind(name)] = _weight(strength, words)
    symptoms = {words_of(phrase) for phrase in table.get("symptoms", {}).get("weak", [])}
    return Cues(
        weights=weights,
        drugs=frozenset(term.text.lower() for term in terms if term.kind == "drug"),
        findings=frozenset(words_of(term.text) for term in terms if term.kind == "finding") | symptoms,
    )


def _with_plurals(terms: Iterable[Term]) -> Iterator[Term]:
    """The terms, and drugs as people speak of several: inhalers, statins."""
    for term in terms:
        yield term
        if (
            term.kind == "drug"
            and term.text[-1].isalpha()
            and not term.text.endswith(("s", "x", "z", "ch", "y"))
        ):
            yield replace(term, text=f"{term.text}s")


def _weight(strength: str, words: Words) -> float:
    return _WEIGHTS[strength] + _EACH_FURTHER_WORD * (len(words) - 1)
