"""What a clinician says will be done, as a plan lists it: "I'm going to stop aspirin" is "stop aspirin"."""

import re

_NEW_ORDER = (
    "start|begin|increase|decrease|reduce|continue|stop|restart|resume|add|order|check|recheck|repeat|get|refer|prescribe|"
    "schedule|send|refill|switch|give|obtain|hold|discontinue|monitor|put|inject|taper|treat|follow"
)
"""Verbs that begin an order of their own after "and"."""
_VERB = rf"(?:{_NEW_ORDER}|do|have|keep|see|make|use|try|set|bring)\b"
_WILL = r"(?:(?:i|we) (?:also )?will|i'll|we'll|let's|(?:i'm|i am|we're|we are) (?:also )?(?:going to|gonna))"
_WISH = r"(?:(?:i|we) (?:also )?(?:want to|wanna|would like to)|(?:i'd|we'd) (?:also )?like to)"
_INTENT = rf"(?:{_WILL}|{_WISH}(?! (?:stop|hold|discontinue|switch|get|try)\b))(?: also)?(?: go ahead and)?"
"""A patient may wish to stop or to get something too: such a wish keeps its words."""
_OPENING = re.compile(rf"(?:{_INTENT}|go ahead and) (?={_VERB})", re.IGNORECASE)
_ORDER = re.compile(_VERB, re.IGNORECASE)
_NEXT = re.compile(
    rf"(?:, and then |, and |, then |, | and then | and )(?:{_INTENT} )?(?=(?:{_NEW_ORDER})\b)", re.IGNORECASE
)
_CONDITION = re.compile(
    r"\b(?:if|unless|or|not|no|never|\w+n't|but|until|before|after|when|instead|whether|because|so)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:my|me|myself)\b", re.IGNORECASE)
_PATIENT = re.compile(r"^(\w+) you (?=on|to|for|up|in|out|a|an|some)", re.IGNORECASE)


def ordered(text: str) -> list[str]:
    """The orders of a sentence, each by itself; one with a condition or a negation in it stays whole."""
    opening = _OPENING.match(text)
    order = text[opening.end() :] if opening else text
    if _OWN.search(text) or not _ORDER.match(order):
        return [text]
    parts = [order] if _CONDITION.search(order) else _NEXT.split(order)
    return [_to_nobody(part) for part in parts]


def _to_nobody(order: str) -> str:
    """The order without the person it is told to: "start on" for "start you on"."""
    return _PATIENT.sub(r"\1 ", re.sub(r"^have you (?=\w)", "", order, flags=re.IGNORECASE))
