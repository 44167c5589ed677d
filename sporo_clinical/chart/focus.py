"""A question or a focus, and which findings answer it: by topic, body system, clinical word, date."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from sporo_clinical.chart.drug_groups import generic, groups_named, groups_of
from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.chart.wording import listed
from sporo_clinical.dates import dates, month_named
from sporo_clinical.text import Words, ngrams, words_of
from sporo_clinical.vocabulary import vocabulary

_FILE = Path(__file__).parent.parent / "data" / "focus.toml"
_LONGEST_TERM = 5
_STEM = 6
_SHORTEST = 3
_FROM = re.compile(r"\b(?:since|after|from|starting|beginning)\s+(.{3,25})", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:before|until|up to|through|prior to)\s+(.{3,25})", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:in|during|within|of)\s+(.{3,25})", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last|past)\s+(\d{1,3})?\s*(day|week|month|year)s?\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:\b(?P<before>[A-Za-z]+)\s+|^\s*)(?P<year>(?:19|20)\d\d)(?![\d/.-])")
_WITHOUT = re.compile(
    r"\b(?:no|not|without|except(?: for)?|excluding|excepting|other than|omit(?:ting)?|skip(?:ping)?|"
    r"leav(?:e|ing) out|everything but|all but|apart from|besides|ignor(?:e|ing))\s+(?:the |any |his |her )?"
    r"(?P<what>[^.;:?!]+?)(?=$|[.;:?!]|,?\s+(?:but|only|since|after|before|from)\b)",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True)
class Focus:
    """What is asked for; what is empty asks for nothing in particular."""

    topics: frozenset[Topic] = frozenset()
    systems: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    changes: bool = False
    without: "Focus | None" = None
    """What is asked to be left out: "no labs", "everything except medications"."""

    def __bool__(self) -> bool:
        return bool(self.has_a_subject or self.since or self.until or self.without)

    def answered_by(self, finding: Finding) -> bool:
        """Whether the finding is about what is asked, of the time that is asked for, and not left out."""
        return self._in_time(finding) and self.about(finding)

    def about(self, finding: Finding) -> bool:
        """Whether it is about what is asked, whenever it was."""
        is_left_out = self.without is not None and self.without.about(finding)
        return not is_left_out and self._is_subject(finding)

    @property
    def has_a_subject(self) -> bool:
        """Whether it asks for anything but a time."""
        return bool(self.topics or self.systems or self.groups or self.words)

    def tells_a_change(self, finding: Finding) -> bool:
        """Whether changes are asked for and the finding tells one."""
        return self.changes and not _listed("changes", "tell").isdisjoint(words_of(finding.text))

    def _in_time(self, finding: Finding) -> bool:
        if not (self.since or self.until):
            return True
        return finding.day is not None and (self.since or date.min) <= finding.day <= (self.until or date.max)

    def _is_subject(self, finding: Finding) -> bool:
        on_topic = not self.topics or finding.topic in self.topics
        if not (self.systems or self.groups or self.words):
            return on_topic
        words = words_of(finding.text)
        said = {word[:_STEM] for word in words}
        subject = (
            not self.words.isdisjoint(said)
            or self._is_of_systems(words)
            or self._is_of_groups(finding, words)
        )
        return on_topic and subject

    def _is_of_systems(self, words: Words) -> bool:
        if any(not _of_system(name).isdisjoint(words) for name in self.systems):
            return True
        return bool(self.systems) and any(
            not self.systems.isdisjoint(_specialties().get(run, frozenset()))
            for _, run in ngrams(words, _LONGEST_TERM)
        )

    def _is_of_groups(self, finding: Finding, words: Words) -> bool:
        names = {finding.about, *(generic(" ".join(run)) for _, run in ngrams(words, 2))}
        return any(not self.groups.isdisjoint(groups_of(name)) for name in names if name)


def focus_of(asked: str, latest: date | None) -> Focus:
    """What the words ask for; names and other words that are not clinical ask for nothing.

    A month without its year is the last such month up to `latest`, the latest day of the documents.
    """
    left_out = _WITHOUT.search(asked)
    if left_out:
        wanted = f"{asked[: left_out.start()]} {asked[left_out.end() :]}"
        without = focus_of(left_out["what"], latest)
        return replace(focus_of(wanted, latest), without=without if without.has_a_subject else None)
    words = words_of(asked)
    topics = frozenset(topic for topic in Topic if not _listed("topics", topic.value).isdisjoint(words))
    systems = frozenset(
        name for name in _table()["systems"] if not _listed("systems", name).isdisjoint(words)
    )
    groups = frozenset(group for word in _with_pairs(words) for group in groups_named(word))
    since, until = _period(asked, latest)
    return Focus(
        topics=topics,
        systems=systems,
        groups=groups,
        words=frozenset(_clinical(words)),
        since=since,
        until=until,
        changes=not _listed("changes", "ask").isdisjoint(words),
    )


def _with_pairs(words: Words) -> Iterable[str]:
    return (" ".join(run) for _, run in ngrams(words, 2))


def _clinical(words: Words) -> Iterable[str]:
    """The beginnings of the words that clinicians use for findings, drugs, tests and procedures."""
    tables = (lists for name, lists in _table().items() if name != "signs")
    asked_otherwise = {word for lists in tables for listed in lists.values() for word in listed}
    return (word[:_STEM] for word in words if word in _clinical_words() and word not in asked_otherwise)


def _period(asked: str, latest: date | None) -> tuple[date | None, date | None]:
    last = _LAST.search(asked)
    if last and latest:
        return latest - timedelta(days=int(last[1] or 1) * _DAYS[last[2].lower()]), None
    since, until, within = (_first_day(pattern, asked, latest) for pattern in (_FROM, _UNTIL, _WITHIN))
    if since or until:
        return since, until
    if within:
        return within, _end_of(within, asked)
    year = next(
        (found for found in _YEAR.finditer(asked) if not month_named((found["before"] or "").lower())), None
    )
    return (date(int(year["year"]), 1, 1), date(int(year["year"]), 12, 31)) if year else (None, None)


def _first_day(pattern: re.Pattern[str], asked: str, latest: date | None) -> date | None:
    for found in pattern.finditer(asked):
        told = found[1]
        dated = next(dates(told, years=True), None)
        if dated and not told[: dated.start].strip():
            return dated.day
        month = month_named(next(iter(words_of(told)), "")) if told[:1].isupper() else 0
        if month and latest:
            return date(latest.year - (month > latest.month), month, 1)
    return None


def _end_of(first: date, asked: str) -> date:
    """The end of a month or of a year that is asked for as a whole."""
    if re.search(rf"\b(?:in|during|within|of)\s+{first.year}\b", asked):
        return date(first.year, 12, 31)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)


@cache
def _specialties() -> Mapping[Words, frozenset[str]]:
    found: dict[Words, frozenset[str]] = {}
    for term in vocabulary():
        words = words_of(term.text)
        found[words] = found.get(words, frozenset()) | term.specialties
    return found


@cache
def _clinical_words() -> frozenset[str]:
    said = {word for term in vocabulary() for word in words_of(term.text)}
    return frozenset(word for word in said if len(word) >= _SHORTEST) - listed("too_common")


@cache
def _of_system(name: str) -> frozenset[str]:
    """Words that tell that a line is of the system, beside its terms in the vocabulary."""
    return _listed("systems", name) | frozenset(_table()["signs"].get(name, ()))


@cache
def _listed(table: str, name: str) -> frozenset[str]:
    return frozenset(_table()[table][name])


@cache
def _table() -> Mapping[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(_FILE.read_text("utf-8"))
    return table
