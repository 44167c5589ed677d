"""The local transcriber: Whisper heard once (`fast`) or twice and merged (`merged`), block by block."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, Protocol

from sporo_clinical.vocabulary import everyday
from sporo_service.catalog import Template
from sporo_service.engines.base import Progress, Transcript
from sporo_service.engines.speech.decode import RATE, Block, Recording, Samples
from sporo_service.engines.speech.doubt import uncertain
from sporo_service.engines.speech.hotwords import choose
from sporo_service.engines.speech.mend import mend
from sporo_service.engines.speech.merge import merge
from sporo_service.engines.speech.stretches import Stretch, stretches
from sporo_service.engines.speech.words import Word, segments, text_of

Mode = Literal["merged", "fast"]
Reached = Callable[[float], None]
"""Called with the seconds of the recording that are done."""

SHORTFALL = 0.95
"""Less than this share of the declared length decoded is worth a warning."""


class Hearing(Protocol):
    """What hears words in samples; see `ear.Ear`."""

    def listen(self, samples: Samples) -> list[Word]:
        """What is heard without expecting anything."""

    def listen_for(self, samples: Samples, hotwords: Sequence[str]) -> list[Word]:
        """What is heard when expecting the hotwords."""


class Whisper:
    """A `Transcriber` on this machine; nothing leaves it."""

    def __init__(self, ear: Hearing, mode: Mode = "merged") -> None:
        self._ear = ear
        self._mode = mode

    def transcribe(self, audio: Path, template: Template, progress: Progress) -> Transcript:
        """What was said; empty text where nobody spoke, `EngineError` where the file can't be played."""
        words: list[Word] = []
        with Recording(audio) as recording:
            reached = _reached(recording.declared, progress)
            for block in recording.blocks():
                words += [word.later(block.start) for word in self._heard(block, template.specialty, reached)]
                reached(block.start + block.seconds)
            warnings = _warnings(recording)
        return Transcript(text_of(words), segments(words), uncertain(words), warnings)

    def _heard(self, block: Block, specialty: str, reached: Reached) -> list[Word]:
        if self._mode == "fast":
            return mend(self._ear.listen_for(block.samples, everyday()))
        first = self._ear.listen(block.samples)
        # The two hearings of a block take about as long as each other.
        reached(block.start + block.seconds / 2)
        second: list[Word] = []
        for stretch in stretches(first, block.seconds):
            second += self._heard_again(block, stretch, specialty)
            reached(block.start + (block.seconds + stretch.end) / 2)
        return merge(mend(first), mend(second))

    def _heard_again(self, block: Block, stretch: Stretch, specialty: str) -> list[Word]:
        samples = block.samples[int(stretch.start * RATE) : int(stretch.end * RATE)]
        heard = self._ear.listen_for(samples, choose(stretch.words, specialty))
        return [word.later(stretch.start) for word in heard]


def _reached(declared: float | None, progress: Progress) -> Reached:
    """Tells the progress by the seconds of the recording that are done, where its length is known."""

    def tell(seconds: float) -> None:
        progress(min(1.0, seconds / declared) if declared else 0.0)

    return tell


def _warnings(recording: Recording) -> tuple[str, ...]:
    if not recording.declared or recording.decoded >= SHORTFALL * recording.declared:
        return ()
    played, whole = _minutes(recording.decoded), _minutes(recording.declared)
    return (f"Only {played} of {whole} could be played: the file is damaged or cut, and a part is missing.",)


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
