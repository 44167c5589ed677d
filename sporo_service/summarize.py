"""`python -m sporo_service summarize FILE...`: one summary of documents, every line with its source."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sporo_documents.document import Document
from sporo_service.engines.base import DocumentReader, EngineError, Summarizer
from sporo_service.engines.documents import build_reader
from sporo_service.engines.summarizer import build_summarizer
from sporo_service.settings import Settings
from sporo_service.summaries import flat, told

NOT_FOUND = "{name} can't be opened: check its path."


@dataclass(frozen=True)
class Unread:
    """A file that is left out, and why."""

    name: str
    code: str
    sentence: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a document of any kind")
    parser.add_argument("--focus", default="", help="a question or a subject, such as 'cardiac history only'")
    parser.add_argument(
        "--json", action="store_true", help="print sections, conflicts, documents and text as JSON"
    )


def run(args: argparse.Namespace) -> int:
    """Print the summary of the files that can be read; 1 where none can."""
    settings = Settings()
    return summarize(args, build_reader(settings), build_summarizer(settings))


def summarize(args: argparse.Namespace, reader: DocumentReader, summarizer: Summarizer) -> int:
    """Print what the summarizer says of what the reader reads; files left out are named on stderr."""
    outcomes = [_read(file, name, reader) for file, name in _named(args.files)]
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    unread = [outcome for outcome in outcomes if isinstance(outcome, Unread)]
    sys.stderr.writelines(f"{file.sentence}\n" for file in unread)
    if not documents:
        return 1
    summary = summarizer.summarize(documents, args.focus)
    text = flat(summary, [file.sentence for file in unread])
    if not args.json:
        sys.stdout.write(f"{text}\n")
        return 0
    answer = {
        **told(summary),
        "documents": [_line(outcome) for outcome in outcomes],
        "response": text,
    }
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 0


def _named(files: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with the name that its lines cite: the second of a name is "name (2).ext"."""
    seen: dict[str, int] = {}
    for file in files:
        seen[file.name] = seen.get(file.name, 0) + 1
        count = seen[file.name]
        yield file, file.name if count == 1 else f"{file.stem} ({count}){file.suffix}"


def _read(file: Path, name: str, reader: DocumentReader) -> Document | Unread:
    if not file.is_file():
        return Unread(name, "not_found", NOT_FOUND.format(name=name))
    try:
        return reader.read(file, name, lambda _: None)
    except EngineError as error:
        return Unread(name, error.code, error.sentence)


def _line(outcome: Document | Unread) -> dict[str, object]:
    if isinstance(outcome, Unread):
        return {
            "name": outcome.name,
            "kind": None,
            "pages": None,
            "error_code": outcome.code,
            "error_message": outcome.sentence,
        }
    return {
        "name": outcome.name,
        "kind": outcome.kind,
        "pages": len(outcome.pages),
        "error_code": None,
        "error_message": None,
    }
