"""PriMock57: mock consultations of primary care with the notes that clinicians wrote (CC BY 4.0)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from bench.aci import Visit

_INTERVAL = re.compile(r'xmin = ([\d.]+)\s+xmax = [\d.]+\s+text = "((?:[^"]|"")*)"')
_TAG = re.compile(r"<[^>]*>")


def read_consultations(folder: Path) -> list[Visit]:
    """The consultations that have a note, both speakers in the order in which they spoke, without labels."""
    return [
        Visit(_transcript(folder / "transcripts", file.stem), json.loads(file.read_text("utf-8"))["note"])
        for file in sorted((folder / "notes").glob("*.json"))
    ]


def _transcript(folder: Path, name: str) -> str:
    said = [line for file in folder.glob(f"{name}_*.TextGrid") for line in _lines(file)]
    return re.sub(r"\s+", " ", " ".join(text for _, text in sorted(said))).strip()


def _lines(file: Path) -> Iterator[tuple[float, str]]:
    for begin, text in _INTERVAL.findall(file.read_text("utf-8")):
        yield float(begin), _TAG.sub(" ", text).replace('""', '"')
