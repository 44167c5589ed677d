"""What the tabular list says beside a code: what it excludes, what is coded before it, and what with it.

The notes shipped are older than the code list (`notes_source`): no newer ones are public.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sporo_clinical.icd10cm.named_codes import named_codes
from sporo_clinical.icd10cm.release import built, plain, release

NOTES = "notes.txt.gz"
KINDS = ("excludes1", "excludes2", "code_first", "use_additional", "code_also")
SOURCE = "source"
_CATEGORY = 3


@dataclass(frozen=True)
class Note:
    """One line of a note."""

    text: str
    codes: tuple[str, ...]
    """Beginnings of the codes that it names, without a dot; none where it names them in words only."""
    under: str
    """Where it stands: a code without its dot, or a block or chapter by its codes (`E08-E13`)."""


@dataclass(frozen=True)
class Notes:
    """The notes that hold for a code: its own, then those of its parent, category, block and chapter."""

    excludes1: tuple[Note, ...] = ()
    """Never coded at the same time."""
    excludes2: tuple[Note, ...] = ()
    """Not included here; coded as well where the patient has both."""
    code_first: tuple[Note, ...] = ()
    use_additional: tuple[Note, ...] = ()
    code_also: tuple[Note, ...] = ()


class NoteFile:
    """The notes of one tabular list, by the place where they stand."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.source = ""
        self._texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._above: dict[str, tuple[str, ...]] = {}
        chapter = block = ""
        for line in lines:
            place, kind, *text = line.split("\t")
            if kind == SOURCE:
                self.source = place
            elif kind == "chapter":
                chapter = place
            elif kind == "block":
                block = place
            elif kind == "category":
                self._above[place] = (block, chapter)
            else:
                self._texts[place].append((kind, text[0]))
        self.categories = tuple(self._above)

    def of(self, code: str) -> Iterator[tuple[str, str, str]]:
        """Kind, text and place of each note that holds for the code, the nearest first."""
        nearest = [code[:size] for size in range(len(code), _CATEGORY - 1, -1)]
        for place in dict.fromkeys([*nearest, *self._above.get(code[:_CATEGORY], ())]):
            yield from ((kind, text, place) for kind, text in self._texts.get(place, ()))


@lru_cache(maxsize=4096)
def notes_of(code: str) -> Notes:
    """The notes that hold for a code, with its dot or without; none for a category newer than the notes."""
    found: Mapping[str, list[Note]] = {kind: [] for kind in KINDS}
    for kind, text, place in _notes().of(plain(code)):
        found[kind].append(Note(text, _named(text), place))
    return Notes(**{kind: tuple(notes) for kind, notes in found.items()})


def notes_source() -> str:
    """The edition of the tabular list from which the notes are, as "April 2026"."""
    return _notes().source


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[str, ...]:
    return named_codes(text, release(), _notes().categories)


@cache
def _notes() -> NoteFile:
    return NoteFile(gzip.decompress(built(NOTES).read_bytes()).decode().splitlines())
