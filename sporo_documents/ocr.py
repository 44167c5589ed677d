"""Text in pictures, recognized on this machine by the models that come with `rapidocr`."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

from sporo_documents.hyphens import rejoined
from sporo_documents.layout import Piece, middle, read_in_order
from sporo_documents.problems import NO_OCR, UnreadableError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from rapidocr import RapidOCR

    Pixels: TypeAlias = NDArray[np.uint8]

LONGEST_SIDE = 1600
"""Pixels: a letter page at 145 dots an inch. More takes longer and reads no better, not even 6-point type."""

_MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}
_LEAST_SURE = 0.5
"""Lines read with less confidence are left out: they are noise, stamps and drawings."""
_UPRIGHT = 0.8
"""The mean confidence from which on a page is taken to stand upright."""
_WIDE = 100.0
"""Pixels: only lines longer than this tell how askew a page is."""
_ON_END = 1.5
"""How much taller than wide a line is that stands on end; the engine draws the same line."""

_HALF = 0.5
_LOADING = Lock()
"""A process that waits for its file loads the models beside that."""
_OUT_OF_MEMORY = "bad_alloc"

Corners = Sequence[Sequence[float]]


@dataclass(frozen=True)
class _Found:
    """What was found on a picture turned one way: pieces, how sure, and the share that stand on end."""

    pieces: tuple[Piece, ...]
    sure: float
    on_end: float


def capitals_restored(text: str) -> str:
    """The line with its headings whole: "PRocEDURE" is PROCEDURE, for some letters differ in size alone."""
    return re.sub(r"\b[A-Zcosvwxz]{5,}\b", _if_mostly_capital, text)


def _if_mostly_capital(word: re.Match[str]) -> str:
    capitals = sum(letter.isupper() for letter in word[0])
    return word[0].upper() if capitals > len(word[0]) / 2 else word[0]


class Recognizer:
    """Recognizes text; the models are loaded at the first picture."""

    def __init__(self, threads: int) -> None:
        self._threads = threads

    def text(self, pixels: "Pixels") -> str:
        """The lines of a picture in reading order, whichever way it is turned; `pixels` is BGR by row.

        A picture that does not read well as it stands is turned until it does.
        """
        found = self._found(pixels)
        if found.on_end > _HALF:
            turned = [self._found(_turned(pixels, quarters)) for quarters in (1, 3)]
        elif found.pieces and found.sure < _UPRIGHT:
            turned = [self._found(_turned(pixels, 2))]
        else:
            turned = []
        best = max([found, *turned], key=lambda way: way.sure * (way.on_end <= _HALF))
        return rejoined(read_in_order(best.pieces))

    def _found(self, pixels: "Pixels") -> _Found:
        read: Any = _enough_memory(_engine(self._threads), pixels)  # its type depends on the engine's options
        if not read:
            return _Found((), 0.0, 0.0)
        corners = read.boxes.tolist()
        sure = sum(read.scores) / len(read.scores)
        return _Found(tuple(_straightened(corners, read.txts)), sure, _share_on_end(corners))


def _engine(threads: int) -> "RapidOCR":
    """The engine with models named by path: it never looks for others, and so never for a network.

    There is one in a process; it loads each of its models at first need, all of which takes seconds.
    """
    if not find_spec("rapidocr"):
        raise UnreadableError(NO_OCR)
    with _LOADING:
        return _loaded(threads)


@cache
def _loaded(threads: int) -> "RapidOCR":
    import rapidocr  # noqa: PLC0415 (only pictures need it)

    folder = Path(rapidocr.__file__).parent / "models"
    models = {f"{part}.model_path": str(folder / name) for part, name in _MODELS.items()}
    parallel = {"EngineConfig.onnxruntime.intra_op_num_threads": threads}
    # Turning single lines is left out: `text` turns whole pages, which keeps the lines' order.
    rest = {"Global.use_cls": False, "Global.text_score": _LEAST_SURE, "Global.log_level": "critical"}
    return rapidocr.RapidOCR(params={**models, **parallel, **rest})


def _enough_memory(engine: "RapidOCR", pixels: "Pixels") -> object:
    """What the engine reads; its own error for a lack of memory is told as what it is."""
    try:
        return engine(pixels)
    except Exception as error:
        if _OUT_OF_MEMORY in str(error):
            raise MemoryError from None
        raise


def _turned(pixels: "Pixels", quarters: int) -> "Pixels":
    """The picture turned counter-clockwise, as an array of its own."""
    import numpy as np  # noqa: PLC0415 (text in PDFs is read without it)

    return np.ascontiguousarray(np.rot90(pixels, quarters))


def _share_on_end(boxes: Sequence[Corners]) -> float:
    """How many of the boxes, from top left clockwise, are clearly taller than wide."""
    tall = sum(math.dist(box[0], box[3]) > _ON_END * math.dist(box[0], box[1]) for box in boxes)
    return tall / len(boxes)


def _straightened(boxes: Sequence[Corners], texts: Sequence[str]) -> Iterator[Piece]:
    """The boxes as upright rectangles, the page turned back by as much as its longer lines are askew."""
    slopes = [
        math.atan2(right[1] - left[1], right[0] - left[0])
        for left, right, *_ in boxes
        if right[0] - left[0] > _WIDE
    ]
    askew = middle(slopes) if slopes else 0.0
    cos, sin = math.cos(askew), math.sin(askew)
    for box, text in zip(boxes, texts, strict=True):
        across = [x * cos + y * sin for x, y in box]
        down = [y * cos - x * sin for x, y in box]
        yield Piece(
            left=(across[0] + across[3]) / 2,
            top=(down[0] + down[1]) / 2,
            right=(across[1] + across[2]) / 2,
            bottom=(down[2] + down[3]) / 2,
            text=capitals_restored(text),
        )
