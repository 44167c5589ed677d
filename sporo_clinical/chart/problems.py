"""Problems of the patient and of the family, from lists and from sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sporo_clinical.chart.drug_groups import drugs_named
from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.chart.remarks import Remark
from sporo_clinical.chart.rows import is_over
from sporo_clinical.chart.terms import problems_named, qualifies, spelled_out
from sporo_clinical.chart.wording import listed
from sporo_clinical.context import Context, context_of
from sporo_clinical.headings import PartKind
from sporo_clinical.text import Token, Words

_LISTS = frozenset({PartKind.PROBLEMS, PartKind.BACKGROUND})
_TELLS = (
    frozenset({PartKind.COMPLAINT, PartKind.HISTORY, PartKind.ASSESSMENT, PartKind.COURSE, PartKind.OTHER})
    | _LISTS
)
_STORIES = _TELLS - _LISTS - {PartKind.ASSESSMENT}
_LONGEST_FAMILY = 30
"""Words of a statement in a story that can be told as family history."""
_RANK = {PartKind.PROBLEMS: 3.0, PartKind.ASSESSMENT: 3.0, PartKind.BACKGROUND: 2.0}
"""Diagnoses first, then what is known from before, then what is told."""
_SHORT = 12
"""Words of a list's item that is taken whole."""
_LEFT_REACH, _RIGHT_REACH = 4, 8
_PAST = (("history", "of"), ("hx", "of"), ("h", "o"), ("s", "p"), ("status", "post"))
_SPACE = re.compile(r"^[ \t\n\r-]*$")


def problems(remark: Remark) -> Iterator[Finding]:
    """The problems that a remark says the patient or a relative has; none that it denies or only fears."""
    if remark.kind is PartKind.FAMILY or remark.sentence.words[:2] == ("family", "history"):
        yield from _family(remark)
    elif remark.kind in _TELLS or (remark.kind is PartKind.SOCIAL and "smok" in remark.sentence.text.lower()):
        yield from _told(remark)


def problem_key(words: Sequence[str]) -> Words:
    """The words of a problem in one form: abbreviations spelled out, small words left out, sorted."""
    spelled = (part for word in words for part in spelled_out(word))
    kept = {_singular(word) for word in spelled} - listed("key_small")
    return tuple(sorted(kept)) or tuple(sorted(words))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "is", "us")) else word


def _family(remark: Remark) -> Iterator[Finding]:
    words = remark.sentence.words
    if not listed("no_history").issuperset(words):
        key = tuple(sorted(set(words)))
        yield remark.finding(Topic.FAMILY, key, remark.sentence.start, remark.sentence.end)


def _told(remark: Remark) -> Iterator[Finding]:
    sentence = remark.sentence
    named = problems_named(sentence)
    contexts = [_context(remark, first, after) for first, after in named]
    short = len(sentence.tokens) <= _LONGEST_FAMILY
    if short and any(context.family and not context.negated for context in contexts):
        yield from _family(remark)
        named = tuple(place for place, context in zip(named, contexts, strict=True) if not context.family)
        contexts = [context for context in contexts if not context.family]
    if _is_item(remark, contexts):
        yield from (_problem(remark, sentence.tokens[first:after]) for first, after in _pieces(remark, named))
        return
    present = [place for place, context in zip(named, contexts, strict=True) if context.present]
    for first, after in _chunks(remark, present):
        yield _problem(remark, sentence.tokens[first:after])


def _context(remark: Remark, first: int, after: int) -> Context:
    tokens = remark.sentence.tokens
    return context_of(remark.sentence, tokens[first].start, tokens[after - 1].end, remark.part.title)


def _is_item(remark: Remark, contexts: Sequence[Context]) -> bool:
    """Whether the whole statement is an item of a list of problems."""
    words = remark.sentence.words
    if (
        len(words) > _SHORT
        or listed("no_history").issuperset(words)
        or any(not _is_told(remark, context) for context in contexts)
    ):
        return False
    if remark.kind is PartKind.PROBLEMS:
        return True
    if remark.kind in _STORIES and any(drugs_named(words)):
        return False
    if remark.kind is PartKind.BACKGROUND:
        return bool(contexts)
    short = len(words) <= _SHORT // 2 and ":" not in remark.sentence.text
    return bool(contexts) and short and listed("talk").isdisjoint(words)


def _is_told(remark: Remark, context: Context) -> bool:
    """Whether a list tells it whole: what is over stands there with the word that says so."""
    return context.present or (remark.kind in _LISTS and replace(context, resolved=False).present)


