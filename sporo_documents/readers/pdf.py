"""PDF: the text that is in it, and for pages that are pictures the text recognized in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from sporo_documents.document import Page
from sporo_documents.hyphens import word_of
from sporo_documents.limits import Limits
from sporo_documents.ocr import LONGEST_SIDE, Recognizer
from sporo_documents.opened import Opened
from sporo_documents.problems import CORRUPT, ENCRYPTED, UnreadableError

if TYPE_CHECKING:
    from sporo_documents.ocr import Pixels

_WORDS_ENOUGH = 100
"""A page with so many words needs no recognition, whatever pictures are on it: a stamp on a fax has fewer."""
_MUCH = 0.15
"""The share of a page from which on its pictures may hold text; letterhead and signature cover less."""
_ILL_MAPPED = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_MOST_ILL_MAPPED = 0.1
"""The share of characters without a meaning above which a text is none: fonts may lack a map to Unicode."""
_MARKED = re.compile(r"[\x02\ufffe]")
"""How the library marks a hyphen at the end of a line."""
_PARTED = re.compile(r"([\w'/-]*)[\x02\ufffe]\n?([\w'/-]*)")
"""The mark and what stands around it; to look for this alone takes as long as to read the page."""
_LARGEST_SCALE = 4.0
"""288 dots an inch: a small page is not blown up beyond what helps."""


def open_file(file: Path, limits: Limits) -> Opened:
    """The document's pages."""
    pdf = opened(file)
    return Opened(_pages(pdf, Recognizer(limits.threads)), len(pdf))


def opened(file: Path) -> pypdfium2.PdfDocument:
    """The document with its forms; `UnreadableError` where it is damaged or wants a password."""
    try:
        pdf = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(ENCRYPTED if error.err_code == raw.FPDF_ERR_PASSWORD else CORRUPT) from None
    if pdf.get_formtype():
        pdf.init_forms()
    return pdf


def _pages(pdf: pypdfium2.PdfDocument, recognizer: Recognizer) -> Iterator[Page]:
    for index in range(len(pdf)):
        page = filled_in(pdf, index)
        text = _text_layer(page)
        if _is_picture(page, text):
            yield Page(index + 1, recognizer.text(_rendered(page)), by_ocr=True)
        else:
            yield Page(index + 1, text)
        page.close()


def filled_in(pdf: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """The page with what was filled into its form, or written beside its text, as a part of that text."""
    page = pdf[index]
    if (
        raw.FPDFPage_GetAnnotCount(page)
        and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
    ):
        page.close()
        page = pdf[index]
    return page


def _text_layer(page: pypdfium2.PdfPage) -> str:
    text: str = page.get_textpage().get_text_bounded().replace("\r\n", "\n")
    if _MARKED.search(text):
        text = _PARTED.sub(lambda parted: word_of(*parted.groups()), text)
    return text.strip()


def _is_picture(page: pypdfium2.PdfPage, text: str) -> bool:
    """Whether the text in the page is too little, or of no meaning, while there is something to be seen."""
    if len(_ILL_MAPPED.findall(text)) > _MOST_ILL_MAPPED * len(text):
        return True
    if len(text.split()) >= _WORDS_ENOUGH:
        return False
    if not text:
        return bool(raw.FPDFPage_CountObjects(page))
    return _pictured(page) > _MUCH


def _pictured(page: pypdfium2.PdfPage) -> float:
    """The share of the page that its pictures cover; a scan may come in many strips."""
    width, height = page.get_size()
    pictures = (found.get_bounds() for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in pictures)
    return float(covered / max(width * height, 1.0))


def _rendered(page: pypdfium2.PdfPage) -> "Pixels":
    scale = min(LONGEST_SIDE / max(page.get_size()), _LARGEST_SCALE)
    pixels: Pixels = page.render(scale=scale).to_numpy()
    return pixels
