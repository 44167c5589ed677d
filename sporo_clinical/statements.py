"""The statements of written text: sentences, list items and lines, each with its place in the original.

Written text breaks where speech does not: at bullets, numbers and rows, and, in dictations that lost their
line breaks, at commas. Lines that a page's width broke are read on.
"""

import re
from collections.abc import Iterator

from sporo_clinical.text import Sentence, tokens, words_of

_BULLET = r"(?:[-*\N{BULLET}\N{MIDDLE DOT}\N{EN DASH}]|\(?\d{1,2}[.)])"
_OPENS_ITEM = re.compile(rf"[ \t]*{_BULLET}[ \t]+")
_NUMBERED = re.compile(r"(?<![^\s,:])1[.)]\s+\S")
_NUMBER = re.compile(r"(?:(?<=[\s,;:.])|^)\d{1,2}[.)]\s+(?=[^\W\d_])")
_STOP = re.compile(r"[.!?]+(?:,(?=\s*\S)|(?=\s|$))|:,")
_LAST_WORD = re.compile(r"(?:^|[\s(,])([A-Za-z](?:[A-Za-z.]{0,7}))$")
_ABBREVIATIONS = frozenset(["dr", "mr", "mrs", "ms", "vs", "st", "prof", "approx", "pt", "e.g", "i.e", "fig"])
_BEFORE_A_NUMBER = frozenset(["no", "q", "p.o", "vol", "grade"])
_BINDS = frozenset(
    words_of("a an the of and or with to for in on at by from is was are were has had his her their no not")
)
_ENDS = (".", ":", ";", "!", "?", ",.")
_FULL_LINE = 70
"""Characters from which a line is taken for one that the page's width broke."""
_LONGEST = 250
"""Words of the longest statement: text without any marks is read in such pieces."""
_TRIMMED = " \t\r\n,;|"


def statements(text: str, start: int = 0, end: int | None = None) -> tuple[Sentence, ...]:
    """The statements between `start` and `end` in order, without bullets and numbers; none is empty."""
    found: list[Sentence] = []
    for first, last in _blocks(text, start, len(text) if end is None else end):
        for begin, until in _sentences(text, first, last):
            found += _statement(text, begin, until)
    return tuple(found)


def _statement(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The statement; in pieces where it is longer than any that people write."""
    opening = _OPENS_ITEM.match(text, start, end)
    start = opening.end() if opening else start
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED + ":":
        end -= 1
    words = tokens(text[start:end], start)
    for place in range(0, len(words), _LONGEST):
        piece = words[place : place + _LONGEST]
        first = piece[0].start if place else start
        last = piece[-1].end if place + _LONGEST < len(words) else end
        yield Sentence(text[first:last], first, last, piece)


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines, those that go on joined."""
    begin, last = start, start
    while last < end:
        line_end = text.find("\n", last, end)
        line_end = end if line_end < 0 else line_end + 1
        if last > begin and not _goes_on(text, begin, last, line_end):
            yield begin, last
            begin = last
        last = line_end
    if begin < end:
        yield begin, end


def _goes_on(text: str, begin: int, last: int, line_end: int) -> bool:
    """Whether the line from `last` continues what stands before it."""
    line_begin = text.rfind("\n", begin, last - 1) + 1 or begin
    before, line = text[line_begin:last].rstrip(), text[last:line_end].strip()
    if (
        not before
        or not line
        or "|" in before
        or "|" in line
        or before.endswith(_ENDS)
        or _OPENS_ITEM.match(text, last, line_end)
    ):
        return False
    if line[0].islower() or before.rsplit(None, 1)[-1].lower() in _BINDS or before.endswith(","):
        return True
    return len(before) >= _FULL_LINE


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opening, numbered = _OPENS_ITEM.match(text, start, end), _NUMBERED.search(text, start, end)
    start = opening.end() if opening else start
    numbers = []
    if numbered:
        numbers = list(_NUMBER.finditer(text, start, end))
    inside = {number.group().find(".") + number.start() for number in numbers}
    stops = (stop for stop in _STOP.finditer(text, start, end) if stop.start() not in inside)
    cuts = [number.start() for number in numbers] + [
        stop.end() for stop in stops if not _is_inside(text, start, stop, end)
    ]
    for cut in [*sorted(cuts), end]:
        if cut > start:
            yield start, cut
            start = cut


def _is_inside(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether the full stop ends an abbreviation, or a small letter follows it; a lone "?" only doubts."""
    if stop.group() == "?":
        return stop.start() == start or text[stop.start() - 1].isspace()
    if stop.group() != ".":
        return False
    following = text[stop.end() : min(stop.end() + 8, end)].lstrip()[:1]
    if following.islower():
        return True
    last = _LAST_WORD.search(text[max(start, stop.start() - 9) : stop.start()])
    word = last[1].lower() if last else ""
    return (word in _ABBREVIATIONS and following != "") or (word in _BEFORE_A_NUMBER and following.isdigit())
