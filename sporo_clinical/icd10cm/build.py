"""Compiles a release into `data/`: `python -m sporo_clinical.icd10cm.build --source FOLDER`.

FOLDER holds, at any depth, what CMS and NCHS publish: the code list (`icd10cm_codes_*.txt`), the tabular
list (`*tabular*.xml`, for headers and inclusion terms) and the table of neoplasms (`*neoplasm*.xml`).
Without a folder only the terms are compiled anew, from what is in `data/`. The same sources give the same
bytes. A code in our own lists that the release does not have stops the build.
"""

import argparse
import gzip
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from sporo_clinical.icd10cm.release import DATA, FILE, plain, read_release
from sporo_clinical.icd10cm.stale import stale
from sporo_clinical.icd10cm.terms import TERMS, compile_terms

_BEHAVIORS = 6
NEOPLASMS = DATA / "neoplasms.tsv"


def main() -> None:
    """Write the files of `data/` that are compiled."""
    parser = argparse.ArgumentParser(description="Compile the ICD-10-CM code set.")
    parser.add_argument("--source", type=Path, help="folder with the official files")
    source = parser.parse_args().source
    if source:
        _write(FILE, release_lines(source))
        NEOPLASMS.write_text("\n".join(neoplasm_lines(source)) + "\n", "utf-8", newline="\n")
    release = read_release(_read(FILE))
    if found := sorted(stale(release)):
        raise SystemExit(f"Our lists name codes that the release does not have: {', '.join(found)}")
    _write(TERMS, compile_terms(release))


def release_lines(source: Path) -> Iterator[str]:
    """One line a code: the code, `billable` or `header`, its name, its inclusion terms."""
    names = dict(line.rstrip().split(None, 1) for line in _lines(_only(source, "icd10cm_codes_*.txt")))
    headers, inclusions = {}, {}
    for entry in _xml(_only(source, "*tabular*.xml")).iter("diag"):
        code = plain(entry.findtext("name", ""))
        headers[code] = entry.findtext("desc", "").strip()
        inclusions[code] = [_text(note) for note in entry.findall("inclusionTerm/note")]
    above = {code[:length] for code in names for length in range(3, len(code))} - names.keys()
    rows = {code: ("header", name) for code, name in headers.items() if code in above}
    rows |= {code: ("billable", name) for code, name in names.items()}
    for code, (kind, name) in sorted(rows.items()):
        yield "\t".join([code, kind, name, *inclusions.get(code, [])])


def neoplasm_lines(source: Path) -> Iterator[str]:
    """One line a site of the body: its words, and the six codes of the table of neoplasms."""
    yield "# Site, then codes: malignant primary, secondary, in situ, benign, uncertain, unspecified."
    top = next(_xml(_only(source, "*neoplasm*.xml")).iter("mainTerm"))
    yield from sorted(set(_sites(top, ())))


def _sites(term: etree._Element, path: tuple[str, ...]) -> Iterator[str]:
    cells = [cell.text or "" for cell in term.findall("cell")]
    if len(cells) == _BEHAVIORS:
        yield "\t".join([", ".join(path), *cells])
    for below in term.findall("term"):
        yield from _sites(below, (*path, _text(below.find("title"))))


def _xml(file: Path) -> etree._ElementTree:
    return etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True))


def _text(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _only(source: Path, pattern: str) -> Path:
    found = sorted(source.rglob(pattern))
    if len(found) != 1:
        raise SystemExit(f"{source} holds {len(found)} files like {pattern}; exactly one is needed.")
    return found[0]


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text("utf-8").splitlines() if line.strip()]


def _read(file: Path) -> str:
    return gzip.decompress(file.read_bytes()).decode()


def _write(file: Path, lines: Iterator[str]) -> None:
    file.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


if __name__ == "__main__":
    main()
