"""Whether words of a note stand on what was said: its words, numbers, sides and negations."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from sporo_clinical.doses import UNITS
from sporo_clinical.numbers import numbers
from sporo_clinical.person import THIRD_PERSON
from sporo_clinical.text import Token, tokens, words_of

FRAME_WORDS = frozenset(
    words_of(
        "reports denies has is was does not they them their theirs themselves are were they'd they'll the "
        "yes no  blood pressure heart rate respiratory temperature oxygen saturation weight bmi lb kg f c"
    )
)
"""The words that a rule may put where others were said; none carries a finding of its own."""

_NEGATIVE = frozenset(
    words_of(
        "no not never none nope nah nothing neither nor without denies denied deny cannot can't don't "
        "doesn't didn't  isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't couldn't "
        "shouldn't negative"
    )
)
_SAID_AS = {words_of(unit)[0]: frozenset(words_of(words)) for unit, words in UNITS.items()}
_BASE = {third: verb for verb, third in THIRD_PERSON.items()}


def unsupported(text: str, source: str) -> tuple[str, ...]:
    """The words and numbers of the text that the source does not say.

    Numbers agree by value, however they are said (158 and "one fifty eight"); units by meaning (mg and
    "milligrams"). `FRAME_WORDS` need no support, but `denies` and `not` need a negative in the source.
    """
    written, said = tokens(text), tokens(source)
    return (*_numbers_missing(written, said), *_words_missing(written, said))


def is_negative(words: Iterable[str]) -> bool:
    """Whether something is denied among the words."""
    return any(word in _NEGATIVE for word in words)


def _numbers_missing(written: Sequence[Token], said: Sequence[Token]) -> Iterator[str]:
    heard = _values(said)
    for number in numbers(written):
        if number.value not in heard:
            yield number.written


def _values(said: Sequence[Token]) -> set[Decimal]:
    return {number.value for number in numbers(said)}


def _words_missing(written: Sequence[Token], said: Sequence[Token]) -> Iterator[str]:
    heard = {token.word for token in said}
    in_numbers = {place for number in numbers(written) for place in range(number.first, number.after)}
    for place, token in enumerate(written):
        if place not in in_numbers and not _is_heard(token.word, heard):
            yield token.word


def _is_heard(word: str, heard: set[str]) -> bool:
    if word in heard or _BASE.get(word) in heard:
        return True
    if word in _NEGATIVE:
        return is_negative(heard)
    return word in FRAME_WORDS or bool(_SAID_AS.get(word, frozenset()) & heard)
