"""What a question asks about, so that its answer can stand in a note without it."""

import re
from dataclasses import dataclass

from sporo_clinical.talk import tidied
from sporo_clinical.text import Sentence

_AUXILIARY = (
    r"(?:do|did|does|have|has|had|are|is|was|were|can|could|would|will|should|(?:do|did|are|is|have)n't)"
)
_SUBJECT = r"(?:you|your|the|it|that|there|this|these|those|any|anything|anyone|he|she|they|his|her|i|we)"
_YES_NO = re.compile(rf"(?:{_AUXILIARY} {_SUBJECT}|any|anything)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"(?:(?:and|but|so|or) )?(?:what|what's|when|where|where's|why|how|how's|who|who's|which|tell me|"
    r"can you (?:tell|describe|show))\b",
    re.IGNORECASE,
)
_LONGEST_UNMARKED = 14
"""Words up to which a sentence without its mark can be a question; a longer one holds its answer too."""
_PLAINLY_OPEN = re.compile(
    rf"(?:(?:and|but|so|or) )?(?:what|when|where|why|how|who|which)"
    rf"(?:'s| (?:long|much|many|often|bad|severe|far|about|kind of|{_AUXILIARY}))\b",
    re.IGNORECASE,
)
"""How a question begins that has no question mark: "when it rains" does not."""
_INVITES = re.compile(r"(?:please |can you |could you )?(?:tell me|describe|show me)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:no|not|never|without|\w+n't)\b", re.IGNORECASE)

_THING = re.compile(
    r"(?:(?:do|did|does) you (?:currently |ever |also )?(?:have|get|notice|feel|experience) (?:any |a |an )?|"
    r"have you (?:ever |recently |also )?(?:had|noticed|been having|been experiencing|experienced|felt|"
    r"gotten) (?:any |a |an )?|"
    r"are you (?:currently |also )?(?:having|experiencing|noticing|getting|feeling) (?:any |a |an )?|"
    r"(?:is|are|was|were) there (?:any |a |an )|(?:has|have) there been (?:any |a |an )?|any )",
    re.IGNORECASE,
)
_A_THING = 6
"""Words up to which "how about ..." asks for a thing."""
_ABOUT = re.compile(r"(?:and |but )?(?:what|how) about (?:any )?", re.IGNORECASE)
_LATELY = re.compile(r"\b(currently|recently)\b", re.IGNORECASE)
_VERB = re.compile(
    r"(?:do|did|have|are|were|can|could|would|will) you (?=\w)|"
    r"(?:is|was|does|did|are|were|has|have) (?:(?:it|that|this|he|she|they) )?(?=\w)",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"(?:is|was|does|did|are|were|has|have) (?:it|that|this) (?:\w+ ?){1,2}$", re.IGNORECASE)
_TAG = re.compile(
    r",?\s*(?:or (?:anything|something) like that|or anything(?: else)?|or no|or not|at all|okay|right|"
    r"correct|is that (?:right|correct)|huh|yeah)\s*\?*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Question:
    """A question without its question words: "chest pain" for "Have you had any chest pain?".

    `form` is `thing` (is something there), `yes_no`, `open` (what, when, how ...) or `statement`.
    """

    form: str
    topic: str
    negative: bool
    empty: bool = False
    """Whether it says only "that" or "it" for what it asks about: "Does that hurt?"."""


def asks(sentence: Sentence) -> bool:
    """Whether the sentence is a question, with its question mark or, as some recognizers write, without."""
    if sentence.text.endswith("?") or _INVITES.match(tidied(sentence.text)):
        return True
    if sentence.text.endswith((".", "!")) or len(sentence.words) > _LONGEST_UNMARKED:
        return False
    text = tidied(sentence.text)
    return bool(_YES_NO.match(text) or _PLAINLY_OPEN.match(text))


def question(sentence: Sentence) -> Question:
    """The question that the sentence asks."""
    text = _TAG.sub("", tidied(sentence.text).rstrip("?. "))
    negative = bool(_NEGATIVE.search(text))
    thing = _THING.match(text)
    if thing and text[thing.end() :].strip():
        since = _LATELY.search(thing.group())
        return Question("thing", _neutral(text[thing.end() :]) + (f" {since[1]}" if since else ""), negative)
    about = _ABOUT.match(text)
    if about:
        topic = _neutral(text[about.end() :])
        return Question("thing" if len(topic.split()) <= _A_THING else "yes_no", topic, negative)
    if _OPEN.match(text):
        return Question("open", _neutral(text), negative)
    if _YES_NO.match(text):
        verb = _VERB.match(text)
        return Question(
            "yes_no", _neutral(text[verb.end() :] if verb else text), negative, bool(_EMPTY.match(text))
        )
    return Question("statement", _neutral(text), negative)


def _neutral(text: str) -> str:
    """The text with "the feet" for "your feet"."""
    return re.sub(r"\byour\b", "the", text, flags=re.IGNORECASE)
