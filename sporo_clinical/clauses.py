"""Where new clauses plainly open in a long stretch of speech that was written down without full stops."""

import re
from collections.abc import Iterator, Sequence

_LONG = 30
"""Words from which a stretch is cut."""
_SHORTEST = 6
"""Words that a piece has at least."""

_OPENER = re.compile(
    r"(?:okay|alright|all right|so (?:i|you|the|your|let's|for|tell)|now (?:i|you|for|on)|"
    r"and (?:then i|i|i'm|your|on your|for your)|but (?:i|it)|on your|for your|i'm (?:going|gonna)|i'd like|"
    r"i (?:do|don't|think|want)|we're (?:going|gonna)|we'll|let's|tell me|(?:do|did|are|have) you|does that|"
    r"how (?:long|do|are)|what (?:do|are)|you (?:have|do|are)|blood pressure|heart rate)\b"
)
_LONGEST_OPENER = 3
_BINDS = re.compile(
    r"(?:what|how|when|where|why|who|which|that|if|because|as|like|know|said|think|to|or|the|my|your|a|an|no|not|and|"
    r"but|while|until|unless|whether|than|of|in|on|with|for|is|was|are|were|high|low)"
)
"""Words that hold on to what comes after them: no clause opens there."""


def clause_starts(words: Sequence[str]) -> Iterator[int]:
    """The places at which to cut the words, none where they are not long."""
    if len(words) <= _LONG:
        return
    last = 0
    for place in range(_SHORTEST, len(words) - _SHORTEST):
        if place - last >= _SHORTEST and _opens(words, place):
            yield place
            last = place


def _opens(words: Sequence[str], place: int) -> bool:
    opening = " ".join(words[place : place + _LONGEST_OPENER])
    return not _BINDS.fullmatch(words[place - 1]) and _OPENER.match(opening) is not None
