"""How good and how grounded the local writer's notes are: `python -m bench.notes --data PATH`.

PATH holds `aci-bench/` and `primock57/`: dialogues with the notes that clinicians wrote. The writer gets each
dialogue without its speakers on one line, words joined as people write them. Two plain ways to make a note
run beside it.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.aci import SPLITS, Visit, read_visits
from bench.kept import recall
from bench.nearest import Nearest
from bench.primock import read_consultations
from bench.rouge import Rouge, rouge
from sporo_clinical.drugs import drugs
from sporo_clinical.support import unsupported
from sporo_clinical.text import sentences, tokens, words_of
from sporo_clinical.vocabulary import drug_names
from sporo_service.catalog import Template, load_catalog
from sporo_service.engines.base import Note
from sporo_service.engines.writer import LocalWriter

FIRST_SENTENCES = 30
LONG_CHARACTERS = 100_000

Writer = Callable[[str], str]


def main() -> None:
    """Print the table of every split, then grounding and time."""
    data = _data_folder()
    template = load_catalog().named("History and physical")
    assert template is not None
    print(f"{'split':<8}{'notes by':<24}{'R-1':>7}{'R-2':>7}{'R-L':>7}{'words':>8}")
    visits = []
    nearest = Nearest(read_visits(data / "aci-bench" / SPLITS["train"]))
    for split, name in SPLITS.items():
        visits = read_visits(data / "aci-bench" / name)
        ways = _ways(template)
        if split != "train":
            ways |= {"nearest training note": nearest.note}
        for way, write in ways.items():
            print(f"{split:<8}{way:<24}{_row(write, visits)}")
        _print_kept(split, template, visits)
    consultations = read_consultations(data / "primock57")
    for way, write in _ways(template).items():
        print(f"{'primock':<8}{way:<24}{_row(write, consultations)}")
    _print_kept("primock", template, consultations)
    _print_invented(nearest, visits)
    _print_grounding(
        template, [visit for name in SPLITS.values() for visit in read_visits(data / "aci-bench" / name)]
    )
    _print_grounding(template, consultations)
    _print_time(template, visits)


def _data_folder() -> Path:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    folder: Path = parser.parse_args().data
    return folder


def _ways(template: Template) -> dict[str, Writer]:
    return {
        "the local writer": lambda transcript: filled(LocalWriter().write(transcript, template)),
        "copying the transcript": lambda transcript: transcript,
        "its first 30 sentences": _first_sentences,
    }


def filled(note: Note) -> str:
    """The note without the sections that only say that they are empty."""
    return "\n\n".join(
        f"{part.title}\n{part.text}" for part in note.sections if part.text != "Not discussed."
    )


def _first_sentences(transcript: str) -> str:
    return " ".join(sentence.text for sentence in sentences(transcript)[:FIRST_SENTENCES])


def _row(write: Writer, visits: Iterable[Visit]) -> str:
    notes = [(write(visit.transcript), visit.note) for visit in visits]
    scores = [rouge(note, reference) for note, reference in notes]
    words = statistics.mean(len(note.split()) for note, _ in notes)
    return "".join(f"{100 * score:7.1f}" for score in _means(scores)) + f"{words:8.0f}"


def _means(scores: list[Rouge]) -> tuple[float, float, float]:
    return (
        statistics.mean(score.one for score in scores),
        statistics.mean(score.two for score in scores),
        statistics.mean(score.longest for score in scores),
    )


def _print_kept(split: str, template: Template, visits: Sequence[Visit]) -> None:
    """How many of what the clinicians' notes name, and the transcripts say, ours have."""
    notes = [
        (filled(LocalWriter().write(visit.transcript, template)), visit.note, visit.transcript)
        for visit in visits
    ]
    for kind, (named, said, kept) in recall(notes).items():
        print(f"{split:<8}{kind}: {named} named, {said} of them said, {kept} of those in our notes")


def _print_invented(nearest: Nearest, visits: Sequence[Visit]) -> None:
    """How many words and drugs of a note that is only copied were never said."""
    notes = [(nearest.note(visit.transcript), visit.transcript) for visit in visits]
    words = statistics.mean(len(unsupported(note, said)) for note, said in notes)
    strange = statistics.mean(len(_drugs(note) - _drugs(said)) for note, said in notes)
    print(
        f"\nthe nearest training note has {words:.1f} words and {strange:.1f} drugs a note that nobody said"
    )


def _print_grounding(template: Template, visits: list[Visit]) -> None:
    words = 0
    missing: list[str] = []
    written: list[str] = []
    heard: list[str] = []
    for number, visit in enumerate(visits):
        text = _without_frame(LocalWriter().write(visit.transcript, template))
        words += len(words_of(text))
        missing += unsupported(text, visit.transcript)
        written += [f"{number} {name}" for name in _drugs(text)]
        heard += [f"{number} {name}" for name in _drugs(visit.transcript)]
    strange, kept = set(written) - set(heard), set(written) & set(heard)
    print(f"\n{len(visits)} notes, {words} words and numbers: {len(missing)} not in the transcript {missing}")
    print(f"{len(written)} drugs: {len(strange)} not in the transcript {sorted(strange)}")
    print(f"of {len(heard)} drugs in the transcripts {100 * len(kept) / len(heard):.0f} % are in the notes")


def _without_frame(note: Note) -> str:
    """The note's text without headings and the words of an empty section."""
    lines = (line for part in note.sections for line in part.text.splitlines())
    return "\n".join(line for line in lines if not line.endswith(":") and line != "Not discussed.")


def _drugs(text: str) -> set[str]:
    return {drug.name for drug in drugs(tokens(text), drug_names())}


def _print_time(template: Template, visits: list[Visit]) -> None:
    longest = max((visit.transcript for visit in visits), key=len)
    everything = ("\n".join(visit.transcript for visit in visits) * 9)[:LONG_CHARACTERS]
    for name, transcript in (("the longest visit", longest), ("100,000 characters", everything)):
        begin = time.perf_counter()
        LocalWriter().write(transcript, template)
        took = 1000 * (time.perf_counter() - begin)
        print(f"{name}: {len(transcript.split())} words in {took:.0f} ms")


if __name__ == "__main__":
    main()
