"""How many years of school a text asks of its reader, by the formula of Flesch and Kincaid."""

import re

_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
_WORD = re.compile(r"[A-Za-z]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouyscxzgh]es)$")
_FEWEST_WORDS = 10
"""Of fewer words a grade says nothing."""


def reading_grade(text: str) -> float | None:
    """The school grade of an English text, never below 0; None where there are too few words to tell."""
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS:
        return None
    sentences = sum(bool(_WORD.search(part)) for part in _SENTENCE_END.split(text))
    each = len(words) / max(1, sentences)
    return max(0.0, 0.39 * each + 11.8 * sum(map(syllables, words)) / len(words) - 15.59)


def syllables(word: str) -> int:
    """About how many syllables an English word has: its groups of vowels, without a silent ending."""
    plain = word.lower()
    count = len(_VOWELS.findall(plain))
    if count > 1 and _SILENT.search(plain):
        count -= 1
    return max(1, count)
