"""Medications with their doses, from lists and from sentences, each in the words of the source."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from sporo_clinical.chart.dosing import AMOUNT, dose, dosing_end
from sporo_clinical.chart.drug_groups import drugs_named, generic
from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.chart.remarks import Remark
from sporo_clinical.chart.stopping import STOPPED, is_left_off, is_stopped
from sporo_clinical.chart.wording import alternatives, listed
from sporo_clinical.context import context_of
from sporo_clinical.headings import PartKind
from sporo_clinical.text import Token, words_of

_SILENT = frozenset(
    {
        PartKind.ALLERGIES,
        PartKind.FAMILY,
        PartKind.OPERATIVE,
        PartKind.RESULTS,
        PartKind.VITALS,
        PartKind.EXAM,
    }
    | {PartKind.SOCIAL, PartKind.SYMPTOMS, PartKind.IMMUNIZATIONS, PartKind.PROCEDURE, PartKind.SURGICAL}
)
_BEFORE = re.compile(rf"(?:{AMOUNT.pattern})\s+(?:of\s+|daily\s+)?(?:the\s+|his\s+|her\s+)?$", re.IGNORECASE)
_FURTHEST_BEFORE = 40
_LONGEST_ITEM = 25
_MARK = re.compile(r"[,;]\s")
_PARTS_ITEMS = re.compile(r"[\s,;]+(?:and\s+)?$")
_VERB_BEFORE = 12
"""Characters between a verb that changes a drug and its name: "increase her "."""
_UNKNOWN = re.compile(
    rf"\b([A-Z][A-Za-z]+(?:[- ][A-Z][A-Za-z]+)?|[a-z]{{5,20}}(?:{alternatives('endings')}))\s+"
    r"(?=(?:\d|\.\d)[\d.,]*\s?(?:mg|mcg|units|puffs)\b(?!/d))"
)
"""A word before a dose, where no list knows the drug."""
_BEGUN, _TAKEN = 0.5, 1.0
"""A drug as it is taken tells more than that it was begun."""
_WHEN_NEEDED = re.compile(r"\b(?:p\.?r\.?n\b\.?|as needed\b)[^;,\n]*[;,\n]", re.IGNORECASE)
_PIECE = re.compile(r"[,;]\s+(?:and\s+)?|\s+and\s+|\s+plus\s+")
_LONGEST_PIECE = 10


def medications(remark: Remark) -> Iterator[Finding]:
    """The drugs that a remark says the patient takes or was given, and in its words what was stopped."""
    if remark.kind in _SILENT:
        return
    names = _names(remark)
    stopped = [(start, end, name) for start, end, name in names if is_stopped(remark, start, end)]
    for start, end, name in _named(remark, [name for name in names if name not in stopped]):
        yield _finding(remark, start, end, name)
    if stopped:
        yield _stop(remark, stopped)
    elif remark.kind is PartKind.MEDICATIONS:
        yield from _unnamed(remark, [(start, end) for start, end, _ in names])


def _finding(remark: Remark, start: int, end: int, name: str) -> Finding:
    plain = generic(name)
    begun = not listed("change").isdisjoint(words_of(remark.leaf.text[start:end])[:1])
    score = _BEGUN if begun else _TAKEN
    key = (plain, dose(remark.leaf.text[start:end]))
    return remark.finding(Topic.MEDICATIONS, key, start, end, about=plain, score=score)


def _stop(remark: Remark, stopped: Sequence[tuple[int, int, str]]) -> Finding:
    """The statement that drugs were stopped; of a long one from the first drug's clause to the last's."""
    text, start = remark.leaf.text, remark.sentence.start
    end = remark.sentence.end
    if len(remark.sentence.tokens) > _LONGEST_ITEM or ";" in remark.sentence.text:
        before = [mark.end() for mark in _MARK.finditer(text, start, stopped[0][0])]
        behind = _MARK.search(text, stopped[-1][1], end)
        start = before[-1] if before else start
        end = behind.start() if behind else end
    key = (*sorted({generic(name) for _, _, name in stopped}), STOPPED)
    return remark.finding(Topic.MEDICATIONS, key, start, end)


def _named(remark: Remark, names: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Each drug with its dosing: start, end, name."""
    free = remark.sentence.start
    for begin, until, name in names:
        if begin < free or not _is_taken(remark, begin, until):
            continue
        start, end = _with_dosing(remark, begin, until, free)
        if remark.kind is PartKind.MEDICATIONS:
            end = max(end, _item_end(remark, begin, end))
        if name in listed("body_substances") and not AMOUNT.search(remark.leaf.text[start:end]):
            continue
        yield start, end, name
        free = end


def _names(remark: Remark) -> list[tuple[int, int, str]]:
    """Names by the vocabulary, then by the dose that stands behind them, in order."""
    tokens = remark.sentence.tokens
    known = [
        (tokens[first].start, tokens[after - 1].end, " ".join(token.word for token in tokens[first:after]))
        for first, after in drugs_named(remark.sentence.words)
    ]
    known = _combined(known, remark.leaf.text)
    starts = {start for start, _, _ in known}
    covered = {place for start, end, _ in known for place in range(start, end)}
    text, offset = remark.sentence.text, remark.sentence.start
    for found in _UNKNOWN.finditer(text):
        start, end = offset + found.start(1), offset + found.end(1)
        if (
            start not in starts
            and covered.isdisjoint(range(start, end))
            and found[1].lower() not in listed("no_drug_names")
        ):
            known.append((start, end, found[1].lower()))
    return sorted(known)


