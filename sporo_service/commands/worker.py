"""`worker`: works on the jobs that wait."""

import argparse
import logging
import sys
import tempfile
import wave
from pathlib import Path

from sporo_service import worker
from sporo_service.catalog import load_catalog
from sporo_service.engines import build_engines
from sporo_service.engines.base import EngineError, Engines
from sporo_service.lifeline import say_ready, stop_when_told
from sporo_service.logs import install
from sporo_service.settings import Settings

ENGINES_MISSING = 3
RATE = 16000
NOT_LOADED = "The speech model could not be loaded. Ask IT to check SPORO_WHISPER_MODEL and the worker's log."

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when the parent does")


def run(options: argparse.Namespace) -> int:
    """Work until told to end; 3 when an engine can't be had, which the API then says too."""
    settings = Settings()
    install(settings)
    stop = stop_when_told(until_stdin_closes=options.until_stdin_closes)
    try:
        engines = _proven_engines(settings)
    except EngineError as error:
        sys.stderr.write(f"{error.sentence}\n")
        worker.report_problem(settings, error.sentence)
        return ENGINES_MISSING
    worker.run(settings, engines, stop, say_ready)
    return 0


def _proven_engines(settings: Settings) -> Engines:
    """Engines that have shown that they work, so that no visit has to find out that they don't."""
    engines = build_engines(settings)
    try:
        with tempfile.TemporaryDirectory() as folder:
            silence = _silence(Path(folder) / "silence.wav")
            template = load_catalog(settings.templates_dir).templates[0]
            engines.transcriber.transcribe(silence, template, lambda _share: None)
    except EngineError:
        raise
    except Exception as error:
        log.exception("The speech engine does not work.")
        raise EngineError("not_loaded", NOT_LOADED) from error
    return engines


def _silence(path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(bytes(2 * RATE))
    return path
