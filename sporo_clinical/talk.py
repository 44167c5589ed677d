"""How people talk: what carries no fact, fillers and stutters, and the words of yes and no."""

import re
import tomllib
from collections.abc import Collection
from pathlib import Path

from sporo_clinical.text import CURLY, Sentence, Words, ngrams, words_of

_LISTS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "data" / "talk.toml").read_text("utf-8")
)
_EMPTY, _CHATTER, _YES, _NO, _HEDGES = (
    frozenset(words_of(phrase) for phrase in _LISTS[name])
    for name in ("empty", "chatter", "yes", "no", "hedges")
)
_LONGEST = 6
_NEW_CLAUSE = frozenset(
    words_of("i i'm i've it it's he he's she she's they we my not just but only sir doctor ma'am um uh")
)


def _any_of(name: str) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(_LISTS[name], key=len, reverse=True))


_COMMAND = re.compile(
    r"(?:(?:and|so|okay|then|now|just|please|you can|can you|could you|i want you to|i'm gonna have you|"
    r"go ahead and|go ahead) )*"
    r"(?:lift|lean|bend|kick|squeeze|push|pull|raise|straighten|shrug|hold|relax|breathe|stick out|bring it|"
    r"keep it|turn (?:around|your|over)|look (?:up|down|left|right|straight|at)|"
    r"(?:stand|sit|lie|lay|hop) (?:up|down|back|on|here)|hey \w+ (?:show|open|close|finalize|pull up))\b"
)
_HABIT = frozenset(words_of("if when every times daily day week weeks twice avoid not don't never"))
_GREETING = (
    r"(?:hey \w+,\s*|"
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening)),?(?: (?:mr|mrs|ms|miss|dr)\.? \w+)?[,.]\s*)"
)
_OPENING = re.compile(
    rf"(?:{_GREETING})?(?:(?:{_any_of('fillers')})\b(?!-|'|\s+(?:much|many|far|long)\b)[\s,.]*|"
    rf"(?:{_any_of('fillers_before_a_comma')})\s*,\s*)*",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    rf"[,\s]*(?:,\s*(?:{_any_of('asides')})\b(?=\s*,)|\b(?:um|uh|uhm)\b)\s*,?", re.IGNORECASE
)
_FALSE_START = re.compile(
    r"(?<![\w-])(?!(?:one|two|six|ten|no|not|all)-)[a-z]{1,3}-\s+(?=[a-z])", re.IGNORECASE
)
_STUTTER = re.compile(rf"\b({_any_of('stuttered')})(?:[\s,]+\1\b)+(?!')", re.IGNORECASE)


def tidied(text: str) -> str:
    """The text without voice fillers, false starts and stuttered little words; every other word stays."""
    text = _FALSE_START.sub("", text.replace(CURLY, "'"))
    text = _INSIDE.sub(_gap, text)
    text = _STUTTER.sub(r"\1", text)
    text = re.sub(r"\s+([,.?!])(?![0-9])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,:;-")
    text = re.sub(r"-(?=[.?!]*$)|,(?=\s*,)", "", text)
    opening = _OPENING.match(text)
    return text[opening.end() :] if opening else text


def says_nothing(words: Words) -> bool:
    """Whether the words are courtesy and assent alone."""
    return _made_of(words, _EMPTY)


def is_chatter(words: Words) -> bool:
    """Whether the words are about the visit itself: greetings, commands of an examination, announcements."""
    return any(run in _CHATTER for _, run in ngrams(words, _LONGEST)) or _is_command(words)


def hedged(words: Words) -> bool:
    """Whether something among the words takes back a part of a yes or no."""
    return any(run in _HEDGES for _, run in ngrams(words, _LONGEST))


def opens_with_hedge(words: Words) -> bool:
    """Whether the words begin by taking back a part of what was said before."""
    return any(words[:size] in _HEDGES for size in range(1, _LONGEST))


def yes_or_no(sentence: Sentence) -> tuple[str, int]:
    """`yes`, `no` or nothing, and how many words at the beginning of the sentence say it.

    "No, I have not" is an answer; "no vomiting" and "right knee" are not.
    """
    words = sentence.words
    for size in range(min(_LONGEST, len(words)), 0, -1):
        answer = "no" if words[:size] in _NO else "yes" if words[:size] in _YES else ""
        if answer and _stands_alone(sentence, size):
            return answer, size
    return "", 0


def _is_command(words: Words) -> bool:
    """Whether the words tell a patient how to move while being examined."""
    text = " ".join(words)
    return bool(_COMMAND.match(text)) and not _HABIT & set(words)


def _stands_alone(sentence: Sentence, size: int) -> bool:
    """Whether the first `size` words are followed by the end, a comma, or a new clause."""
    if size == len(sentence.words):
        return True
    between = sentence.text[sentence.tokens[size - 1].end - sentence.start :][:1]
    return between in {",", ".", ";", ":", "-", "!"} or sentence.words[size] in _NEW_CLAUSE


def _gap(found: re.Match[str]) -> str:
    return ", " if "," in found.group() else " "


def _made_of(words: Words, phrases: Collection[Words]) -> bool:
    place = 0
    while place < len(words):
        size = next((size for size in range(_LONGEST, 0, -1) if words[place : place + size] in phrases), 0)
        if not size:
            return False
        place += size
    return True
