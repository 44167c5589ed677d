"""Hyphens at the end of a line: whether one parts a word ("hyper-tension") or belongs to it ("follow-up").

One is taken away between small letters alone, so never from a number, a dose or a name with its capital, and
not from words that are commonly written with one. Such words are more than any list holds: where the list
fails, "nectarthick" can still be read, while nobody who looks for hypertension finds "hyper-tension".
"""

import re

_BEFORE = re.compile(
    r"above|age|alpha|back|beta|broad|clear|cold|cross|depo|double|drug|dual|end|extra|fast|flow|follow|"
    r"four|full|half|hand|high|home|left|long|low|medium|mid|middle|mm|moderate|near|non|normal|nurse|one|"
    r"open|over|partial|post|rear|right|second|self|semi|short|side|single|six|slow|small|steri|thin|third|"
    r"three|time|tonic|triple|twice|two|vitamin|walk|water|weight|well|wet|wide|work|year"
)
"""First halves of words with a hyphen of their own."""
_BEHIND = re.compile(
    r"acting|aged|appearing|arm|assisted|based|blocker|blockers|borne|calorie|chamber|child|clonic|daily|"
    r"day|defined|degree|dependent|developed|dose|eluting|fat|free|grade|guided|handed|hour|induced|"
    r"inflammatories|inflammatory|layer|level|like|limiting|line|lumen|mentioned|minute|month|negative|"
    r"noted|nourished|old|out|pack|pill|positive|proven|related|release|resistant|retaining|risk|sensitive|"
    r"shaped|sided|sized|smoker|sodium|soaked|speed|stage|standing|step|term|thickness|time|type|up|vessel|"
    r"way|week|weight|year"
)
"""Second halves of such words."""
_WHOLE = 10
"""Letters from which on both halves are taken for words: the names of drugs are joined so."""

_SMALL = re.compile(r"[a-z]{2,}")
_AT_LINE_END = re.compile(r"(?<=[ (])([a-z]{2,})-\n([a-z]{2,})(?![\w'/-])")


def rejoined(text: str) -> str:
    """The text with each word of small letters on one line that a hyphen parted at the end of a line.

    A line that is one word and a hyphen stays: "allergies-" is a label.
    """
    return _AT_LINE_END.sub(lambda parted: word_of(*parted.groups()), text)


def word_of(before: str, behind: str) -> str:
    """The word whose halves stood on two lines, with its hyphen if that is its own."""
    small = _SMALL.fullmatch(before) and _SMALL.fullmatch(behind)
    compound = _BEFORE.fullmatch(before) or _BEHIND.fullmatch(behind)
    whole = min(len(before), len(behind)) >= _WHOLE
    return before + behind if small and not compound and not whole else f"{before}-{behind}"
