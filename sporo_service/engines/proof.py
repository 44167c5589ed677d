"""Engines that have shown that they work, so that no job has to find out that they don't."""

import logging
import tempfile
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sporo_documents.document import Document, Page
from sporo_service.catalog import load_catalog
from sporo_service.engines import BUILD
from sporo_service.engines.base import EngineError, Engines
from sporo_service.settings import Settings

RATE = 16000
MAY_ASK_A_MODEL = {"summarizer", "coder"}
WORDS = "Type 2 diabetes mellitus. Metformin 500 mg daily."
NOT_LOADED = {
    "transcriber": "The speech model could not be loaded. Ask IT to check SPORO_WHISPER_MODEL and the log.",
    "writer": "The writer of notes could not be loaded. Ask IT to check the worker's log.",
    "reader": "What reads documents could not be loaded. Ask IT to check the worker's log.",
    "summarizer": "The summarizer could not be loaded. Ask IT to check the worker's log.",
    "coder": "The ICD-10-CM codes could not be loaded. Ask IT to check the worker's log.",
}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Proven:
    """The engines of a worker, and why those are missing that could not be had."""

    engines: Engines
    missing: Mapping[str, str]
    """A sentence for each engine that is not there, by its name in `Engines`."""


class Missing:
    """Stands where an engine can't be had: whatever is asked of it ends with the reason."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    def __getattr__(self, _asked: str) -> NoReturn:
        raise EngineError("engine_missing", self._sentence)


def prove(settings: Settings, build: Mapping[str, Callable[[Settings], Any]] = BUILD) -> Proven:
    """Every engine that the settings name, each tried once; one that fails keeps no other from its work."""
    engines: dict[str, Any] = {}
    missing: dict[str, str] = {}
    # A language model that is down now may be up when a job comes: it is not waited for.
    without_model = settings.model_copy(update={"llm_url": "", "coder": "local"})
    with tempfile.TemporaryDirectory() as folder:
        trials = _trials(settings, Path(folder))
        for name, had in build.items():
            try:
                engines[name] = had(settings)
                trials[name](had(without_model) if name in MAY_ASK_A_MODEL else engines[name])
            except EngineError as error:
                missing[name] = error.sentence
            except Exception:
                log.exception("An engine does not work: %s", name)
                missing[name] = NOT_LOADED[name]
    return Proven(Engines(**engines | {name: Missing(why) for name, why in missing.items()}), missing)


def _trials(settings: Settings, folder: Path) -> Mapping[str, Callable[[Any], object]]:
    """What each engine is tried with."""
    template = load_catalog(settings.templates_dir).templates[0]
    silence, note = folder / "silence.wav", folder / "note.txt"
    with wave.open(str(silence), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(bytes(2 * RATE))
    note.write_text(WORDS, encoding="utf-8")
    document = Document(note.name, "text", (Page(1, WORDS),))
    return {
        "transcriber": lambda engine: engine.transcribe(silence, template, lambda _share: None),
        "writer": lambda engine: engine.write(WORDS, template),
        "reader": lambda engine: engine.read(note, note.name, lambda _share: None),
        "summarizer": lambda engine: engine.summarize((document,), ""),
        "coder": lambda engine: engine.code(WORDS),
    }
