"""What a quoted passage says of a code, and whether it says it of the patient."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from sporo_clinical.headings import Part, PartKind, parts
from sporo_clinical.icd10cm.found import Reason
from sporo_clinical.icd10cm.judge import Span, Verdict, judged
from sporo_clinical.icd10cm.match import Line, mentions
from sporo_clinical.icd10cm.naming import bag
from sporo_clinical.icd10cm.release import plain, release
from sporo_clinical.icd10cm.words import listed, rows, words
from sporo_clinical.statements import statements
from sporo_clinical.text import Sentence

_CATEGORY = 3
_LIGHT = listed("specifiers") | listed("fillers") | listed("too_general")
"""Words that many codes share: alone they say nothing of one."""
_ADVICE = frozenset({PartKind.INSTRUCTIONS, PartKind.FOLLOW_UP})


class Reading:
    """A text in its statements, each with the part of the note in which it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._read = [
            (sentence, part) for part in parts(text) for sentence in statements(text, part.start, part.end)
        ]

    def verdict(self, code: str, start: int, end: int) -> Verdict | None:
        """What the words around a passage leave of a code; None where the passage says nothing of it.

        Where it says it several times, one denial is enough: a reviewer sees what was considered.
        """
        said = [
            Verdict(code, Reason.PLANNED)
            if part.kind in _ADVICE
            else judged(code, span, sentence, part.title, frozenset())
            for sentence, part in self._around(start, end)
            for span in _saying(code, start, end, sentence)
        ]
        verdicts = [verdict for verdict in said if verdict]
        return next((one for one in verdicts if one.reason), verdicts[0] if verdicts else None)

    def sentence_at(self, start: int) -> int:
        """Where the statement begins that these characters are of."""
        return next((sentence.start for sentence, _ in self._around(start, start + 1)), start)

    def _around(self, start: int, end: int) -> Sequence[tuple[Sentence, Part]]:
        """The statements that share characters with the passage."""
        first = bisect_right(self._read, start, key=lambda read: read[0].end)
        return self._read[first : bisect_left(self._read, end, key=lambda read: read[0].start)]


def _saying(code: str, start: int, end: int, sentence: Sentence) -> Iterator[Span]:
    """What of the passage says something of the code: the terms of its category, else single words of it."""
    category = code[:_CATEGORY]
    found = words(sentence.text, sentence.start)
    terms = [
        mention
        for mention in mentions(Line(sentence.text, sentence.start, found))
        if mention.start < end and start < mention.end
        if any(target.startswith(category) for target in mention.term.codes)
    ]
    if terms:
        yield from terms
        return
    told = _words_of(category)
    yield from (word for word in found if start <= word.start and word.end <= end and word.form in told)


@lru_cache(maxsize=1024)
def _words_of(category: str) -> frozenset[str]:
    """The words of the names, inclusion terms and our own terms of a category's codes."""
    known = release()
    phrases = [known.names.get(category, ""), *_own_terms().get(category, ())]
    for code in known.billable(category):
        phrases += [known.names[code], *known.inclusions.get(code, ())]
    return frozenset(word for phrase in phrases for word in bag(phrase)) - _LIGHT


@cache
def _own_terms() -> Mapping[str, Sequence[str]]:
    terms: dict[str, list[str]] = {}
    for term, code, *_ in rows("lexicon.tsv"):
        terms.setdefault(plain(code)[:_CATEGORY], []).append(term)
    return terms
