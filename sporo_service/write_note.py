"""`python -m sporo_service write-note TRANSCRIPT --template NAME`: notes of transcripts in files."""

import argparse
import json
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from sporo_service.catalog import Catalog, CatalogError, load_catalog
from sporo_service.engines.base import Note, NoteWriter
from sporo_service.engines.writer import LocalWriter
from sporo_service.write_many import NoNoteError, write_many


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("transcript", nargs="?", type=Path, help="a text file with what was said")
    source.add_argument(
        "--jsonl",
        nargs=2,
        type=Path,
        metavar=("IN", "OUT"),
        help='many: one {"id", "transcript"} a line in, one {"id", "sections", "note", "writer"} a line out',
    )
    parser.add_argument(
        "--template", default="General", help="the name of a template (General when left out)"
    )
    parser.add_argument("--templates", type=Path, help="a folder with templates of your own")
    parser.add_argument("--json", action="store_true", help="print sections, note and writer as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the note, or write one for each line; 2 where a template or a file can't be used."""
    try:
        catalog, writer = load_catalog(args.templates), LocalWriter()
        if args.jsonl:
            source, target = args.jsonl
            write = partial(_told, catalog=catalog, writer=writer)
            failed = write_many(source, target, write, args.template)
            if failed:
                sys.stderr.write(f"Lines without a note: {failed}. Each says why in `error`.\n")
            return 0
        note = _note(args.transcript.read_text("utf-8"), args.template, catalog, writer)
    except (CatalogError, NoNoteError) as error:
        return _refuse(str(error))
    except (OSError, UnicodeDecodeError):
        return _refuse("The transcript can't be read: give the path of a text file in UTF-8.")
    told = json.dumps(_as_json(note), ensure_ascii=False) if args.json else note.text
    sys.stdout.write(f"{told}\n")
    return 0


def _told(transcript: str, template: str, catalog: Catalog, writer: NoteWriter) -> Mapping[str, Any]:
    return _as_json(_note(transcript, template, catalog, writer))


def _note(transcript: str, name: str, catalog: Catalog, writer: NoteWriter) -> Note:
    template = catalog.named(name)
    if template is None:
        message = f"There is no template named {name!r}."
        raise NoNoteError(message)
    return writer.write(transcript, template)


def _as_json(note: Note) -> Mapping[str, Any]:
    sections = [{"title": section.title, "text": section.text} for section in note.sections]
    return {"sections": sections, "note": note.text, "writer": note.writer}


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2
