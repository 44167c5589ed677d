"""What a person decides about proposed codes, and the codes that they add: all that is kept of a review."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pydantic import TypeAdapter

_ADDED = "added"


class Standing(StrEnum):
    """What a person said of a code."""

    OPEN = "open"
    """Nothing yet."""
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Decision:
    """What became of one code by a person's hand."""

    standing: Standing
    code: str = ""
    """The code that they chose; empty where the proposed one stands."""
    name: str = ""
    evidence: str = ""
    start: int | None = None
    """Where the evidence of a code that they added begins, if it has any."""


Decisions = Mapping[str, Decision]
"""By row: the number of a proposed code, or a name of its own for one that was added."""
_KEPT = TypeAdapter(dict[str, Decision])


def read(kept: str) -> Decisions:
    """The decisions as they are kept; none where nothing is."""
    return _KEPT.validate_json(kept) if kept else {}


def written(decisions: Decisions) -> str:
    """The decisions as they are kept."""
    return _KEPT.dump_json(dict(decisions)).decode()


def is_added(row: str) -> bool:
    """Whether a person added the row."""
    return row.startswith(_ADDED)


def decided(decisions: Decisions, row: str, standing: Standing) -> Decisions:
    """With this row accepted or rejected; `OPEN` takes back all that was decided about it.

    A code that a person added is never open: taken back, its rejection leaves it accepted.
    """
    if standing is not Standing.OPEN:
        known = decisions.get(row, Decision(standing))
        return {**decisions, row: replace(known, standing=standing)}
    if is_added(row):
        return {**decisions, row: replace(decisions[row], standing=Standing.ACCEPTED)}
    return {other: decision for other, decision in decisions.items() if other != row}


def replaced(decisions: Decisions, row: str, code: str, name: str) -> Decisions:
    """With another code in this row, which is thereby accepted."""
    known = decisions.get(row, Decision(Standing.ACCEPTED))
    return {**decisions, row: replace(known, standing=Standing.ACCEPTED, code=code, name=name)}


def with_added(decisions: Decisions, decision: Decision) -> Decisions:
    """With one code more, at the end."""
    number = sum(map(is_added, decisions)) + 1
    return {**decisions, f"{_ADDED}{number}": decision}
