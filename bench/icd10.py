"""How good the coder is: `python -m bench.icd10 --data PATH`.

PATH holds `icd/gold.jsonl` and `codiesp_en/`. Beside the coder runs plain look-up: every name of a billable
code and every term of our lexicon that stands in the text word by word, no matter what is said about it.
"History" keeps past events and symptoms, as CodiEsp's coders did; "all said" keeps what is denied, possible
or a relative's too, which they also coded, and which alone is to be compared with look-up there. CodiEsp was
coded with a release of 2018: a code of it that is a heading today is left out of its truth, and what is found
below that heading counts neither as right nor as wrong. Rules and lexicon were tuned on gold's even notes and
CodiEsp's training part; gold's odd notes and the development part are for reporting.
`--medspacy` adds medspaCy over the same names and terms as look-up's, where it is installed.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from sporo_clinical.icd10cm.coding import code_text
from sporo_clinical.icd10cm.found import Reason
from sporo_clinical.icd10cm.release import plain, release
from sporo_clinical.icd10cm.words import rows
from sporo_clinical.text import ngrams, words_of

CATEGORY = 3
LONGEST_NAME = 12
LONG = 1_000_000
PIECES = 200


class Coded(NamedTuple):
    """A code without its dot and the characters that it rests on."""

    code: str
    evidence: str
    start: int
    end: int


@dataclass(frozen=True)
class Note:
    """A text, the codes that were given to it, and the quotes that support them where there are any."""

    text: str
    codes: frozenset[str]
    quotes: dict[str, str]
    finer_today: tuple[str, ...] = ()
    """Codes that were given to it and are headings in this release."""


HISTORY = frozenset({Reason.PAST, Reason.INTEGRAL, Reason.NOT_THE_REASON, Reason.EXCLUDED})
ALL_SAID = frozenset(Reason) - {Reason.AMBIGUOUS}
Way = Callable[[str], Sequence[Coded]]


class Tally:
    """Codes found, wrong and missed over many notes."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, true: frozenset[str], found: frozenset[str]) -> None:
        """Count one note."""
        self.right += len(true & found)
        self.wrong += len(found - true)
        self.missed += len(true - found)

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)
        return f"{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}"


