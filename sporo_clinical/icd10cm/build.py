"""Compiles a release: `python -m sporo_clinical.icd10cm.build --source FOLDER`.

FOLDER holds, at any depth, what CMS and NCHS publish: the code list (`icd10cm_codes_*.txt`), the tabular list
(`*tabular*.xml`, for headers, inclusion terms and notes) and the table of neoplasms (`*neoplasm*.xml`).
Without a folder only the terms are compiled anew. The same sources give the same bytes. A code in our own
lists that the release does not have stops the build.
"""

import argparse
import gzip
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from sporo_clinical.icd10cm import official
from sporo_clinical.icd10cm.notes import NOTES
from sporo_clinical.icd10cm.release import DATA, RELEASE, read_release
from sporo_clinical.icd10cm.stale import stale
from sporo_clinical.icd10cm.tabular_notes import edition, note_lines
from sporo_clinical.icd10cm.terms import TERMS, compile_terms

NEOPLASMS = "neoplasms.tsv"
_YEAR = re.compile(r"20\d\d")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the compiled files."""
    options = _parser().parse_args(arguments)
    folder: Path = options.into
    if options.source:
        _compile_official(options, folder)
    release = read_release(_read(folder / RELEASE))
    if found := sorted(stale(release)):
        raise SystemExit(f"Our lists name codes that the release does not have: {', '.join(found)}")
    _write(folder / TERMS.name, compile_terms(release))


def _compile_official(options: argparse.Namespace, folder: Path) -> None:
    codes = official.the_file(options.source, official.CODES)
    tabular = official.the_file(options.source, official.TABULAR)
    neoplasms = official.the_file(options.source, official.NEOPLASMS)
    label, first, last = validity(codes, options)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / RELEASE, [f"{label}\t{first}\t{last}", *official.release_lines(codes, tabular)])
    _write(folder / NOTES, note_lines(tabular, options.notes or edition(tabular)))
    lines = "\n".join(official.neoplasm_lines(neoplasms)) + "\n"
    (folder / NEOPLASMS).write_text(lines, "utf-8", newline="\n")


def validity(codes: Path, options: argparse.Namespace) -> tuple[str, date, date]:
    """Label, first and last day: as asked, else those of the fiscal year in the name of the code list."""
    year = _YEAR.search(codes.name)
    label = options.label or (f"FY{year[0]}" if year else "")
    first = options.first or (date(int(year[0]) - 1, 10, 1) if year else None)
    last = options.last or (date(int(year[0]), 9, 30) if year else None)
    if not (label and first and last):
        raise SystemExit(f"{codes.name} names no year: say --label, --from and --to.")
    if last < first:
        raise SystemExit(
            f"The release would end on {last}, before it begins on {first}: check --from and --to."
        )
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


def _read(file: Path) -> str:
    return gzip.decompress(file.read_bytes()).decode()


def _write(file: Path, lines: Iterable[str]) -> None:
    file.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


if __name__ == "__main__":
    main()
