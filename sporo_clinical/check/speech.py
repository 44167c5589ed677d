"""How speech stands to a finding: said, denied, or asked and answered, with or without punctuation.

Cues reach over words as those of NegEx (Chapman et al., J Biomed Inform 2001) do; a question is answered by
the first words of yes or no behind it.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from sporo_clinical.check.findings import Finding, Stand, each
from sporo_clinical.check.lexicon import Named
from sporo_clinical.check.strand import Strand
from sporo_clinical.text import Words, words_of

_LONGEST = 4
_REACH = 9
_DENIAL_REACH = 6
_QUESTION_REACH = 30
_ANSWER_REACH = 6
_ANSWERS_OVER = 7
_MOST_QUESTIONS, _SHORT_QUESTION = 5, 8
_BARE_NO = frozenset({"no", "nope", "none", "never"})
_BEHIND = 3
_RELATIVE_REACH = 8
_PRONOUNS = frozenset(
    words_of("i i'm i've it it's he she they that that's you we there okay not no um uh problem")
)
_LIST_WORDS = frozenset(words_of("or and any no nor a the of in your my some new other either like"))


def heard_findings(strand: Strand) -> tuple[Finding, ...]:
    """The findings that are named in speech, in order."""
    named = list(each(strand))
    inside = {place: one.name for one, _ in named for place in range(one.first, one.after)}
    return tuple(
        Finding(one.name, one.first, one.after, _stand(strand, one, inside), _relative(strand, one), parts)
        for one, parts in named
    )


def _stand(strand: Strand, named: Named, inside: Mapping[int, str]) -> Stand:
    begin = _begin(strand, named.first)
    before = strand.words[max(begin, named.first - _REACH) : named.first]
    if _is_denied(strand, named, begin, inside):
        return Stand.DENIED
    asked = strand.words[max(begin, named.first - _QUESTION_REACH) : named.first]
    if _asks(strand, named, asked):
        return _answer(strand, named, inside)
    wider = strand.words[max(strand.statement_at(named.first).first, named.first - _REACH) : named.first]
    if _has(before, "only_if") or _has(wider, "conditions"):
        return Stand.OPEN
    behind = strand.words[named.after : min(named.after + _BEHIND, strand.statement_at(named.first).after)]
    if _opens_with(behind, "denied_behind"):
        return Stand.OPEN if _opens_with(behind, "no") else Stand.DENIED
    return Stand.PRESENT


def _begin(strand: Strand, place: int) -> int:
    """Where what reaches a place begins: its statement, or behind the last word that ends a reach."""
    begin = max(strand.statement_at(place).first, place - _QUESTION_REACH)
    for before in range(place - 1, begin - 1, -1):
        if strand.words[before] in _list("ends"):
            return before + 1
        opens = before + 2 <= place and " ".join(strand.words[before : before + 2]) in _list("opens")
        if opens and not _list("denies") & set(strand.words[max(begin, before - 3) : before]):
            return before
    return begin


def _is_denied(strand: Strand, named: Named, begin: int, inside: Mapping[int, str]) -> bool:
    """Whether a denial before the finding reaches it; over a list of findings it reaches on."""
    steps = 0
    for place in range(named.first - 1, begin - 1, -1):
        word = strand.words[place]
        if word in _list("denies") and not _speaks_of_else(strand.words[place + 1 : place + 3]):
            return not (word in _BARE_NO and "i" in strand.words[place : named.first])
        steps += place not in inside and word not in _LIST_WORDS
        if steps > _DENIAL_REACH:
            return False
    return False


def _speaks_of_else(following: Words) -> bool:
    return bool(following) and (
        following[0] in _list("no_denial")
        or " ".join(following) in _list("no_denial")
        or (following[0] in _PRONOUNS and following[0] != "no")
    )


def _asks(strand: Strand, named: Named, before: Words) -> bool:
    statement = strand.statement_at(named.first)
    if statement.sentence.text.endswith("?"):
        return True
    if statement.sentence.text.endswith((".", "!")) and statement.after - statement.first < _QUESTION_REACH:
        return False
    return _has(before, "asks")


def _answer(strand: Strand, named: Named, inside: Mapping[int, str]) -> Stand:
    statement = strand.statement_at(named.first)
    place = statement.after if statement.sentence.text.endswith("?") else named.after
    if place == statement.after:
        place = _past_more_questions(strand, place)
    steps = 0
    for at in range(place, min(place + _QUESTION_REACH, len(strand.words))):
        words = strand.words[at : at + _LONGEST]
        answer = (
            Stand.DENIED if _opens_with(words, "no") else Stand.PRESENT if _opens_with(words, "yes") else None
        )
        if answer:
            return answer if _is_of(strand, named, at, inside, answer) else Stand.ASKED
        steps += at not in inside and strand.words[at] not in _LIST_WORDS
        if steps > _ANSWER_REACH:
            break
    return Stand.ASKED


def _past_more_questions(strand: Strand, place: int) -> int:
    """Where the answer begins: one is given to a row of short questions ("Chest pain? Dizziness? No.")."""
    for _ in range(_MOST_QUESTIONS):
        if place >= len(strand.words):
            return place
        following = strand.statement_at(place)
        if not following.sentence.text.endswith("?") or following.after - following.first > _SHORT_QUESTION:
            return place
        place = following.after
    return place


def _is_of(strand: Strand, named: Named, at: int, inside: Mapping[int, str], answer: Stand) -> bool:
    """Whether an answer is about what was asked: "a bit of congestion" and "no fever" are none to chills."""
    end = min(at + _ANSWERS_OVER, strand.statement_at(at).after)
    names: set[str] = set()
    for place in range(at + 1, end):
        if place in inside:
            names.add(inside[place])
        elif answer is Stand.DENIED and strand.words[place] not in _LIST_WORDS:
            break
    return not names or named.name in names


def _relative(strand: Strand, named: Named) -> str:
    statement = strand.statement_at(named.first)
    begin, end = max(statement.first, named.first - _RELATIVE_REACH), min(statement.after, named.after + 4)
    found = [word for word in strand.words[begin:end] if word in _list("relatives")]
    return found[-1].removesuffix("'s") if found else ""


def _has(words: Words, name: str) -> bool:
    return any(_opens_with(words[place:], name) for place in range(len(words)))


def _opens_with(words: Sequence[str], name: str) -> bool:
    listed = _list(name)
    return any(" ".join(words[:size]) in listed for size in range(1, min(_LONGEST, len(words)) + 1))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(_words(name))


def _words(name: str) -> Iterator[str]:
    table = tomllib.loads(files("sporo_clinical").joinpath("data", "check", "speech.toml").read_text("utf-8"))
    for phrase in table[name]:
        yield " ".join(part for word in words_of(phrase) for part in word.split("-"))
