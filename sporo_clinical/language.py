"""Whether a text is English: the rules here read no other language, and must say so."""

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "languages.toml"
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 4
"""So many small words tell a language from a name or an abbreviation ("et al.", "LE edema", "para 2")."""
_FEWEST_CLINICAL = 2
_LEAST_SHARE = 0.2
"""The share of clinical words that another language spells so; less are a borrowed word or two."""
_A_LINE = 5
"""Words up to which one is enough, where none is English."""
_SHORTEST = 4
_LONG = 7
"""Letters of a word whose ending tells its language."""
_LATIN_ENDS = 0x24F
_MOSTLY = 0.5


def is_foreign(text: str) -> bool:
    """Whether the text is plainly not English; notes in shorthand, with hardly a small word, are not."""
    written = _WORD.findall(text)
    words = [word.lower() for word in written]
    if _is_of_another_script(words):
        return True
    english = sum(word in _listed("english") for word in words)
    small = sum(word in _listed("small") for word in words)
    if small >= _FEWEST and small > english:
        return True
    clinical = sum(map(_is_of_another_language, written))
    if len(words) <= _A_LINE:
        return clinical >= 1 and not english and clinical >= _LEAST_SHARE * len(words)
    return clinical >= _FEWEST_CLINICAL and small + clinical > max(english, _LEAST_SHARE * len(words))


def _is_of_another_language(written: str) -> bool:
    """Whether English does not spell a word so: a clinical one, an ending, an accent that no name bears."""
    word = written.lower()
    if word in _listed("borrowed"):
        return False
    if word in _listed("clinical") or (len(word) >= _LONG and word.endswith(_endings())):
        return True
    has_accent = not word.isascii() and all(ord(letter) <= _LATIN_ENDS for letter in word)
    return has_accent and written[0].islower() and len(word) >= _SHORTEST


def _is_of_another_script(words: list[str]) -> bool:
    letters = sum(map(len, words))
    others = sum(ord(letter) > _LATIN_ENDS for word in words for letter in word)
    return letters > 0 and others / letters > _MOSTLY


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(tomllib.loads(_FILE.read_text("utf-8"))[name])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_listed("endings"))
