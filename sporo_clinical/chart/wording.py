"""The words and phrases of `data/chart.toml`, by the names that they have there."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parent.parent / "data" / "chart.toml"


def listed(name: str) -> frozenset[str]:
    """The words of one list, in lower case."""
    return _words()[name]


def phrase(name: str) -> re.Pattern[str]:
    """A pattern for any phrase of one list, as whole words."""
    return re.compile(rf"(?<!\w)(?:{alternatives(name)})(?!\w)", re.IGNORECASE)


def alternatives(name: str) -> str:
    """The phrases of one list as alternatives of a pattern."""
    return "|".join(_table().phrases[name])


class _Table(NamedTuple):
    words: dict[str, list[str]]
    phrases: dict[str, list[str]]


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _table().words.items()}


@cache
def _table() -> _Table:
    return _Table(**tomllib.loads(_FILE.read_text("utf-8")))