def _pieces(remark: Remark, named: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """An item as its problems: cut at the commas behind which another problem is named."""
    tokens = remark.sentence.tokens
    commas = [place for place in range(1, len(tokens)) if _after_a_comma(remark, place)]
    starts = [0]
    for comma, end in pairwise([*commas, len(tokens)]):
        named_before = any(starts[-1] <= first < comma for first, _ in named)
        another = any(comma <= first < end for first, _ in named)
        only_qualifies = all(qualifies(token.word) for token in tokens[comma:end])
        if named_before and another and not only_qualifies:
            starts.append(comma)
    for first, after in pairwise([*starts, len(tokens)]):
        opening = first
        while opening < after - 1 and tokens[opening].word in listed("openings"):
            opening += 1
        yield opening, after


def _after_a_comma(remark: Remark, place: int) -> bool:
    tokens = remark.sentence.tokens
    return bool({",", ";"} & set(remark.leaf.text[tokens[place - 1].end : tokens[place].start]))


def _problem(remark: Remark, tokens: Sequence[Token]) -> Finding:
    """The problem; diagnoses come before what is only told."""
    key = problem_key([token.word for token in tokens])
    topic = Topic.HISTORY if is_over(remark.sentence.text) else Topic.PROBLEMS
    return remark.finding(topic, key, tokens[0].start, tokens[-1].end, score=_RANK.get(remark.kind, 1.0))


def _chunks(remark: Remark, named: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each problem with the words that hold to it, those joined that belong to one."""
    tokens = remark.sentence.tokens
    open_chunk: tuple[int, int] | None = None
    for first, after in named:
        begin, until = _to_the_left(remark, first), _to_the_right(remark, after)
        if open_chunk and _belongs(remark, open_chunk[1], begin):
            open_chunk = (open_chunk[0], max(until, open_chunk[1]))
        else:
            if open_chunk:
                yield open_chunk
            open_chunk = (max(begin, open_chunk[1]) if open_chunk else begin, until)
    if open_chunk and open_chunk[0] < len(tokens):
        yield open_chunk


def _belongs(remark: Remark, after: int, first: int) -> bool:
    between = [token.word for token in remark.sentence.tokens[after:first]]
    if first == after:
        return _close(remark, first)
    joined = set(between) <= listed("joins") - {"and"} and len(between) <= 3  # noqa: PLR2004 - "due to the"
    return first < after or (joined and all(_close(remark, place) for place in range(after, first + 1)))


def _close(remark: Remark, place: int) -> bool:
    """Whether nothing but a space stands before the token."""
    tokens = remark.sentence.tokens
    if not 0 < place < len(tokens):
        return False
    return _SPACE.match(remark.leaf.text[tokens[place - 1].end : tokens[place].start]) is not None


def _to_the_left(remark: Remark, first: int) -> int:
    tokens = remark.sentence.tokens
    furthest = max(0, first - _LEFT_REACH)
    while first > furthest and _close(remark, first) and tokens[first - 1].word not in listed("left_ends"):
        first -= 1
    return first - 2 if tuple(token.word for token in tokens[max(0, first - 2) : first]) in _PAST else first


def _to_the_right(remark: Remark, after: int) -> int:
    tokens = remark.sentence.tokens
    known = after
    while after < len(tokens) and _holds_on(remark, after):
        after += 1
    if after > known and _opens_another(remark, known, after):
        after = known
    if after < len(tokens) and tokens[after].word in listed("right_joins") and _close(remark, after):
        return _through_a_phrase(remark, after)
    return after


def _opens_another(remark: Remark, comma: int, after: int) -> bool:
    """Whether the words after a comma qualify what follows them: "hypertension, type 2 diabetes"."""
    return _after_a_comma(remark, comma) and after < len(remark.sentence.tokens) and _close(remark, after)


def _holds_on(remark: Remark, place: int) -> bool:
    """Whether the word only qualifies what stands before it: ", severe", "stage 3a"."""
    tokens = remark.sentence.tokens
    if tokens[place].start == tokens[place - 1].end:
        return True
    return qualifies(tokens[place].word) and remark.leaf.text[
        tokens[place - 1].end : tokens[place].start
    ].strip(" \n\t") in {"", ",", "-"}


def _through_a_phrase(remark: Remark, join: int) -> int:
    """The end of "of the right knee": up to the next mark or verb, a few words on."""
    tokens = remark.sentence.tokens
    after = join + 1
    while (
        after < min(len(tokens), join + 1 + _RIGHT_REACH)
        and _close(remark, after)
        and (
            tokens[after].word not in listed("left_ends")
            or tokens[after].word in {"the", "of", "his", "her", "and"}
        )
    ):
        after += 1
    while after > join + 1 and tokens[after - 1].word in listed("dangling"):
        after -= 1
    return after if after > join + 1 else join
