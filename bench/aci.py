"""ACI-Bench: dialogues of visits with the notes that clinicians wrote (CC BY 4.0), as transcripts are."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

SPLITS = {"train": "train.csv", "valid": "valid.csv", "test1": "clinicalnlp_taskB_test1.csv"}


@dataclass(frozen=True)
class Visit:
    """A flat transcript and the note that a clinician wrote of it."""

    transcript: str
    note: str


def read_visits(file: Path) -> list[Visit]:
    """The visits of one file of ACI-Bench."""
    with file.open(encoding="utf-8") as rows:
        return [Visit(flat(row["dialogue"]), row["note"]) for row in csv.DictReader(rows)]


def flat(dialogue: str) -> str:
    """The dialogue without speakers, with words and full stops joined as people write them."""
    text = re.sub(r"\[\w+\]|\s+", " ", dialogue)
    text = re.sub(r"\s+n't\b", "n't", text)
    text = re.sub(r"\b(gon|wan|got) (na|ta)\b", r"\1\2", text)
    return re.sub(r" +([.,?!])", r"\1", re.sub(r" +", " ", text)).strip()
