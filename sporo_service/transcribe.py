"""`python -m sporo_service transcribe FILE`: what was said in an audio file, without a job or a server."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from sporo_service.catalog import load_catalog
from sporo_service.engines.base import EngineError, Transcriber
from sporo_service.engines.speech import build_transcriber
from sporo_service.settings import Settings

TEMPLATE = "General"
"""Which template's specialty hints at what is said, where none is given."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments, on a parser."""
    parser.add_argument("file", type=Path, help="wav, mp3, ogg, flac, or anything else with sound")
    parser.add_argument("--fast", action="store_true", help="one pass: quicker, less sure of terms")
    parser.add_argument(
        "--json", action="store_true", help="print segments, uncertain spans and warnings too"
    )
    parser.add_argument("--template", default=TEMPLATE, help="whose specialty to expect")


def run(options: argparse.Namespace) -> int:
    """Print the transcript of `options.file`; the exit code."""
    settings = Settings()
    if options.fast:
        settings = settings.model_copy(update={"speech_mode": "fast"})
    return show(options, build_transcriber(settings))


def show(options: argparse.Namespace, transcriber: Transcriber) -> int:
    """Print what a transcriber hears in `options.file`, or one sentence on what is wrong with it."""
    template = load_catalog().named(options.template)
    if template is None or not options.file.is_file():
        what = f"template called {options.template}" if template is None else f"file called {options.file}"
        sys.stderr.write(f"There is no {what}.\n")
        return 1
    try:
        heard = transcriber.transcribe(options.file, template, lambda _: None)
    except EngineError as problem:
        sys.stderr.write(f"{problem.sentence}\n")
        return 1
    whole = {"transcript": heard.text} | {
        name: part for name, part in asdict(heard).items() if name != "text"
    }
    text = json.dumps(whole, ensure_ascii=False, indent=2) if options.json else heard.text
    sys.stdout.write(f"{text}\n")
    for warning in heard.warnings:
        sys.stderr.write(f"{warning}\n")
    return 0
