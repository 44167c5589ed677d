"""The passages of a visit that can hold a fact: statements, and questions with their answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sporo_clinical.questions import asks, question
from sporo_clinical.talk import is_chatter, opens_with_hedge, says_nothing, yes_or_no
from sporo_clinical.text import Sentence, Words, words_of

_SHORT_ANSWER = 8
_NODS = frozenset(words_of("no nope nah yes yeah yep yup correct"))
"""After one of these a question is settled, even where the answer was not understood."""
_BROKEN = re.compile(
    r"(?:\.\.\.|\N{HORIZONTAL ELLIPSIS}|\b(?:i|and|or|but|the|a|to|my|your)\W*)$", re.IGNORECASE
)
_SPEAKS_FOR_ITSELF = frozenset(
    words_of(
        "i i'm i've it it's my me the we he she they there that's is was are were has have had gives "
        "makes takes started hurts feels looks"
    )
)


@dataclass(frozen=True)
class Passage:
    """What was said in one go after the question `asked`; `needs_question` where it means nothing without."""

    said: tuple[Sentence, ...]
    asked: Sentence | None = None
    needs_question: bool = False

    @property
    def start(self) -> int:
        """Where it begins in the transcript, with the question that it needs."""
        return self.asked.start if self.asked and self.needs_question else self.said[0].start

    @property
    def end(self) -> int:
        """Where it ends in the transcript."""
        return self.said[-1].end

    @property
    def words(self) -> Words:
        """The words that were said, without the question."""
        return tuple(word for sentence in self.said for word in sentence.words)


def passages(sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """The passages in order, without small talk, courtesy and questions that nobody answered."""
    asked: Sentence | None = None
    place = 0
    while place < len(sentences):
        sentence = sentences[place]
        place += 1
        if asks(sentence):
            asked = asked if asked and _only_greets(sentence, asked) else sentence
            continue
        answer, taken = _answer(asked, sentence, sentences[place : place + 1])
        place += taken
        if answer:
            yield answer
        if answer or not says_nothing(sentence.words) or not _NODS.isdisjoint(sentence.words):
            asked = None


def _answer(
    asked: Sentence | None, sentence: Sentence, following: Sequence[Sentence]
) -> tuple[Passage | None, int]:
    """The passage that the sentence makes, and how many of the following sentences belong to it."""
    if asked and yes_or_no(sentence)[0]:
        if is_chatter(asked.words) or question(asked).empty or _means_nothing(asked, sentence):
            return None, 0
        if _is_taken_back(sentence, following):
            return Passage((sentence, following[0]), asked, needs_question=True), 1
        return Passage((sentence,), asked, needs_question=True), 0
    side = asked is not None and _names_the_side(asked.words, sentence.words)
    if not side and (is_chatter(sentence.words) or says_nothing(sentence.words) or _breaks_off(sentence)):
        return None, 0
    if asked and is_chatter(asked.words):
        asked = None
    short = len(sentence.words) <= _SHORT_ANSWER and not _SPEAKS_FOR_ITSELF & set(sentence.words)
    return Passage((sentence,), asked, needs_question=bool(asked) and short), 0


def _only_greets(sentence: Sentence, asked: Sentence) -> bool:
    """Whether the question is courtesy between "How can I help you?" and its answer."""
    return is_chatter(sentence.words) and question(asked).form == "open"


def _breaks_off(sentence: Sentence) -> bool:
    """Whether it is the beginning of something that was not said: "Actually, I..."."""
    return len(sentence.words) < _SHORT_ANSWER and _BROKEN.search(sentence.text) is not None


def _means_nothing(asked: Sentence, answer: Sentence) -> bool:
    """Whether a bare yes or no is given to "how" or "when"."""
    return question(asked).form == "open" and yes_or_no(answer)[1] == len(answer.words)


def _names_the_side(asked: Words, words: Words) -> bool:
    """Whether "right" is a side and not a nod: "Which ear?" "Right."."""
    return "right" in words and not {"left", "which"}.isdisjoint(asked)


def _is_taken_back(sentence: Sentence, following: Sequence[Sentence]) -> bool:
    bare = yes_or_no(sentence)[1] == len(sentence.words)
    return bare and bool(following) and opens_with_hedge(following[0].words) and not asks(following[0])
