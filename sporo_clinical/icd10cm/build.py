"""Compiles a release: `python -m sporo_clinical.icd10cm.build --source FOLDER`.

FOLDER holds, at any depth, what CMS and NCHS publish: the code list (`icd10cm_codes_*.txt`), the tabular
list (`*tabular*.xml`, for headers, inclusion terms and notes), the table of neoplasms (`*neoplasm*.xml`) and,
where it is there, the Alphabetic Index (`icd10cm-index*.xml`), whose phrases are then terms too. Without a
folder only the terms are compiled anew. The same sources give the same bytes. A fault in our lexicon, or a
code in our lists that the release does not have, stops the build before anything is written.
"""

import argparse
import gzip
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from sporo_clinical.icd10cm import official
from sporo_clinical.icd10cm.alphabetic_index import index_lines
from sporo_clinical.icd10cm.lexicon import LEXICON, faults
from sporo_clinical.icd10cm.notes import NOTES
from sporo_clinical.icd10cm.release import DATA, RELEASE, read_release
from sporo_clinical.icd10cm.stale import stale
from sporo_clinical.icd10cm.tabular_notes import edition, note_lines
from sporo_clinical.icd10cm.terms import TERMS, compile_terms

NEOPLASMS = "neoplasms.tsv"
INDEX = "index.tsv"
_YEAR = re.compile(r"20\d\d")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the compiled files."""
    options = _parser().parse_args(arguments)
    folder: Path = options.into
    texts = official_texts(options) if options.source else _kept(folder)
    release = read_release(texts[RELEASE])
    if wrong := list(faults((DATA / LEXICON).read_text("utf-8").splitlines())):
        raise SystemExit("\n".join(wrong))
    if found := sorted(stale(release)):
        raise SystemExit(f"Our lists name codes that the release does not have: {', '.join(found)}")
    terms = compile_terms(release, _rows(texts[NEOPLASMS]), _rows(texts.get(INDEX, "")))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / INDEX).unlink(missing_ok=True)
    for name, text in {**texts, TERMS: _joined(terms)}.items():
        (folder / name).write_bytes(_packed(name, text))


def official_texts(options: argparse.Namespace) -> Mapping[str, str]:
    """What each file is to hold, from the official files; without an official index no file of it."""
    codes = official.the_file(options.source, official.CODES)
    tabular = official.the_file(options.source, official.TABULAR)
    neoplasms = official.the_file(options.source, official.NEOPLASMS)
    head = "\t".join(map(str, validity(codes.name, options.label, options.first, options.last)))
    texts = {
        RELEASE: _joined([head, *official.release_lines(codes, tabular)]),
        NOTES: _joined(note_lines(tabular, options.notes or edition(tabular))),
        NEOPLASMS: _joined(official.neoplasm_lines(neoplasms)),
    }
    if any(options.source.rglob(official.INDEX)):
        index = official.the_file(options.source, official.INDEX)
        texts[INDEX] = _joined(index_lines(index, read_release(texts[RELEASE])))
    return texts


def validity(
    name: str, label: str | None = None, first: date | None = None, last: date | None = None
) -> tuple[str, date, date]:
    """Label, first and last day: as asked, else those of the fiscal year in the name of the code list."""
    if year := _YEAR.search(name):
        label = label or f"FY{year[0]}"
        first = first or date(int(year[0]) - 1, 10, 1)
        last = last or date(int(year[0]), 9, 30)
    if not (label and first and last):
        raise SystemExit(f"{name} names no year: say --label, --from and --to.")
    if last < first:
        raise SystemExit(f"{label} would end on {last}, before it begins on {first}: check --from and --to.")
    return label, first, last


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Compile the ICD-10-CM code set.")
    parser.add_argument("--source", type=Path, help="folder with the official files")
    parser.add_argument("--into", type=Path, default=DATA, help="folder of the compiled files")
    parser.add_argument("--label", help="what the release is called; else FY and the year of the code list")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, help="the first day of validity")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, help="the last day of validity")
    parser.add_argument("--notes", help="of when the notes are, as 'April 2026'; else by the file's name")
    return parser


def _kept(folder: Path) -> Mapping[str, str]:
    """What the compiled files hold, but for the terms."""
    files = [folder / name for name in (RELEASE, NOTES, NEOPLASMS, INDEX)]
    return {file.name: _unpacked(file) for file in files if file.exists()}


def _rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in table.splitlines() if not line.startswith("#")]


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _unpacked(file: Path) -> str:
    content = file.read_bytes()
    return (gzip.decompress(content) if file.suffix == ".gz" else content).decode()


def _packed(name: str, text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0) if name.endswith(".gz") else text.encode()


if __name__ == "__main__":
    main()
