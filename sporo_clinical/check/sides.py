"""Left and right: sides of the note that the transcript does not give that part of the body."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sporo_clinical.check.account import Account
from sporo_clinical.check.findings import part_lexicon
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.lexicon import Named
from sporo_clinical.check.likeness import Likeness
from sporo_clinical.check.lists import listed
from sporo_clinical.check.wording import Told, unsupported

_SIDES = {
    "left": "left",
    "right": "right",
    "lefts": "left",
    "both": "both",
    "bilateral": "both",
    "bilaterally": "both",
}
_OTHER = {"left": "right", "right": "left"}
_BEFORE, _BEHIND = 4, 3
_HEARD_BEHIND = 5
_FILLERS = listed("nods")
_NO_SIDE_BEFORE = _FILLERS
_NO_SIDE_BEHIND = listed("no_side_behind")
_CLEARLY = 0.15
_MOST = 60
"""So many places of one part are compared: a visit has no more, and a long text takes no longer."""


@dataclass(frozen=True)
class Sided:
    """A part of the body with its side, and the words from `first` up to `after`."""

    side: str
    part: str
    place: int
    first: int
    after: int


def side_flags(note: Account, said: Account, likeness: Likeness) -> Iterator[Flag]:
    """A flag for each side of the note that the transcript contradicts, or never says."""
    heard = list(sided(said, spoken=True))
    by_part: dict[str, list[Sided]] = {}
    for other in heard:
        same = by_part.setdefault(other.part, [])
        if len(same) < _MOST:
            same.append(other)
    sides_said = {other.side for other in heard}
    told: set[tuple[str, str]] = set()
    for one in sided(note, spoken=False):
        if one.side == "both" or (one.side, one.part) in told:
            continue
        rival = _contradicts(likeness, one, by_part.get(one.part, ()))
        if rival is not None:
            told.add((one.side, one.part))
            tells = f"says “{said.strand.quote(rival.first, rival.after)}”"
            place = said.strand.characters(rival.first, rival.after)
            yield unsupported(note, (one.first, one.after), FlagKind.SIDE, Severity.HIGH, Told(tells, place))
        elif one.part not in by_part and one.side not in sides_said and _OTHER[one.side] in sides_said:
            told.add((one.side, one.part))
            tells = f"never says “{one.side}”, only “{_OTHER[one.side]}”"
            yield unsupported(note, (one.first, one.after), FlagKind.SIDE, Severity.MEDIUM, Told(tells))


def _contradicts(likeness: Likeness, one: Sided, heard: Sequence[Sided]) -> Sided | None:
    opposite = [other for other in heard if other.side == _OTHER[one.side]]
    rest = [other for other in heard if other.side != _OTHER[one.side]]
    if not opposite:
        return None
    if not rest:
        return opposite[0]
    place = (one.first, one.after)
    best = max(opposite, key=lambda other: likeness.of(place, (other.first, other.after)))
    own = likeness.best(place, ((other.first, other.after) for other in rest))
    return best if likeness.of(place, (best.first, best.after)) >= own + _CLEARLY else None


def sided(account: Account, *, spoken: bool) -> Iterator[Sided]:
    """Every side with the part of the body that it belongs to."""
    parts = part_lexicon().found(account.strand)
    firsts = [part.first for part in parts]
    words = account.strand.words
    for place, word in enumerate(words):
        side = _SIDES.get(word)
        if side is None or (spoken and word == "right" and _is_a_nod(account, place)):
            continue
        part = _part_of(account, parts, firsts, place, spoken=spoken)
        if part:
            yield Sided(side, part.name, place, min(place, part.first), max(place + 1, part.after))


def _part_of(
    account: Account, parts: Sequence[Named], firsts: list[int], place: int, *, spoken: bool
) -> Named | None:
    """The part behind a side, else the one before it ("the knee on the right")."""
    statement = account.strand.statement_at(place)
    at = bisect_left(firsts, place + 1)
    behind = [part for part in parts[at : at + 2] if part.first <= min(place + _BEFORE, statement.after - 1)]
    own = next((part for part in behind if part.name != "side"), None)
    if own:
        return own
    reach = _HEARD_BEHIND if spoken else _BEHIND
    before = next((part for part in reversed(parts[max(0, at - 2) : at]) if part.name != "side"), None)
    if before and before.after >= max(statement.first, place - reach):
        between = account.strand.words[before.after : place]
        if "on" in between or "to" in between or not between:
            return before
    return behind[0] if behind else None


def _is_a_nod(account: Account, place: int) -> bool:
    """Whether "right" says yes or only, and no side: "okay, right", "right now", "that's right"."""
    words = account.strand.words
    before = words[place - 1] if place else ""
    behind = words[place + 1] if place + 1 < len(words) else ""
    return before in _NO_SIDE_BEFORE or behind in _NO_SIDE_BEHIND
