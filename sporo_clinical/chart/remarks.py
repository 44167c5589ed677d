"""A page of a document as remarks: its statements, each with its heading and the date that holds for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sporo_clinical.chart.finding import Finding, Place, Topic
from sporo_clinical.chart.rows import is_header, readable, says_nothing
from sporo_clinical.chart.wording import alternatives
from sporo_clinical.dates import Dated, dates
from sporo_clinical.headings import Part, PartKind, parts
from sporo_clinical.headings import kind_of as kind_of_title
from sporo_clinical.statements import statements
from sporo_clinical.text import Sentence, Words

LONGEST_QUOTE = 400
_BESIDE_A_DATE = 2
_LABELLED = re.compile(
    rf"(?:^|(?<=\n))[ \t*#-]*(?:{alternatives('date_labels')})[ \t]*(?:on|:|-)?[ \t]*,?[ \t]*$", re.IGNORECASE
)
_HEADER = 40
"""How far before a date its label can begin."""


@dataclass(frozen=True)
class Stamp:
    """A date that holds for what stands under it: the day, as it is written, and where."""

    day: date
    text: str
    place: Place


@dataclass(frozen=True)
class Leaf:
    """A page to be read: file, number from 1, text and heading, and a date that it has from a page before."""

    file: str
    number: int
    text: str
    title: str = ""
    stamp: Stamp | None = None


@dataclass(frozen=True)
class Remark:
    """A statement with where it stands; `stamp` is the date that holds for it, where it says none itself."""

    leaf: Leaf
    sentence: Sentence
    part: Part
    stamp: Stamp | None
    own: date | None

    @property
    def kind(self) -> PartKind:
        """What the part holds in which it stands."""
        return self.part.kind

    @property
    def day(self) -> date | None:
        """The day that it is of."""
        return self.own or (self.stamp.day if self.stamp else None)

    def place(self, start: int, end: int) -> Place:
        """Where the characters stand: with their whole statement, where that is not too long."""
        if len(self.sentence.text) <= LONGEST_QUOTE:
            start, end = self.sentence.start, self.sentence.end
        return Place(self.leaf.file, self.leaf.number, self.leaf.text[start:end])

    def finding(  # noqa: PLR0913 - what a finding is
        self, topic: Topic, key: Words, start: int, end: int, *, about: str = "", score: float = 1.0
    ) -> Finding:
        """The finding that the characters `start` to `end` of the page are."""
        text = written(self.leaf.text[start:end])
        return Finding(topic, text, key, (self.place(start, end),), self.day, about, score)


def remarks(leaf: Leaf) -> Iterator[Remark]:
    """The remarks of a page in order."""
    page = page_stamp(leaf) or leaf.stamp
    opening = kind_of_title(leaf.title) if leaf.title else PartKind.OTHER
    for part in parts(leaf.text):
        stamp = _of_a_title(leaf, part) or page
        known = part if part.title else Part(leaf.title, opening, part.start, part.end)
        for sentence in statements(leaf.text, part.start, part.end):
            if is_header(sentence.text) or says_nothing(sentence.text):
                continue
            own = next(dates(sentence.text, sentence.start), None)
            if own and _is_hardly_more(sentence, own):
                stamp = _stamp(leaf, own, sentence.start, sentence.end)
            yield Remark(leaf, sentence, known, stamp, own.day if own else None)


def _of_a_title(leaf: Leaf, part: Part) -> Stamp | None:
    """The date in a title: "LABS ON DISCHARGE 03/07/2024"."""
    start = leaf.text.rfind(part.title, 0, part.start) if part.title else -1
    dated = next(dates(part.title, start), None) if start >= 0 else None
    return _stamp(leaf, dated, start, start + len(part.title)) if dated else None


def _is_hardly_more(sentence: Sentence, dated: Dated) -> bool:
    """Whether a statement is a date and little else, so that it dates what follows: "Labs 03/12/2024"."""
    others = [token for token in sentence.tokens if not dated.start <= token.start < dated.end]
    return len(others) <= _BESIDE_A_DATE


def page_stamp(leaf: Leaf) -> Stamp | None:
    """The date that a page says it is of."""
    for found in dates(leaf.text):
        window = max(0, found.start - _HEADER)
        label = _LABELLED.search(leaf.text[window : found.start])
        if label:
            return _stamp(leaf, found, window + label.start(), found.end)
    return None


def _stamp(leaf: Leaf, dated: Dated, start: int, end: int) -> Stamp:
    place = Place(leaf.file, leaf.number, leaf.text[start:end])
    return Stamp(dated.day, leaf.text[dated.start : dated.end], place)


def written(text: str) -> str:
    """Words as a line has them: on one line, from a capital letter, without a mark at the end."""
    line = " ".join(readable(text).split()).strip(" .,;:-|*")
    return line[:1].upper() + line[1:]
