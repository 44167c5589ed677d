"""Numbers as people say and write them: 158, "nine point two", "one fifty eight", "a hundred and ten".

Each word becomes one letter, and one pattern over the letters finds the numbers: `Z` zero, `D` a digit,
`E` ten to nineteen, `T` tens, `H` hundred, `K` thousand, `P` point, `A` and, `a` a, `h` half.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import digits

from sporo_clinical.text import Token, words_of

_ONES = words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = words_of("twenty thirty forty fifty sixty seventy eighty ninety")
_VALUES = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_LETTERS = (
    dict.fromkeys(_ONES[1:10], "D")
    | dict.fromkeys(_ONES[10:], "E")
    | dict.fromkeys(_TENS, "T")
    | dict.fromkeys(("zero", "oh"), "Z")
    | {"hundred": "H", "thousand": "K", "point": "P", "and": "A", "a": "a", "half": "h"}
)
_SPOKEN = re.compile(
    r"(?:(?P<thousands>TD|[TED]|a)K(?:A(?=[TED]))?)?"
    r"(?:(?P<hundreds>TD|[TED]|a)H(?:A(?=[TED]))?|(?P<digit>D)(?=ZD|[TE])Z?)?"
    r"(?P<below>TD|[TED]|Z)?"
    r"(?:P(?P<decimals>[DZ]{1,3})|(?P<half>Aah))?"
)

_BEGINS = re.compile(r"(?P<whole>[0-9]*)(?:\.(?P<fraction>[0-9]*))?")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
"""A number that is written in one way; 1/2, 7:30 and 2,5 are not."""


@dataclass(frozen=True)
class Number:
    """A number and its place; not `sure` when it could mean another ("one twenty", 1/2)."""

    value: Decimal
    sure: bool
    start: int
    end: int
    first: int
    """The place of its first token among the tokens that were read."""
    after: int
    """The place of the token that follows it."""

    @property
    def written(self) -> str:
        """The number in digits: 7, 9.2, 1000."""
        return f"{self.value:f}"


def numbers(tokens: Sequence[Token]) -> tuple[Number, ...]:
    """Every number in the tokens, in order; 158/94 gives both its parts."""
    return tuple(sorted([*_written(tokens), *_spoken(tokens)], key=lambda number: number.first))


def _written(tokens: Sequence[Token]) -> Iterator[Number]:
    for place, token in enumerate(tokens):
        if token.word[0] in digits or token.word[0] == ".":
            plain = _PLAIN.fullmatch(token.word) is not None
            for part in re.split("[/:]", token.word):
                yield Number(_decimal(part), plain, token.start, token.end, place, place + 1)


def _decimal(part: str) -> Decimal:
    """The value of digits; of what is no plain number, such as 1.2.3, the value it begins with."""
    part = part.replace(",", "") if _PLAIN.fullmatch(part) else part.partition(",")[0]
    begun = _BEGINS.match(part)
    assert begun  # it matches the empty text too
    return Decimal(f"{begun['whole'] or 0}.{begun['fraction'] or 0}").normalize()


def _spoken(tokens: Sequence[Token]) -> Iterator[Number]:
    words = list(_words(tokens))
    letters = "".join(_LETTERS.get(word, ".") for word, _ in words)
    for found in _SPOKEN.finditer(letters):
        if set(found.group()) & set("DETHK") or found["decimals"] or _is_zero(words, found):
            first, last = words[found.start()][1], words[found.end() - 1][1]
            value = _value(found, [word for word, _ in words])
            sure = found["digit"] is None
            yield Number(value, sure, tokens[first].start, tokens[last].end, first, last + 1)


def _words(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Each word with the place of its token, an empty one where a comma or full stop parts two tokens."""
    for place, token in enumerate(tokens):
        if place and token.start - tokens[place - 1].end > 1:
            yield "", place
        for word in token.word.split("-"):
            yield word, place


def _is_zero(words: list[tuple[str, int]], found: re.Match[str]) -> bool:
    return found.group() == "Z" and words[found.start()][0] == "zero"


def _value(found: re.Match[str], words: list[str]) -> Decimal:
    def of(group: str) -> int:
        start, end = found.span(group)
        return sum(_VALUES.get(word, 0 if word == "oh" else 1) for word in words[start:end])

    hundreds = of("hundreds") + of("digit")
    value = Decimal(1000 * of("thousands") + 100 * hundreds + of("below"))
    if found["half"]:
        return value + Decimal("0.5")
    if not found["decimals"]:
        return value
    start, end = found.span("decimals")
    return value + Decimal("0." + "".join(str(_VALUES.get(word, 0)) for word in words[start:end]))
