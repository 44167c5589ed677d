"""Lists of the check's words, by name."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def listed(name: str) -> frozenset[str]:
    """The words or phrases of one list of `data/check/words.toml`."""
    return frozenset(_table()[name])


@cache
def _table() -> Mapping[str, list[str]]:
    text = files("sporo_clinical").joinpath("data", "check", "words.toml").read_text("utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    return table
