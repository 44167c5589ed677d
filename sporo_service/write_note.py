"""`python -m sporo_service write-note TRANSCRIPT --template NAME`: a note of a transcript in a file."""

import argparse
import json
import sys
from pathlib import Path

from sporo_service.catalog import CatalogError, load_catalog
from sporo_service.engines.base import Note
from sporo_service.engines.writer import LocalWriter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("transcript", type=Path, help="a text file with what was said")
    parser.add_argument(
        "--template", default="General", help="the name of a template (General when left out)"
    )
    parser.add_argument("--templates", type=Path, help="a folder with templates of your own")
    parser.add_argument("--json", action="store_true", help="print sections, note and writer as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the note; 2 where a template or the file can't be used."""
    try:
        template = load_catalog(args.templates).named(args.template)
        transcript = args.transcript.read_text("utf-8")
    except CatalogError as error:
        return _refuse(str(error))
    except (OSError, UnicodeDecodeError):
        return _refuse("The transcript can't be read: give the path of a text file in UTF-8.")
    if template is None:
        return _refuse(f"There is no template named {args.template!r}.")
    note = LocalWriter().write(transcript, template)
    sys.stdout.write(_as_json(note) if args.json else f"{note.text}\n")
    return 0


def _as_json(note: Note) -> str:
    sections = [{"title": section.title, "text": section.text} for section in note.sections]
    return (
        json.dumps({"sections": sections, "note": note.text, "writer": note.writer}, ensure_ascii=False)
        + "\n"
    )


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2
