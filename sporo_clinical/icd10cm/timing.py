"""Whether a condition was long ago, or began then and goes on, by the words beside it."""

import re

_LONG_AGO = re.compile(
    r"[ ,]{0,2}(?:of )?\(?(?:19|20)\d\d\b(?![-/.]\d| ?(?:mg|mcg|ml|units?|iu|k?cal)\w*)"
    r"|[^.;,]{0,20}\b(?:last year|in (?:the )?(?:early |late |mid[ -]?)?(?:19|20)\d\ds?"
    r"|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many) years (?:ago|earlier|before))\b"
)
_IN_A_YEAR = re.compile(
    r"\bin (?:19|20)\d\d,? (?:(?:he|she|they|the patient|patient|pt) )?"
    r"(?:had|was|underwent|developed|suffered|experienced|sustained|treated)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
"""Before what was long ago: "in 2015 she had"."""
_LASTING = re.compile(
    r"\b(?:chronic|ongoing|long-?standing|persistent|recurrent|frequent|daily)\b", re.IGNORECASE
)
_COUNT = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|(?:a )?few|(?:a )?couple of|many)"
)
_UNTIL_NOW = re.compile(
    r"[^.;:,\d]{0,30}?\b(?:(?:for|x|over|during|lasting)"
    rf"(?: (?:about|almost|nearly|the|past|last|over|more than))* ?{_COUNT}? ?"
    r"(?:hour|day|week|month|year)s?\b(?! (?:ago|earlier|before))"
    r"|since (?!resolved|then|improved|gone|cleared)\w+)",
    re.IGNORECASE,
)
"""Behind a condition that began then and goes on."""
_JUST_BEFORE = 16


def is_long_ago(before: str, after: str) -> bool:
    """Whether a year or a number of years ago stands beside the mention."""
    return _LONG_AGO.match(after) is not None or _IN_A_YEAR.search(before) is not None


def lasts(before: str, mentioned: str, after: str) -> bool:
    """Whether what has a history goes on: "history of chronic cough", "history of headache for two days"."""
    is_lasting = _LASTING.search(before[-_JUST_BEFORE:] + mentioned) is not None
    return is_lasting or _UNTIL_NOW.match(after) is not None
