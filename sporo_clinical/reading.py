"""The facts of a visit, read from its flat transcript."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from sporo_clinical.cues import Cues, standard_cues
from sporo_clinical.drugs import drugs
from sporo_clinical.facts import Fact, Kind
from sporo_clinical.numbers import numbers
from sporo_clinical.passages import Passage, passages
from sporo_clinical.phrasing import CLINICIAN_SAYS, phrased
from sporo_clinical.problems import by_problem
from sporo_clinical.questions import question
from sporo_clinical.sorting import sort_sentences
from sporo_clinical.support import is_negative
from sporo_clinical.talk import yes_or_no
from sporo_clinical.text import Sentence, Words, sentences, words_of
from sporo_clinical.vitals import Vital, vitals

_MEANS_ANOTHER = frozenset({"it", "it's", "them", "those", "that", "one"})
_ENOUGH = 1.0
"""The score from which a passage carries a fact; one that names a drug or a finding carries one anyway."""
_SOME_LENGTH = 5
_GO_ON = frozenset(words_of("it it's they they're sometimes usually"))
_NEXT = 2
"""Characters up to which a sentence follows the one before it."""
_HINT, _FAINT_HINT, _STRONG = 0.7, 0.3, 2.0
_OPENING_QUESTION = 20.0
"""What answers "What brings you in?" is the complaint, whatever else it speaks of."""
_SYMPTOM_KINDS = frozenset({Kind.COMPLAINT, Kind.HISTORY, Kind.SYMPTOMS})
_ASKED_SYMPTOM = 1.5
_NOT_MEASURED_NOW = frozenset(
    words_of(
        "home usually normally goal target below under less than last if before should been runs running "
        "running's"
    )
)

_Scored: TypeAlias = tuple[Passage, dict[Kind, float]]


def read(transcript: str, cues: Cues | None = None) -> tuple[Fact, ...]:
    """The facts in the order in which they were said, each with the characters that it rests on.

    Nothing is added: a fact's words, numbers, sides and negations are those of its passage.
    """
    cues = cues or standard_cues()
    said = sentences(transcript)
    heard = [_with_its_question(passage, cues) for passage in passages(said)]
    scored = list(_worth_noting([(passage, _scores(passage, cues)) for passage in heard], cues))
    kinds = sort_sentences([scores for _, scores in scored])
    facts: list[Fact] = []
    for (passage, _), kind in zip(scored, kinds, strict=True):
        facts += _facts(passage, kind, cues)
    return tuple(by_problem(_one_complaint(_each_once(facts), cues), said, cues))


def _with_its_question(passage: Passage, cues: Cues) -> Passage:
    """The passage, with its question where "it" is the drug that was asked about: "I skipped it twice".

    What follows "What brings you in?" stands by itself.
    """
    if not passage.asked:
        return passage
    if passage.needs_question:
        opening = cues.scores(passage.asked.words).get(Kind.COMPLAINT, 0.0) >= _STRONG
        return replace(passage, needs_question=not (opening and question(passage.asked).form == "open"))
    if not _MEANS_ANOTHER & set(passage.words):
        return passage
    named_there, named_here = (
        drugs(passage.asked.tokens, cues.drugs),
        drugs(passage.said[0].tokens, cues.drugs),
    )
    return replace(passage, needs_question=bool(named_there) and not named_here)


def _scores(passage: Passage, cues: Cues) -> dict[Kind, float]:
    """What the passage speaks for, with its question: wholly where it needs it, else as a hint."""
    total = cues.scores(passage.words)
    if passage.asked is None:
        return total
    asked = cues.scores(passage.asked.words)
    share = _share(passage, max(total.values(), default=0.0))
    for kind, score in asked.items():
        opens = kind is Kind.COMPLAINT and score >= _STRONG
        total[kind] = total.get(kind, 0.0) + (_OPENING_QUESTION if opens else share * score)
    if passage.needs_question and _asks_for_symptoms(passage.asked, asked, cues):
        kind = Kind.SYMPTOMS if yes_or_no(passage.said[0])[0] == "no" else Kind.HISTORY
        total[kind] = total.get(kind, 0.0) + _ASKED_SYMPTOM
    return total


def _asks_for_symptoms(asked: Sentence, scores: dict[Kind, float], cues: Cues) -> bool:
    """Whether the question names a finding and is plainly about nothing else, such as the family."""
    elsewhere = max((score for kind, score in scores.items() if kind not in _SYMPTOM_KINDS), default=0.0)
    return elsewhere < _STRONG and cues.name_a_finding(asked.words)


def _share(passage: Passage, own: float) -> float:
    """How much of its question counts: all where it needs it, little where it speaks for itself."""
    if passage.needs_question:
        return 1.0
    return _FAINT_HINT if own >= _STRONG else _HINT


def _facts(passage: Passage, kind: Kind, cues: Cues) -> Iterator[Fact]:
    measured = _measured(passage) if kind in CLINICIAN_SAYS else []
    for vital in measured:
        yield Fact(Kind.VITALS, f"{vital.line}.", vital.start, vital.end)
    if kind is Kind.VITALS and measured and _says_no_more(passage, measured, cues):
        return
    for text in phrased(passage, kind, cues):
        yield Fact(kind, text, passage.start, passage.end)


def _measured(passage: Passage) -> list[Vital]:
    """The vital signs that were measured now: not at home, not a goal, not asked about."""
    if passage.needs_question:
        return []
    return [
        vital for sentence in passage.said for vital in vitals(sentence.tokens) if _is_now(sentence, vital)
    ]


def _is_now(sentence: Sentence, vital: Vital) -> bool:
    begin = sentence.text.rfind(",", 0, vital.start - sentence.start) + 1
    end = sentence.text.find(",", vital.end - sentence.start)
    clause = words_of(sentence.text[begin : end if end >= 0 else None])
    return not (is_negative(clause) or _NOT_MEASURED_NOW & set(clause))


def _says_no_more(passage: Passage, measured: Sequence[Vital], cues: Cues) -> bool:
    """Whether nothing but the measured signs carries a fact in the passage."""
    left = tuple(
        token.word
        for sentence in passage.said
        for token in sentence.tokens
        if not any(vital.start <= token.start < vital.end for vital in measured)
    )
    return not _carries_a_fact(left, cues.scores(left), cues)


def _worth_noting(scored: Sequence[_Scored], cues: Cues) -> Iterator[_Scored]:
    """What carries a fact, and what goes on about it: "It comes when I climb stairs."."""
    end = -1
    for passage, scores in scored:
        goes_on = passage.words[0] in _GO_ON and 0 <= passage.said[0].start - end <= _NEXT
        if goes_on or _carries_a_fact(passage.words, scores, cues) or _says_how_much(passage):
            yield passage, scores
            end = passage.end


def _says_how_much(passage: Passage) -> bool:
    """Whether a number is said in a sentence of some length; "one" is mostly a pronoun."""
    said = [number for sentence in passage.said for number in numbers(sentence.tokens) if number.value != 1]
    return bool(said) and len(passage.words) >= _SOME_LENGTH


def _carries_a_fact(words: Words, scores: dict[Kind, float], cues: Cues) -> bool:
    return max(scores.values(), default=0.0) >= _ENOUGH or cues.name_a_finding_or_drug(words)


def _each_once(facts: Sequence[Fact]) -> list[Fact]:
    first: dict[tuple[Kind, str], Fact] = {}
    for fact in facts:
        first.setdefault((fact.kind, fact.text), fact)
    return list(first.values())


def _one_complaint(facts: list[Fact], cues: Cues) -> list[Fact]:
    """The facts with one complaint: the first said to be one, else the first finding in the history."""
    first = next((fact for fact in facts if fact.kind is Kind.COMPLAINT), None) or _first_finding(facts, cues)
    return [replace(fact, kind=_kind_beside(first, fact)) for fact in facts]


def _kind_beside(complaint: Fact | None, fact: Fact) -> Kind:
    if fact is complaint:
        return Kind.COMPLAINT
    return Kind.HISTORY if fact.kind is Kind.COMPLAINT else fact.kind


def _first_finding(facts: Sequence[Fact], cues: Cues) -> Fact | None:
    history = ((fact, words_of(fact.text)) for fact in facts if fact.kind is Kind.HISTORY)
    return next(
        (fact for fact, words in history if cues.name_a_finding(words) and not is_negative(words)), None
    )