def _combined(names: Sequence[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """Names with a stroke between as one: the dose of "triamterene/thiazide 37.5/25 mg" is of both."""
    joined: list[tuple[int, int, str]] = []
    for start, end, name in names:
        if joined and text[joined[-1][1] : start] == "/":
            first, _, other = joined.pop()
            joined.append((first, end, f"{other}/{name}"))
        else:
            joined.append((start, end, name))
    return joined


def _is_taken(remark: Remark, start: int, end: int) -> bool:
    context = context_of(remark.sentence, start, end)
    if context.negated or context.family or (context.hypothetical and not _after_another(remark, start)):
        return False
    return not is_left_off(remark, start, end) and _next_word(remark, end) not in {
        "allergy",
        "allergies",
        "level",
        "levels",
    }


def _after_another(remark: Remark, start: int) -> bool:
    """Whether an item before is the one taken when needed: "Reglan prn, Coumadin"."""
    return _WHEN_NEEDED.search(remark.leaf.text, remark.sentence.start, start) is not None


def _next_word(remark: Remark, end: int) -> str:
    return next((token.word for token in remark.sentence.tokens if token.start >= end), "")


def _with_dosing(remark: Remark, start: int, end: int, free: int) -> tuple[int, int]:
    text = remark.leaf.text
    until = dosing_end(text, end, remark.sentence.end)
    if not AMOUNT.search(text, end, until):
        window = max(free, start - _FURTHEST_BEFORE)
        before = _BEFORE.search(text[window:start])
        start = window + before.start() if before else start
    verb = next((token for token in remark.sentence.tokens if _changes(token, start)), None)
    if verb and verb.start >= free:
        start = verb.start
    return start, until


def _item_end(remark: Remark, name: int, end: int) -> int:
    """Where an item of a list ends: all of it if it is one drug's, else where more of a dose stands there."""
    starts = [start for start, _, _ in _names(remark)]
    until = min((start for start in starts if start > name), default=remark.sentence.end)
    until = _before_an_unknown_drug(remark.leaf.text, end, until)
    until = name + len(_PARTS_ITEMS.sub("", remark.leaf.text[name:until]))
    is_short = len(words_of(remark.leaf.text[name:until])) <= _LONGEST_ITEM
    talks = not listed("talk").isdisjoint(words_of(remark.leaf.text[end:until]))
    more = len(starts) == 1 or AMOUNT.search(remark.leaf.text, end, until) is not None
    return until if is_short and more and not talks else end


def _before_an_unknown_drug(text: str, start: int, until: int) -> int:
    """Where the first piece begins that names a drug of its own: "Lanoxin, Micro-K"; else `until`."""
    for cut in _PIECE.finditer(text, start, until):
        end = _PIECE.search(text, cut.end(), until)
        if _names_a_drug(text[cut.end() : end.start() if end else until]):
            return cut.start()
    return until


def _changes(token: Token, start: int) -> bool:
    """Whether the word right before the drug changes it."""
    return token.word in listed("change") and 0 <= start - token.end <= _VERB_BEFORE


def _unnamed(remark: Remark, spans: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """What stands in a list of medications beside the drugs that are known by name."""
    begin = remark.sentence.start
    for cut in [*_PIECE.finditer(remark.sentence.text), None]:
        end = remark.sentence.start + cut.start() if cut else remark.sentence.end
        if not any(start < end and until > begin for start, until in spans):
            yield from _piece(remark, begin, end)
        begin = remark.sentence.start + cut.end() if cut else end


def _is_dosing(piece: str) -> bool:
    return dosing_end(f" {piece}", 0, len(piece) + 1) > len(piece.rstrip(" ."))


def _piece(remark: Remark, start: int, end: int) -> Iterator[Finding]:
    piece = remark.leaf.text[start:end]
    words = words_of(piece)
    if len(words) <= _LONGEST_PIECE and _names_a_drug(piece):
        yield remark.finding(
            Topic.MEDICATIONS,
            (" ".join(words[:2]), dose(remark.leaf.text[start:end])),
            start,
            end,
            about=generic(words[0]),
        )


def _names_a_drug(piece: str) -> bool:
    """Whether a piece of a list of medications begins with what may be a drug, not with how it is taken."""
    name = tuple(takewhile(_is_part_of_a_name, words_of(piece)))
    return (
        any(word.replace("-", "").isalpha() for word in name[:2])
        and (listed("no_medication") | listed("talk")).isdisjoint(name)
        and not _is_dosing(piece)
        and not AMOUNT.match(piece)
    )


def _is_part_of_a_name(word: str) -> bool:
    """Whether the word is none of those that say how a drug is taken: "Atripla one at night"."""
    return word not in listed("how_taken") and not word[:1].isdigit()