def main() -> None:
    """Print the table of every set, then what must always hold, then times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--medspacy", action="store_true", help="compare with medspaCy")
    told = parser.parse_args()
    data, ways = told.data, dict(WAYS)
    if told.medspacy:
        ways["medspaCy"] = _medspacy()
    print(
        f"{'notes':<22}{'codes by':<10}{'P':>8}{'R':>8}{'F1':>8}{'P, 3':>8}{'R, 3':>8}{'F1, 3':>8}{'ms':>8}"
    )
    sets = _sets(data)
    for name, notes in sets.items():
        for way, code in ways.items():
            print(f"{name:<22}{way:<10}{_row(code, notes)}")
    _print_promises([note for notes in sets.values() for note in notes])
    _print_overlap(sets["gold, even"] + sets["gold, odd"])
    for way, code in ways.items():
        _print_times(way, code, sets["gold, even"] + sets["gold, odd"], sets["codiesp, train"])
    _print_long(sets["codiesp, train"])


def coder(text: str) -> Sequence[Coded]:
    """What our coder finds."""
    return kept(frozenset(), text)


def kept(keep: frozenset[Reason], text: str) -> Sequence[Coded]:
    """What our coder finds where these reasons count for nothing."""
    return [Coded(one.code, one.evidence, one.start, one.end) for one in code_text(text, keep=keep).codes]


def look_up(text: str) -> Sequence[Coded]:
    """What names and terms find that stand in the text word by word."""
    found, free = {}, 0
    for place, run in ngrams(words_of(text), LONGEST_NAME):
        code = _dictionary().get(run)
        if code and place >= free:
            found[code] = Coded(code, "", 0, 0)
            free = place + len(run)
    return list(found.values())


WAYS: dict[str, Way] = {
    "coder": coder,
    "history": partial(kept, HISTORY),
    "all said": partial(kept, ALL_SAID),
    "look-up": look_up,
}


def _medspacy() -> Way:
    from bench.medspacy_coder import medspacy_coder  # noqa: PLC0415 - only where it is installed

    codes = medspacy_coder({" ".join(run): code for run, code in _dictionary().items()})

    def code(text: str) -> Sequence[Coded]:
        return [Coded(one, text[start:end], start, end) for one, start, end in codes(text)]

    return code


@cache
def _dictionary() -> dict[tuple[str, ...], str]:
    codes = release()
    names = {words_of(codes.names[code]): code for code in codes.billable("")}
    terms = ((words_of(term), codes.billable(code)) for term, code in rows("lexicon.tsv"))
    return names | {run: billable[0] for run, billable in terms if billable}


def _sets(data: Path) -> dict[str, list[Note]]:
    gold = [_gold(line) for line in (data / "icd" / "gold.jsonl").read_text("utf-8").splitlines()]
    return {
        "gold, even": gold[::2],
        "gold, odd": gold[1::2],
        "codiesp, train": _codiesp(data / "codiesp_en" / "train"),
        "codiesp, development": _codiesp(data / "codiesp_en" / "dev"),
    }


def _gold(line: str) -> Note:
    note = json.loads(line)
    quotes = {plain(code["code"]): code["evidence"] for code in note["codes"]}
    return Note(note["text"], frozenset(quotes), quotes)


def _codiesp(folder: Path) -> list[Note]:
    codes: dict[str, set[str]] = {}
    for line in next(folder.glob("*D.tsv")).read_text("utf-8").splitlines():
        name, code = line.split("\t")
        codes.setdefault(name, set()).add(plain(code))
    return [
        _case(file.read_text("utf-8"), codes.get(file.stem, set()))
        for file in sorted((folder / "text_files_en").glob("*.txt"))
    ]


def _case(text: str, codes: set[str]) -> Note:
    today = frozenset(filter(release().is_billable, codes))
    return Note(text, today, {}, tuple(sorted(codes & release().headers)))


def _row(code: Way, notes: Sequence[Note]) -> str:
    exact, category, times = Tally(), Tally(), []
    for note in notes:
        begin = time.perf_counter()
        found = frozenset(one.code for one in code(note.text) if not one.code.startswith(note.finer_today))
        times.append(1000 * (time.perf_counter() - begin))
        exact.add(note.codes, found)
        category.add(_categories(note.codes), _categories(found))
    return f"{exact}{category}{statistics.median(times):>8.1f}"


def _categories(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code[:CATEGORY] for code in codes)


def _print_promises(notes: Sequence[Note]) -> None:
    found = [(note, one) for note in notes for one in coder(note.text)]
    billable = sum(release().is_billable(one.code) for _, one in found)
    exact = sum(note.text[one.start : one.end] == one.evidence != "" for note, one in found)
    print(f"of {len(found)} codes billable: {billable}; with exact evidence: {exact}")


def _print_overlap(notes: Sequence[Note]) -> None:
    hits = [(note, one) for note in notes for one in coder(note.text) if one.code in note.quotes]
    near = sum(_overlap(note, one) for note, one in hits)
    print(f"gold: evidence overlaps the quote in {near} of {len(hits)} right codes")


def _overlap(note: Note, one: Coded) -> bool:
    start = note.text.find(note.quotes[one.code])
    return one.start < start + len(note.quotes[one.code]) and start < one.end


def _print_times(way: str, code: Way, short: Sequence[Note], notes: Sequence[Note]) -> None:
    """The 95th percentile of the milliseconds for short notes, and for pieces of so many characters."""
    text = "\n".join(note.text for note in notes)
    pieces = {
        f"{size:,} characters": [text[begin : begin + size] for begin in range(0, len(text) - size, size)][
            :PIECES
        ]
        for size in (2_000, 60_000)
    }
    for name, texts in {"short notes": [note.text for note in short], **pieces}.items():
        times = sorted(_took(code, one) for one in texts)
        print(f"{way}, {name}: p95 {times[int(0.95 * (len(times) - 1))]:.1f} ms of {len(times)}")


def _took(code: Way, text: str) -> float:
    begin = time.perf_counter()
    code(text)
    return 1000 * (time.perf_counter() - begin)


def _print_long(notes: Sequence[Note]) -> None:
    text = "\n".join(note.text for note in notes)[:LONG]
    for name, long in (("notes", text), ("one letter", "a" * LONG), ("brackets", "(" * LONG)):
        begin = time.perf_counter()
        found = coder(long)
        took = time.perf_counter() - begin
        print(f"{len(long):,} characters of {name}: {len(found)} codes in {took:.1f} s")


if __name__ == "__main__":
    main()
