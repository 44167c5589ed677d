"""What a reading process loads while it waits for its file."""

import threading
from contextlib import suppress
from importlib import import_module

import pypdfium2

from sporo_documents.memory import available
from sporo_documents.ocr import Recognizer
from sporo_documents.problems import UnreadableError

_OTHERS = ("image", "word", "html", "plain", "markdown", "rtf", "cda")
"""The other readers, the most common first."""
_IDLE = 0.3
"""Seconds without a file after which the models are loaded: where one file follows another, it would be in
the way of those that need none."""
_ROOM = 1_500_000_000
"""Bytes of free memory that the models, which take a fifth of it, must leave to others."""

_PAGE = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R
/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length 24>> stream
BT /F 9 Tf (warm) Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
trailer <</Root 1 0 R>>"""
"""A page of our own: the first that a process reads takes several times as long as the next."""


def warm_up(threads: int, asked: threading.Event) -> None:
    """Load what most files need, and the rest on a thread, beside the file if one comes before."""
    import_module("sporo_documents.readers.pdf")
    # Here, for the library must not be entered by two threads at once.
    pypdfium2.PdfDocument(_PAGE)[0].get_textpage().get_text_bounded()
    threading.Thread(target=_load_the_rest, args=(threads, asked), daemon=True).start()


def _load_the_rest(threads: int, asked: threading.Event) -> None:
    for name in _OTHERS:
        if asked.is_set():
            return
        import_module(f"sporo_documents.readers.{name}")
    free = available()
    if asked.wait(_IDLE) or (free is not None and free < _ROOM):
        return
    with suppress(UnreadableError):  # recognition is not installed, which a file that needs it will say
        _recognize_a_word(threads)


def _recognize_a_word(threads: int) -> None:
    """Have the models loaded: that is done one by one, the last when there is something to read."""
    import numpy as np  # noqa: PLC0415 (takes time, and text is read without it)
    from PIL import Image, ImageDraw  # noqa: PLC0415 (the same)

    picture = Image.new("RGB", (320, 48), "white")
    ImageDraw.Draw(picture).text((10, 10), "warm", "black", font_size=24)
    Recognizer(threads).text(np.asarray(picture))
