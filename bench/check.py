"""What the check of a note against its transcript catches: `python -m bench.check --data PATH`.

PATH holds `aci-bench/` and `primock57/`: dialogues with the notes that clinicians wrote. One error at a time
is put into a note (`bench/injections.py`); it is caught where a flag overlaps its place that the
untouched note does not have. Beside the check runs the plain way: is each word and number of the note said?
"""

import argparse
import csv
import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.aci import SPLITS, flat
from bench.injections import KINDS, Injected, inject
from sporo_clinical.check import Flag, check
from sporo_clinical.numbers import numbers
from sporo_clinical.text import tokens
from sporo_clinical.vocabulary import drug_names

MOST = 2
SEED = 20261127
WAYS = ("speakers", "flat", "bare")
"""The dialogue with its speakers; on one line without; and that without punctuation and capitals."""


@dataclass(frozen=True)
class Raised:
    """What one way to check raises: a place of the note, or a word that the note leaves out."""

    start: int
    end: int
    omitted: str
    label: str


Checker = Callable[[str, str], list[Raised]]


@dataclass(frozen=True)
class Pair:
    """A dialogue, a turn a line with its speaker, and the note that a clinician wrote of it."""

    name: str
    dialogue: str
    note: str

    def transcript(self, way: str) -> str:
        """The dialogue as it is given to the check."""
        if way == "speakers":
            return self.dialogue
        text = " ".join(line.partition(": ")[2] for line in self.dialogue.splitlines())
        return (
            text
            if way == "flat"
            else " ".join(re.sub(r"(?<!\d)[.,](?!\d)|[?!;:]|[.,](?!\d)", " ", text).lower().split())
        )


def main() -> None:
    """Print what is caught by kind, and what is raised on the untouched notes."""
    options = _options()
    for split in options.split:
        pairs = list(_pairs(options.data, split))
        for way in options.way:
            _print_table(split, way, pairs, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--split", nargs="*", default=[*SPLITS, "primock"], help="train, valid, test1, primock"
    )
    parser.add_argument("--way", nargs="*", default=list(WAYS), choices=WAYS)
    parser.add_argument("--missed", metavar="KIND", help="print the errors of a kind that were not caught")
    parser.add_argument("--false", action="store_true", help="print the flags on untouched notes")
    return parser.parse_args()


def _pairs(data: Path, split: str) -> Iterator[Pair]:
    if split == "primock":
        yield from _primock(data / "primock57")
        return
    with (data / "aci-bench" / SPLITS[split]).open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            yield Pair(row["encounter_id"], _joined(row["dialogue"]), row["note"])


def _joined(dialogue: str) -> str:
    """The turns with words and full stops joined as people write them."""
    return "\n".join(
        f"{turn.partition(']')[0].strip(' [').capitalize()}: {flat(turn)}"
        for turn in dialogue.splitlines()
        if turn.strip()
    )


def _primock(folder: Path) -> Iterator[Pair]:
    for file in sorted((folder / "notes").glob("*.json")):
        turns = [
            (start, f"{who.capitalize()}: {text}")
            for who in ("doctor", "patient")
            for start, text in _turns(folder / "transcripts" / f"{file.stem}_{who}.TextGrid")
        ]
        yield Pair(
            file.stem,
            "\n".join(text for _, text in sorted(turns)),
            json.loads(file.read_text("utf-8"))["note"],
        )


def _turns(file: Path) -> Iterator[tuple[float, str]]:
    found = re.findall(
        r'xmin = ([\d.]+)\s+xmax = [\d.]+\s+text = "(.*?)"\s*\n', file.read_text("utf-8"), re.DOTALL
    )
    for start, text in found:
        said = " ".join(re.sub(r"<[^>]*>", " ", text).split())
        if said:
            yield float(start), said


def _check(transcript: str, note: str) -> list[Raised]:
    return [_raised(flag, transcript) for flag in check(transcript, note)]


def _raised(flag: Flag, transcript: str) -> Raised:
    said = "" if flag.transcript_start is None else transcript[flag.transcript_start : flag.transcript_end]
    omitted = said.lower() if flag.direction == "omitted" else ""
    start, end = (-1, -1) if flag.note_start is None or omitted else (flag.note_start, flag.note_end or 0)
    return Raised(start, end, omitted, f"{flag.severity} {flag.kind} {flag.direction}: {flag.message}")


