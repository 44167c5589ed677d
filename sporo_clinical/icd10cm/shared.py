"""Sites that share a word: "right knee and left ankle pain" is pain of the knee and pain of the ankle."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sporo_clinical.icd10cm.naming import SIDES
from sporo_clinical.icd10cm.words import Word, listed

_SITES = listed("sites")
_PARTS = listed("parts_of_sites")
_SAID_SIDES = SIDES | {"both"}
_DETERMINERS = frozenset({"the", "his", "her", "their"})
_OF = frozenset({"in", "of", "at", "over", "involving", "on", "to"})
_JOINS = frozenset({"and"})
_MOST = 8
"""Sites of one list: nobody has more, and each is read by itself."""


class _Item(NamedTuple):
    """A site with what stands before it: the words from `first` up to `after`."""

    first: int
    after: int
    sides: tuple[int, ...]
    """Where its own side is said."""


def read_apart(text: str, offset: int, found: Sequence[Word]) -> Iterator[tuple[str, Sequence[Word]]]:
    """The words of a sentence, once for each site of a list that shares a word, without the other sites.

    `text` comes with them, blank where words are left out, and as long as before; `offset` is where it
    stands in the original.
    """
    items = _list_of_sites(text, offset, found)
    if not items:
        yield text, found
        return
    begin, end = items[0].first, items[-1].after
    leads = begin > 0 and any(word.form in _OF for word in found[max(0, begin - 2) : begin])
    for number, item in enumerate(items):
        sides = () if item.sides else _side_of_another(items, number)
        last = item.after if leads and item != items[-1] else len(found)
        kept = [
            *range(begin),
            *range(item.first, item.after),
            *range(end, last if last > item.after else end),
        ]
        kept = sorted({*kept, *sides})
        yield _blanked(text, offset, found, kept), [found[place] for place in kept]


def _list_of_sites(text: str, offset: int, found: Sequence[Word]) -> Sequence[_Item]:
    """The first list of two and more sites of which one has its side."""
    items: list[_Item] = []
    if _SITES.isdisjoint(word.form for word in found):
        return items
    place = 0
    while place < len(found):
        item = _item(found, place)
        if item and (not items or _is_joined(text, offset, found, items[-1], item)):
            items.append(item)
        elif item:
            if _is_a_list(items):
                break
            items = [item]
        place = item.after if item else place + 1
    return items if _is_a_list(items) else ()


def _side_of_another(items: Sequence[_Item], number: int) -> tuple[int, ...]:
    """The side that a site without one shares with the one before, else behind: "right knee and ankle"."""
    near = [*reversed(items[:number]), *items[number + 1 :]]
    return next((item.sides for item in near if item.sides), ())


def _is_a_list(items: Sequence[_Item]) -> bool:
    return 1 < len(items) <= _MOST and any(item.sides for item in items)


def _item(found: Sequence[Word], place: int) -> _Item | None:
    at, sides = place, []
    while at < len(found) and found[at].form not in _SITES:
        form = found[at].form
        if form not in _SAID_SIDES and form not in _PARTS and form not in _DETERMINERS:
            return None
        sides += [at] if form in _SAID_SIDES else []
        at += 1
    return _Item(place, at + 1, tuple(sides)) if at < len(found) else None


def _is_joined(text: str, offset: int, found: Sequence[Word], item: _Item, other: _Item) -> bool:
    """Whether only "and" or a comma stands between two sites."""
    between = text[found[item.after - 1].end - offset : found[other.first].start - offset]
    said = between.replace(",", " ").replace("&", " and ").split()
    return bool(between.strip()) and set(said) <= _JOINS


def _blanked(text: str, offset: int, found: Sequence[Word], kept: Sequence[int]) -> str:
    """The text with spaces between two kept words that had others between them."""
    blank = list(text)
    for before, after in pairwise(kept):
        if after > before + 1:
            first, last = found[before].end - offset, found[after].start - offset
            blank[first:last] = " " * (last - first)
    return "".join(blank)
