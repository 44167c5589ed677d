"""Whether a text is English: the rules here read no other language, and must say so."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    {"a", "and", "are", "as", "at", "but", "for", "has", "he", "her", "his", "is", "no", "of", "on", "or"}
    | {"patient", "she", "that", "the", "this", "to", "was", "were", "which", "with"}
)
_FOREIGN = frozenset(
    {"el", "los", "las", "una", "por", "para", "con", "sin", "del", "que", "paciente", "dolor", "desde"}
    | {"les", "une", "des", "dans", "avec", "sans", "depuis", "est", "et", "du", "qui", "pas", "douleur"}
    | {"das", "und", "ist", "mit", "ohne", "seit", "eine", "einer", "nicht", "wegen", "von", "auf", "zum"}
    | {"dos", "uma", "com", "sem", "mais", "il", "gli", "della", "di", "che", "sono", "senza", "dal"}
    | {"het", "een", "niet", "voor", "zonder", "sinds", "op", "naar", "werd"}
)
"""Small words of Spanish, French, German, Portuguese, Italian and Dutch."""
_FEWEST = 4
"""So many small words tell a language from a name or an abbreviation ("et al.", "LE edema", "para 2")."""
_LATIN_ENDS = 0x24F
_MOSTLY = 0.5


def is_foreign(text: str) -> bool:
    """Whether the text is plainly not English; notes in shorthand, with hardly a small word, are not."""
    words = [word.lower() for word in _WORD.findall(text)]
    if _is_of_another_script(words):
        return True
    foreign = sum(word in _FOREIGN for word in words)
    return foreign >= _FEWEST and foreign > sum(word in _ENGLISH for word in words)


def _is_of_another_script(words: list[str]) -> bool:
    letters = sum(map(len, words))
    others = sum(ord(letter) > _LATIN_ENDS for word in words for letter in word)
    return letters > 0 and others / letters > _MOSTLY
