"""Whether a transcript is of a visit at all: a radio, a meeting or a recipe gives no note."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sporo_clinical.facts import Fact, Kind
from sporo_clinical.text import Words, ngrams, words_of
from sporo_clinical.vocabulary import vocabulary

_FILE = Path(__file__).parent / "data" / "talk.toml"
_LONGEST_TERM = 4
_FEWEST_TERMS = 2
"""A match report has its knee injury, a meeting its headache."""
_TERMS = frozenset({"finding", "drug", "procedure", "test"})
_ANYWHERE = frozenset({Kind.HISTORY, Kind.PLAN, Kind.INSTRUCTIONS, Kind.FOLLOW_UP, Kind.MEDICATIONS})
"""Kinds of facts that other talk seems to have too: people tell, plan and take things."""


def is_clinical(transcript: str, facts: Iterable[Fact]) -> bool:
    """Whether any of it is of a patient: clinical terms, a word of a visit, a fact of its own kind."""
    words = words_of(transcript)
    if not _visit_words().isdisjoint(words) or any(fact.kind not in _ANYWHERE for fact in facts):
        return True
    return len({run for _, run in ngrams(words, _LONGEST_TERM) if run in _terms()}) >= _FEWEST_TERMS


@cache
def _terms() -> frozenset[Words]:
    return frozenset(words_of(term.text) for term in vocabulary() if term.kind in _TERMS)


@cache
def _visit_words() -> frozenset[str]:
    listed: list[str] = tomllib.loads(_FILE.read_text("utf-8"))["visit"]
    return frozenset(listed)
