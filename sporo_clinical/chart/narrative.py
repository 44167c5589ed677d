"""What is told in sentences: patient and reason, history, procedures, assessment, plan, open questions."""

import re
from collections.abc import Iterator
from functools import cache

from sporo_clinical.chart.drug_groups import drugs_named
from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.chart.remarks import Remark, written
from sporo_clinical.chart.terms import has_problem, problems_named
from sporo_clinical.chart.wording import listed, phrase
from sporo_clinical.context import context_of
from sporo_clinical.headings import PartKind
from sporo_clinical.text import Sentence, Words, ngrams, words_of
from sporo_clinical.vocabulary import vocabulary

_TOPICS = {
    PartKind.PATIENT: Topic.PATIENT,
    PartKind.COMPLAINT: Topic.PATIENT,
    PartKind.HISTORY: Topic.HISTORY,
    PartKind.BACKGROUND: Topic.HISTORY,
    PartKind.SOCIAL: Topic.HISTORY,
    PartKind.COURSE: Topic.HISTORY,
    PartKind.IMMUNIZATIONS: Topic.HISTORY,
    PartKind.OTHER: Topic.HISTORY,
    PartKind.SYMPTOMS: Topic.HISTORY,
    PartKind.EXAM: Topic.RESULTS,
    PartKind.SURGICAL: Topic.PROCEDURES,
    PartKind.PROCEDURE: Topic.PROCEDURES,
    PartKind.OPERATIVE: Topic.PROCEDURES,
    PartKind.ASSESSMENT: Topic.ASSESSMENT,
    PartKind.PLAN: Topic.PLAN,
    PartKind.INSTRUCTIONS: Topic.PLAN,
    PartKind.FOLLOW_UP: Topic.PLAN,
}
_ITEMS = frozenset({Topic.PATIENT, Topic.PROCEDURES})
_STORIES = frozenset({PartKind.HISTORY, PartKind.COURSE, PartKind.OTHER})
_WHO, _INTRODUCTION = phrase("who"), phrase("introduction")
_PAST_LIST = re.compile(
    r",? with (?:an? )?(?:(?:known|past|prior|significant|medical|long|longstanding) ){0,4}(?:history|hx) "
    r"(?:of|significant for|notable for|including)\b[^.;]{5,400}?"
    r"(?=,? (?:who|presents|presenting|here|(?:that|which) (?:presents|comes)|comes|came)\b)",
    re.IGNORECASE,
)
"""The past history inside an introduction: it stands among the problems."""
_ORDER = phrase("orders")
_OPEN = phrase("open")
_UNCERTAIN = phrase("uncertain")
_RULED_OUT = re.compile(r"\bruled (?:out|him out|her out)\b", re.IGNORECASE)
_DONE = phrase("done")
_CEREMONY = phrase("ceremony")
_LABEL = re.compile(
    r"^(?:Medical Reasoning|Medical Treatment|Additional Testing|Patient Education and Counseling|"
    r"(?:Chief )?Complaint|Plan|Assessment|Impression|Treatment|Education|Counseling|Diagnosis)s?:\s+"
)
"""A label that the summary's own title says."""
_NUMBER = re.compile(r"\d")
_FEWEST_WORDS = 2
_LONGEST_TITLE, _LONGEST_NAME = 500, 5
_FINDING, _DENIED, _DRUG, _FIGURE, _REASON, _ROUTINE = 1.0, 0.15, 0.8, 0.4, 6.0, 0.05


def narrative(remark: Remark) -> Iterator[Finding]:
    """The remark as a line of the topic that its words and its heading give it."""
    topic = _topic(remark)
    if topic is None:
        return
    text = _LABEL.sub("", remark.sentence.text)
    text = _PAST_LIST.sub("", text) if topic is Topic.PATIENT else text
    place = remark.place(remark.sentence.start, remark.sentence.end)
    yield Finding(
        topic,
        written(text),
        remark.sentence.words,
        (place,),
        remark.day,
        score=told(remark.sentence) * _weight(remark, topic),
    )


def told(sentence: Sentence) -> float:
    """How much a sentence tells a clinician: problems, drugs, figures; what is only denied tells little."""
    score = 0.3
    for first, after in problems_named(sentence):
        context = context_of(sentence, sentence.tokens[first].start, sentence.tokens[after - 1].end)
        score += _DENIED if context.negated or context.hypothetical else _FINDING
    score += _DRUG * sum(1 for _ in drugs_named(sentence.words))
    score += _FIGURE * min(3, len(_NUMBER.findall(sentence.text)))
    return score


def _weight(remark: Remark, topic: Topic) -> float:
    if remark.kind in {PartKind.OPERATIVE, PartKind.EXAM} or _is_long(remark):
        return _ROUTINE
    if remark.kind is PartKind.SYMPTOMS and not has_problem(remark.sentence):
        return _ROUTINE
    return _REASON if topic is Topic.PATIENT else 1.0


def _is_long(remark: Remark) -> bool:
    """Whether the statement stands in a long account of a procedure, and not beside its name."""
    return remark.kind is PartKind.PROCEDURE and remark.part.end - remark.part.start > _LONGEST_TITLE


def _says_nothing(remark: Remark, topic: Topic | None) -> bool:
    """Whether it is a word or a date that means nothing alone; an item such as "Appendectomy" says all."""
    if topic in _ITEMS:
        return listed("no_history").issuperset(remark.sentence.words)
    return len(remark.sentence.tokens) < _FEWEST_WORDS + (remark.own is not None)


def _topic(remark: Remark) -> Topic | None:
    topic = _TOPICS.get(remark.kind)
    if _CEREMONY.search(remark.sentence.text) or _says_nothing(remark, topic):
        return None
    if remark.kind is PartKind.PROBLEMS and (
        _leaves_open(remark.sentence.text) or _UNCERTAIN.search(remark.sentence.text)
    ):
        return Topic.OPEN
    if topic is Topic.PROCEDURES:
        return topic
    if topic and _leaves_open(remark.sentence.text):
        return Topic.OPEN
    if remark.kind is PartKind.ASSESSMENT:
        return _topic_of_an_assessment(remark.sentence.text)
    return _topic_of_a_story(remark) if remark.kind in _STORIES else topic


def _leaves_open(text: str) -> bool:
    return text.endswith("?") or (_OPEN.search(text) is not None and not _RULED_OUT.search(text))


def _topic_of_an_assessment(text: str) -> Topic:
    if _INTRODUCTION.search(text):
        return Topic.PATIENT
    return Topic.PLAN if _ORDER.search(text) else Topic.ASSESSMENT


def _topic_of_a_story(remark: Remark) -> Topic:
    text = remark.sentence.text
    if _WHO.search(text):
        return Topic.PATIENT
    if remark.kind is PartKind.OTHER and _ORDER.search(text):
        return Topic.PLAN
    if _DONE.search(text) and _names_a_procedure(remark.sentence.words):
        return Topic.PROCEDURES
    return Topic.HISTORY


def _names_a_procedure(words: Words) -> bool:
    return any(run in _procedures() for _, run in ngrams(words, _LONGEST_NAME)) or any(
        word.endswith(("ectomy", "plasty", "otomy", "ostomy", "scopy", "graphy")) for word in words
    )


@cache
def _procedures() -> frozenset[Words]:
    return frozenset(words_of(term.text) for term in vocabulary() if term.kind == "procedure")
