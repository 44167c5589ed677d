"""Whether one of the cue phrases of the check stands near a place."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sporo_clinical.check.account import Account
from sporo_clinical.check.wording import Place
from sporo_clinical.text import words_of

_LONGEST = 4


def near_cue(account: Account, place: Place, name: str, before: int, behind: int) -> bool:
    """Whether a phrase of the named list stands in the same statement, so many words before or behind."""
    first, after = place
    statement = account.strand.statement_at(first)
    begin, end = max(statement.first, first - before), min(statement.after, after + behind)
    words = account.strand.words[begin:end]
    return any(
        words[at : at + size] in _cues()[name]
        for at in range(len(words))
        for size in range(1, min(_LONGEST, len(words) - at) + 1)
    )


@cache
def _cues() -> Mapping[str, frozenset[tuple[str, ...]]]:
    table = tomllib.loads(files("sporo_clinical").joinpath("data", "check", "cues.toml").read_text("utf-8"))
    return {
        name: frozenset(
            tuple(part for word in words_of(phrase) for part in word.split("-")) for phrase in phrases
        )
        for name, phrases in table.items()
        if isinstance(phrases, list)
    }
