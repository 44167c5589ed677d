"""How a note says what was said: tidied, in the third person where a rule is safe, amounts in digits."""

import re

from sporo_clinical.cues import Cues
from sporo_clinical.doses import amounts
from sporo_clinical.facts import Kind
from sporo_clinical.medications import medication_lines
from sporo_clinical.orders import ordered
from sporo_clinical.passages import Passage
from sporo_clinical.person import addressed, reported
from sporo_clinical.questions import Question, question
from sporo_clinical.support import is_negative, unsupported
from sporo_clinical.talk import hedged, says_nothing, tidied, yes_or_no
from sporo_clinical.text import Sentence, tokens, words_of

CLINICIAN_SAYS = frozenset({Kind.VITALS, Kind.EXAM, Kind.RESULTS, Kind.ASSESSMENT, Kind.PLAN})
_TO_THE_PATIENT = frozenset({Kind.INSTRUCTIONS, Kind.FOLLOW_UP})
_SHORT = 6
_NO_NAMES = frozenset(
    words_of(
        "a about also at but every for he her his in it it's its just maybe mostly my on only since so "
        "some sometimes that the there they this we when with"
    )
)


def phrased(passage: Passage, kind: Kind, cues: Cues) -> list[str]:
    """The passage as a note says it, mostly in one sentence; medications and orders each by themselves.

    Whatever a rule wrote that the passage doesn't support is thrown away for the passage's own words; and
    "You have no pain?" "No." means something only in its own words.
    """
    source = " ".join(sentence.text for sentence in _sources(passage))
    texts = [finished(text) for text in _written(passage, kind, cues) if text.strip()]
    if _stands(" ".join(texts), source):
        return texts
    return [finished(source)]


def finished(text: str) -> str:
    """The text with amounts in digits, a capital at the beginning and a full stop at the end."""
    text = in_digits(re.sub(r"\bi(?=$|[\s',])", "I", text.strip(" ,;:-")))
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def in_digits(text: str) -> str:
    """The text with "1000 mg" for "one thousand milligrams"."""
    for amount in reversed(amounts(tokens(text))):
        text = text[: amount.start] + amount.written + text[amount.end :]
    return text


def _sources(passage: Passage) -> tuple[Sentence, ...]:
    return (passage.asked, *passage.said) if passage.asked and passage.needs_question else passage.said


def _stands(text: str, source: str) -> bool:
    same_sense = is_negative(words_of(text)) == is_negative(words_of(source))
    return bool(text) and same_sense and not unsupported(text, source)


def _written(passage: Passage, kind: Kind, cues: Cues) -> list[str]:
    if kind is Kind.MEDICATIONS:
        lines = medication_lines(passage, cues.drugs)
        if lines:
            return lines
    if passage.asked and passage.needs_question:
        asked = question(passage.asked)
        return [] if asked.negative else [_answered(asked, passage.said, kind, cues)]
    text = " ".join(tidied(sentence.text) for sentence in passage.said)
    if kind in CLINICIAN_SAYS:
        text = re.sub(r"(?<=\w )your\b", "the", text, flags=re.IGNORECASE)
    return ordered(text) if kind is Kind.PLAN else [_told(text, kind)]


def _told(text: str, kind: Kind = Kind.HISTORY) -> str:
    if kind in _TO_THE_PATIENT:
        return text
    if kind not in CLINICIAN_SAYS:
        text = reported(text)
    return addressed(text)


def _answered(asked: Question, said: tuple[Sentence, ...], kind: Kind, cues: Cues) -> str:
    answer, size = yes_or_no(said[0])
    rest = _after(said, size)
    topic = _of_the_patient(asked.topic)
    if not answer or asked.form == "open":
        return f"{topic}: {_mid_sentence(_told(_after(said, 0)))}"
    if kind in CLINICIAN_SAYS or asked.form != "thing" or not cues.name_a_finding(words_of(topic)):
        return _colon(topic, answer, rest)
    if answer == "no":
        return _colon(topic, answer, rest) if hedged(words_of(rest)) else _sentences(f"denies {topic}", rest)
    if re.search(r",| or | and ", topic):
        return _colon(topic, answer, rest)
    return f"reports {topic}, {rest}" if _is_detail(rest) else _sentences(f"reports {topic}", rest)


def _after(said: tuple[Sentence, ...], size: int) -> str:
    """What follows the first `size` words of the answer."""
    first = said[0]
    begin = first.tokens[size - 1].end - first.start if size else 0
    return tidied(" ".join([first.text[begin:].lstrip(" ,.;-"), *(sentence.text for sentence in said[1:])]))


def _colon(topic: str, answer: str, rest: str) -> str:
    return f"{topic}: {answer}, {_mid_sentence(_told(rest))}" if _says_more(rest) else f"{topic}: {answer}"


def _mid_sentence(text: str) -> str:
    """The text without the capital of its first word, where that is no name."""
    first = text.split(maxsplit=1)[0] if text else ""
    return text[:1].lower() + text[1:] if first.lower() in _NO_NAMES else text


def _sentences(first: str, rest: str) -> str:
    return f"{finished(first)} {finished(_told(rest))}" if _says_more(rest) else first


def _says_more(rest: str) -> bool:
    return not says_nothing(words_of(rest))


def _is_detail(rest: str) -> bool:
    words = words_of(rest)
    return 0 < len(words) <= _SHORT and words[0] in {
        "for",
        "in",
        "on",
        "since",
        "about",
        "every",
        "when",
        "at",
        "mostly",
        "with",
    }


def _of_the_patient(topic: str) -> str:
    """The topic with "they" for "you": a question is put to the patient."""
    if re.search(r"\b(?:i|we|they|them|he|she)\b", topic, re.IGNORECASE):
        return topic
    topic = re.sub(r"\byou're\b", "they are", addressed(topic), flags=re.IGNORECASE)
    return re.sub(r"\b(when|while|if|that|since|do|did|have) you\b", r"\1 they", topic, flags=re.IGNORECASE)
