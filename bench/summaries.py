"""How much of notes local summaries keep, and how short they are: `python -m bench.summaries --data PATH`.

Each folder of PATH is halved: the rules were tuned on the first half (of ACI-Bench on its training notes),
the second was only measured. What should be kept is found by plain patterns of this file, which know
nothing of the rules.
"""

import argparse
import csv
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sporo_clinical.support import unsupported
from sporo_clinical.text import Words, words_of
from sporo_documents.document import Document, Page
from sporo_service.engines.base import Summary, SummaryLine, SummarySection
from sporo_service.engines.summarizer import LocalSummarizer

FEWEST_WORDS = 50
SAMPLES = 600
LISTS = ("Problems", "Open questions")
"""Where a listed diagnosis may stand, one line or several; "and" and "also" between them may be left out."""
JOINS = frozenset(words_of("and also with"))
ROW = "{:<12}{:<10}{:>6}{:>8}{:>7.1f} %{:>9}{:>9}{:>9}{:>9}{:>8}{:>8.0f}"
HEAD = "notes       half      notes   words    out     problems  listed   drugs    allergies unsupp. ms/note"

_SECTION = (
    r"(?:^|[\n,.;])[ \t]*(?:{})[ \t]*(?::|\n)[ \t,\n]*(.+?)"
    r"(?=[,.\n][ \t]*[A-Z][A-Z /&-]{{3,}}(?::|[ \t]*\n)|\n[ \t]*\n|\Z)"
)
"""What stands under a heading, up to the next in capitals or an empty line."""
_MEDICATIONS = re.compile(
    _SECTION.format("(?:CURRENT |HOME |DISCHARGE )?MEDICATIONS?(?: ON DISCHARGE| AT HOME)?|MEDS"), re.DOTALL
)
_ALLERGIES = re.compile(_SECTION.format("(?:DRUG |KNOWN )?ALLERG(?:Y|IES)"), re.DOTALL)
_DIAGNOSES = re.compile(
    _SECTION.format(r"(?:FINAL |DISCHARGE |ADMISSION |ADMITTING |PREOPERATIVE |POSTOPERATIVE )?DIAGNOS[EI]S"),
    re.DOTALL,
)
_DOSED = re.compile(
    r"\b([A-Za-z][A-Za-z-]{3,})[ ,]+(\d+(?:\.\d+)?)[ -]?(?:mg|mcg|units|micrograms|milligrams)\b(?!/)"
)
_TAKEN = re.compile(
    r"\b(?:daily|p\.?o|b\.?i\.?d|t\.?i\.?d|q\.?\d|q\.?d|q\.?h\.?s|twice|once|times a day|every|nightly|"
    r"a day|at bedtime)\b"
)
_NO_DRUG = frozenset(
    words_of(
        "dose about with take taking took given total least than another over additional some only from "
        "received tablet tablets"
    )
)
_ITEM = re.compile(r"(?:^|[.\s,]+)\d{1,2}[.)]\s+|\n|\.,|\.\s")
_LONGEST_ITEM = 12


@dataclass(frozen=True)
class Note:
    """A note and what a summary of it should keep, as the words that one line should have."""

    text: str
    gold: dict[str, list[frozenset[str]]]


def main() -> None:
    """Print the table, then the time that a long text takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    print(HEAD)
    for name, read in SOURCES.items():
        for half, notes in read(data).items():
            print(measured(name, half, notes))
    _print_time(data)


def measured(name: str, half: str, notes: list[Note]) -> str:
    """One row: compression, the share kept of each kind, lines without support, time."""
    counts: Counter[str] = Counter()
    begin = time.perf_counter()
    for note in notes:
        summary = summarized(note.text)
        counts.update(dict(scores(note, summary)))
    took = 1000 * (time.perf_counter() - begin) / len(notes)
    out = 100 * counts["words out"] / counts["words in"]
    shares = [_share(counts, kind) for kind in ("problems", "listed", "drugs", "allergies")]
    return ROW.format(name, half, len(notes), counts["words in"], out, *shares, counts["unsupported"], took)


def summarized(text: str) -> Summary:
    """The local summary of one text."""
    return LocalSummarizer().summarize([Document("note", "text", (Page(1, text),))], "")


def scores(note: Note, summary: Summary) -> Iterator[tuple[str, int]]:
    """What a summary adds to the counts."""
    lines = [line for section in summary.sections for line in section.lines]
    told = [set(words_of(line.text)) for line in lines]
    problems = {word for section in summary.sections if section.title in LISTS for word in _words(section)}
    yield from {
        "words in": len(note.text.split()),
        "words out": _length(summary),
        "unsupported": sum(not _stands(line, note.text) for line in lines),
    }.items()
    for kind, golds in note.gold.items():
        yield f"{kind} of", len(golds)
        places = [problems] if kind == "listed" else told
        yield kind, sum(any(gold <= words for words in places) for gold in golds)


def _words(section: SummarySection) -> Words:
    return tuple(word for line in section.lines for word in words_of(line.text))


def _length(summary: Summary) -> int:
    """The words of all lines, titles and conflicts."""
    texts = [
        text
        for section in summary.sections
        for text in (section.title, *(line.text for line in section.lines))
    ]
    texts += [
        text
        for conflict in summary.conflicts
        for text in (conflict.about, *(line.text for line in conflict.lines))
    ]
    return sum(len(text.split()) for text in texts)


def _stands(line: SummaryLine, text: str) -> bool:
    """Whether the quotes stand in the note, and the line's words and numbers in the quotes."""
    quotes = [source.quote for source in line.sources]
    return (
        bool(quotes)
        and all(quote in text for quote in quotes)
        and not unsupported(line.text, "\n".join(quotes))
    )


