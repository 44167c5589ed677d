"""Text in pictures: right to the letter, in the order of the page, whichever way the page lies."""

from difflib import SequenceMatcher

import numpy as np
import pytest
from PIL import Image, ImageFilter

from sporo_documents.ocr import Recognizer, capitals_restored
from tests.sporo_documents.files import LINES, picture

PAGE = (
    "DISCHARGE SUMMARY",
    "The patient is a 67-year-old woman with hypertension,",
    "type 2 diabetes and paroxysmal atrial fibrillation.",
    *LINES,
    "Potassium 4.1 mmol/L, creatinine 88 umol/L, HbA1c 7.4 %.",
    "Apixaban 5 mg twice daily was started on 03/14/2026.",
    "She denies chest pain and shortness of breath.",
)
SIZE = (1240, 800)
SEED = 20_260_301


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer(threads=2)


def text_of(recognizer: Recognizer, page: Image.Image) -> str:
    return recognizer.text(np.ascontiguousarray(np.asarray(page.convert("RGB"))[:, :, ::-1]))


def share_right(read: str, written: str) -> float:
    """The share of the characters that both have in the same order."""
    same = sum(
        block.size for block in SequenceMatcher(None, read, written, autojunk=False).get_matching_blocks()
    )
    return same / max(len(read), len(written))


def scanned(share: float) -> Image.Image:
    """The page as a worn scanner gives it: smaller by the share, soft, askew and full of specks."""
    page = picture(PAGE, SIZE).rotate(0.7, resample=Image.Resampling.BICUBIC, fillcolor=255)
    page = page.resize((int(page.width * share), int(page.height * share)), Image.Resampling.LANCZOS)
    specks = np.random.default_rng(SEED).normal(0, 14, (page.height, page.width))
    worn = np.clip(np.asarray(page.filter(ImageFilter.GaussianBlur(0.5))) + specks, 0, 255)
    return Image.fromarray(worn.astype(np.uint8))


@pytest.mark.parametrize("share", [4 / 3, 1, 2 / 3], ids=["200 dpi", "150 dpi", "100 dpi"])
def test_a_worn_scan_is_read_nearly_to_the_letter(share: float, recognizer: Recognizer) -> None:
    assert share_right(text_of(recognizer, scanned(share)), "\n".join(PAGE)) >= 0.985


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_head_is_read_in_order(quarters: int, recognizer: Recognizer) -> None:
    turned = picture(PAGE, SIZE).rotate(90 * quarters, expand=True)
    assert share_right(text_of(recognizer, turned), "\n".join(PAGE)) >= 0.985


def test_two_columns_are_read_one_after_the_other(recognizer: Recognizer) -> None:
    left = [f"Left {word} of the note on history" for word in ("one", "two", "three", "four", "five")]
    right = [f"Right {word} of the plan for later" for word in ("one", "two", "three", "four", "five")]
    page = Image.new("L", (1400, 480), "white")
    page.paste(picture(left, (690, 480)), (0, 0))
    page.paste(picture(right, (690, 480)), (700, 0))
    assert text_of(recognizer, page).splitlines() == left + right


def test_a_word_parted_at_the_end_of_a_line_is_whole(recognizer: Recognizer) -> None:
    page = picture(["She is treated for hyper-", "tension and comes for follow-", "up after five days."])
    read = " ".join(text_of(recognizer, page).split())
    assert read == "She is treated for hypertension and comes for follow-up after five days."


def test_an_empty_page_has_no_text(recognizer: Recognizer) -> None:
    assert text_of(recognizer, picture(())) == ""


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("PRocEDURE: oPERATIoN", "PROCEDURE: OPERATION"),
        ("The BP in mmHg, pH 7.4 and HbA1c", "The BP in mmHg, pH 7.4 and HbA1c"),
        ("consciousness CoVs", "consciousness CoVs"),
    ],
)
def test_headings_get_their_capitals_back_and_nothing_else_does(read: str, meant: str) -> None:
    assert capitals_restored(read) == meant
