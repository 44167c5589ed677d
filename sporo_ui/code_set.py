"""The ICD-10-CM code set as a person looks into it: by words, by code, and beside a code."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from sporo_clinical.icd10cm.notes import notes_source
from sporo_clinical.icd10cm.release import dotted, plain, release
from sporo_clinical.icd10cm.search import search
from sporo_ui.errors import Unsuitable

MOST = 20
"""Codes that are shown at once."""
CATEGORY = 3


@dataclass(frozen=True)
class NamedCode:
    """A code with its dot, and its name in the release."""

    code: str
    name: str


def named(code: str) -> NamedCode:
    """The code with its name; raises `Unsuitable` where it can't be billed."""
    if not is_billable(code):
        sentence = f"{code} is no billable code of {release().label}."
        raise Unsuitable("not_billable", sentence, next_step="Choose another code.")
    return NamedCode(dotted(plain(code)), release().name(code))


def is_billable(code: str) -> bool:
    """Whether the release has the code, and nothing finer below it."""
    return release().is_billable(code)


def name_of(code: str) -> str:
    """What the release calls a code, billable or not; empty where it has none such."""
    return release().names.get(plain(code), "")


def found(asked: str, beside: str = "") -> tuple[NamedCode, ...]:
    """Billable codes by words or by the beginning of a code, the relatives of `beside` before all others.

    With nothing asked they are those relatives alone, the nearest first.
    """
    near = relatives(beside) if beside else ()
    if not asked.strip():
        return near[:MOST]
    words = asked.casefold().split()
    fitting = (one for one in near if all(word in f"{one.code} {one.name}".casefold() for word in words))
    return _first([*fitting, *map(named, search(asked, MOST))])


def relatives(code: str) -> tuple[NamedCode, ...]:
    """The other billable codes of the same category, those that share most of the code first."""
    own, near = plain(code), dict[str, None]()
    for size in range(len(own), CATEGORY - 1, -1):
        near |= dict.fromkeys(release().billable(own[:size]))
    return tuple(named(other) for other in near if other != own)


def edition() -> str:
    """The release and when it holds, in words, and how old the notes are that findings rest on."""
    first, last = (f"{day.day} {day:%b %Y}" for day in release().in_force)
    return f"ICD-10-CM {release().label}, in force {first} to {last}; notes of {notes_source()}"


def _first(codes: Iterable[NamedCode]) -> tuple[NamedCode, ...]:
    return tuple(islice(dict.fromkeys(codes), MOST))