def _presence(transcript: str, note: str) -> list[Raised]:
    """Each word and number of the note that was not said, and each drug that was and is not in the note."""
    written, said = tokens(note), tokens(transcript)
    heard, values = {token.word for token in said}, {number.value for number in numbers(said)}
    figures = numbers(written)
    inside = {place for number in figures for place in range(number.first, number.after)}
    missing = [
        (token.start, token.end, token.word)
        for place, token in enumerate(written)
        if place not in inside and token.word not in heard
    ]
    missing += [
        (number.start, number.end, number.written) for number in figures if number.value not in values
    ]
    noted = {token.word for token in written}
    left_out = sorted((heard & drug_names()) - noted)
    return [Raised(start, end, "", word) for start, end, word in missing] + [
        Raised(-1, -1, word, word) for word in left_out
    ]


CHECKERS: dict[str, Checker] = {"check": _check, "presence": _presence}


def _print_table(split: str, way: str, pairs: list[Pair], options: argparse.Namespace) -> None:
    caught: dict[str, Counter[str]] = {name: Counter() for name in CHECKERS}
    tried: Counter[str] = Counter()
    raised: dict[str, list[int]] = {name: [] for name in CHECKERS}
    times, kinds = [], Counter[str]()
    for pair in pairs:
        transcript = pair.transcript(way)
        begin = time.process_time()
        check(transcript, pair.note)
        times.append(time.process_time() - begin)
        before = {name: checker(transcript, pair.note) for name, checker in CHECKERS.items()}
        for name, flags in before.items():
            raised[name].append(len(flags))
        kinds.update(" ".join(flag.label.partition(":")[0].split()) for flag in before["check"])
        if options.false:
            for flag in before["check"]:
                print(f"FALSE {pair.name} {way}: {flag.label}")
        for kind, injected in _errors(pair):
            tried[kind] += 1
            for name, checker in CHECKERS.items():
                hit = _is_caught(injected, checker(transcript, injected.note), before[name], pair.note)
                caught[name][kind] += hit
                if name == "check" and not hit and options.missed in {kind, "all"}:
                    print(f"MISSED {pair.name} {kind}: {_shown(injected)}")
    print(f"\n{split}, {way}: {len(pairs)} notes")
    print(f"{'kind':<20}{'errors':>8}{'check':>9}{'presence':>10}")
    for kind in [*KINDS, "all"]:
        of = sum(tried.values()) if kind == "all" else tried[kind]
        if of:
            shares = (
                100 * (sum(counts.values()) if kind == "all" else counts[kind]) / of
                for counts in caught.values()
            )
            print(f"{kind:<20}{of:>8}" + "".join(f"{share:9.1f}" for share in shares))
    print(
        "flags on an untouched note: "
        + ", ".join(f"{name} {statistics.mean(counts):.2f}" for name, counts in raised.items())
    )
    print(f"by kind: {dict(kinds.most_common())}")
    middle, longest = 1000 * statistics.median(times), 1000 * max(times)
    print(f"processor time of a check: median {middle:.0f} ms, longest {longest:.0f} ms")


def _errors(pair: Pair) -> Iterator[tuple[str, Injected]]:
    """The same errors whichever way the dialogue is given."""
    for kind in KINDS:
        chance = random.Random(f"{SEED} {pair.name} {kind}")  # noqa: S311 - places, not secrets
        for injected in inject(kind, pair.note, pair.transcript("flat"), chance, MOST):
            yield kind, injected


def _is_caught(injected: Injected, after: Iterable[Raised], before: list[Raised], note: str) -> bool:
    if injected.dropped:
        known = {flag.omitted for flag in before}
        return any(injected.dropped in flag.omitted for flag in after if flag.omitted not in known)
    shift = len(injected.note) - len(note)
    old = {(flag.start, flag.end, flag.label) for flag in before} | {
        (flag.start + shift, flag.end + shift, flag.label) for flag in before
    }
    return any(
        flag.start < injected.end
        and injected.start < flag.end
        and (flag.start, flag.end, flag.label) not in old
        for flag in after
        if not flag.omitted
    )


def _shown(injected: Injected) -> str:
    if injected.dropped:
        return injected.dropped
    begin, end = max(0, injected.start - 60), injected.end + 40
    note = injected.note
    marked = (
        f"{note[begin : injected.start]}[[{note[injected.start : injected.end]}]]{note[injected.end : end]}"
    )
    return " ".join(marked.split())


if __name__ == "__main__":
    main()