def _share(counts: Counter[str], kind: str) -> str:
    of = counts[f"{kind} of"]
    return f"{100 * counts[kind] / of:.1f} %" if of else "-"


def gold_of(text: str, problems: Iterable[str] = ()) -> dict[str, list[frozenset[str]]]:
    """What the patterns of this file find, and the problems that are known."""
    listed = [item for found in _DIAGNOSES.finditer(text) for item in _ITEM.split(found[1])]
    allergies = [item for found in _ALLERGIES.finditer(text) for item in _ITEM.split(found[1])]
    return {
        "problems": [frozenset(words_of(problem)) for problem in problems],
        "listed": [
            frozenset(words) - JOINS for words in map(words_of, listed) if 0 < len(words) <= _LONGEST_ITEM
        ],
        "drugs": list(dict.fromkeys(_drugs(text))),
        "allergies": [
            frozenset(words) for words in map(words_of, allergies) if 0 < len(words) <= _LONGEST_ITEM
        ],
    }


def _drugs(text: str) -> Iterator[frozenset[str]]:
    """Name and amount: all in a list of medications, elsewhere where a schedule follows."""
    lists = [found.span(1) for found in _MEDICATIONS.finditer(text)]
    for found in _DOSED.finditer(text):
        listed = any(start <= found.start() < end for start, end in lists)
        taken = _TAKEN.search(text[found.end() : found.end() + 30])
        if (listed or taken) and found[1].lower() not in _NO_DRUG:
            yield frozenset(words_of(f"{found[1]} {found[2]}"))


def _coded(data: Path) -> dict[str, list[Note]]:
    rows = [json.loads(line) for line in (data / "icd" / "gold.jsonl").read_text("utf-8").splitlines()]
    notes = [
        Note(row["text"], gold_of(row["text"], [code["evidence"] for code in row["codes"]])) for row in rows
    ]
    return {"tuned": notes[::2], "held out": notes[1::2]}


def _aci(data: Path) -> dict[str, list[Note]]:
    files = {"tuned": ["train.csv"], "held out": ["valid.csv", "clinicalnlp_taskB_test1.csv"]}
    return {
        half: [_note(row["note"]) for name in names for row in _rows(data / "aci-bench" / name)]
        for half, names in files.items()
    }


def _samples(data: Path) -> dict[str, list[Note]]:
    texts = dict.fromkeys(row["transcription"] for row in _rows(data / "mtsamples" / "mtsamples.csv"))
    long = [text for text in texts if len(text.split()) >= FEWEST_WORDS]
    some = long[:: max(1, len(long) // SAMPLES)]
    return {"tuned": [_note(text) for text in some[::2]], "held out": [_note(text) for text in some[1::2]]}


def _dialogue_sections(data: Path) -> dict[str, list[Note]]:
    rows = [
        row
        for row in _rows(data / "mts-dialog" / "MTS-Dialog-TrainingSet.csv")
        if row["section_header"] == "ALLERGY"
    ]
    notes = [_note(f"ALLERGIES:\n{row['section_text']}") for row in rows]
    return {"tuned": notes[::2], "held out": notes[1::2]}


def _rows(file: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(10**7)
    with file.open(encoding="utf-8") as rows:
        yield from csv.DictReader(rows)


def _note(text: str) -> Note:
    return Note(text, gold_of(text))


SOURCES: dict[str, Callable[[Path], dict[str, list[Note]]]] = {
    "coded": _coded,
    "ACI-Bench": _aci,
    "MTSamples": _samples,
    "MTS-Dialog": _dialogue_sections,
}
"""What is measured, and how its halves are read."""


def _print_time(data: Path) -> None:
    notes = [note.text for half in _samples(data).values() for note in half]
    long = ("\n\n".join(notes) * 3)[:1_000_000]
    begin = time.perf_counter()
    share = 100 * _length(summarized(long)) / len(long.split())
    took = time.perf_counter() - begin
    print(f"\n{len(long):,} characters: {took:.1f} s, {share:.1f} % of the words")


if __name__ == "__main__":
    main()
