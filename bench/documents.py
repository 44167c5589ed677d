"""How fast documents are read, and how right scans are: `python -m bench.documents --data PATH`.

PATH holds `aci-bench/`: visit notes that clinicians wrote, here set as PDFs. Ours is timed as the worker
pays for it: `cold` with the start of its child process, as for the first file and one that follows another at
once; `warm` with the child that waits, as for a file after a pause. Beside it runs the bare library in this
process, loaded and warm. They take turns, and the middle of the rounds is shown. Scans are the same pages
drawn at 200 dots an inch.
"""

import argparse
import csv
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2
from fpdf import FPDF
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein
from rapidocr import RapidOCR

from sporo_documents.children import COMMAND, FRESH, Children, Spare
from sporo_documents.limits import Limits
from sporo_documents.ocr import Recognizer
from sporo_documents.reading import read

SPLITS = ("train.csv", "valid.csv", "clinicalnlp_taskB_test1.csv")
COPIES = 7
"""How often the notes are set, for a chart of more than a thousand pages."""
POINTS = 72
SCAN_DPI = 200
THREADS = 2
LIMITS = Limits(seconds=600, threads=THREADS)
ROUNDS = 7
SLOW_ROUNDS = 3
PAUSE = 3.0
"""Seconds after which a child has loaded all that it loads while it waits, also on a busy machine."""
LONG_SCAN = 8
ACCURACY_PAGES = 6
SEED = 7
ROWS = (("as drawn", 200, 0.0, 0.0), *(("worn", dpi, 14.0, 0.7) for dpi in (200, 150, 100)))
"""What is done to a page before it is recognized: its resolution, noise, and degrees askew."""


def main() -> None:
    """Print pages a second for text and for scans, then how many characters of scans are right."""
    notes = _notes(_data_folder())
    chart = set_as_pdf(notes * COPIES)
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'pages':<15}{'pages/s: cold':>14}{'warm':>9}{'bare':>9}{'share: cold':>14}{'warm':>9}")
        _print_speed_of_text(chart, Path(folder))
        _print_speed_of_scans(chart, Path(folder))
    _print_accuracy(chart)


def set_as_pdf(notes: Sequence[str]) -> pypdfium2.PdfDocument:
    """The notes one after the other, each from a new page, in 11-point type on letter paper."""
    pdf = FPDF(format="letter")
    pdf.set_font("helvetica", size=11)
    for note in notes:
        pdf.add_page()
        pdf.multi_cell(0, 5, note.encode("latin-1", "replace").decode("latin-1"), align="L")
    return pypdfium2.PdfDocument(bytes(pdf.output()))


def _data_folder() -> Path:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    folder: Path = parser.parse_args().data
    return folder


def _notes(data: Path) -> list[str]:
    found = []
    for split in SPLITS:
        with (data / "aci-bench" / split).open(encoding="utf-8") as rows:
            found += [row["note"] for row in csv.DictReader(rows)]
    return found


def _print_speed_of_text(chart: pypdfium2.PdfDocument, folder: Path) -> None:
    for count in (1, 5, 20, 50, 100, 500, 1500):
        file = _first_pages(chart, count, folder / "text.pdf")
        _print_row(f"text, {count}", count, _compared(file, _bare_text, ROUNDS))


def _print_speed_of_scans(chart: pypdfium2.PdfDocument, folder: Path) -> None:
    params = {
        "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
        "Global.log_level": "critical",
    }
    engine = RapidOCR(params=params)

    def bare(file: Path) -> None:
        for page in pypdfium2.PdfDocument(file):
            engine(page.render(scale=SCAN_DPI / POINTS).to_numpy())

    for count in (1, LONG_SCAN):
        file = _scan(chart, count, folder / "scan.pdf")
        bare(_scan(chart, 1, folder / "warm-up.pdf"))
        _print_row(f"scanned, {count}", count, _compared(file, bare, SLOW_ROUNDS))


def _compared(file: Path, bare: Callable[[Path], None], rounds: int) -> tuple[float, float, float]:
    """The seconds of ours cold, of ours warm and of the bare library, each the middle of its rounds."""
    spare = Spare((*COMMAND, str(THREADS)))
    _read(file, spare)
    times: list[tuple[float, float, float]] = []
    for _ in range(rounds):
        time.sleep(PAUSE)
        warm = _seconds(lambda: _read(file, spare))
        time.sleep(PAUSE)
        times.append((_seconds(lambda: _read(file, FRESH)), warm, _seconds(lambda: bare(file))))
    spare.close()
    cold, warm, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    return cold, warm, theirs


def _read(file: Path, children: Children) -> None:
    read(file, file.name, LIMITS, lambda _: None, children)


def _seconds(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def _bare_text(file: Path) -> None:
    for page in pypdfium2.PdfDocument(file):
        page.get_textpage().get_text_bounded()


def _print_row(name: str, pages: int, seconds: tuple[float, float, float]) -> None:
    cold, warm, bare = seconds
    speeds = f"{pages / cold:>14.1f}{pages / warm:>9.1f}{pages / bare:>9.1f}"
    print(f"{name:<15}{speeds}{bare / cold:>14.0%}{bare / warm:>9.0%}", flush=True)


def _first_pages(chart: pypdfium2.PdfDocument, count: int, file: Path) -> Path:
    part = pypdfium2.PdfDocument.new()
    part.import_pages(chart, list(range(count)))
    part.save(file)
    return file


def _scan(chart: pypdfium2.PdfDocument, count: int, file: Path) -> Path:
    pdf = FPDF(format="letter")
    for index in range(count):
        pdf.add_page()
        pdf.image(_drawn(chart, index, SCAN_DPI), 0, 0, pdf.w)
    pdf.output(str(file))
    return file


def _drawn(chart: pypdfium2.PdfDocument, index: int, dpi: int) -> Image.Image:
    picture: Image.Image = chart[index].render(scale=dpi / POINTS).to_pil()
    return picture.convert("L")


def _print_accuracy(chart: pypdfium2.PdfDocument) -> None:
    recognizer = Recognizer(THREADS)
    print(f"\n{'scan':<24}{'characters right':>18}")
    for name, dpi, noise, askew in ROWS:
        right = [_right(chart, index, recognizer, (dpi, noise, askew)) for index in range(ACCURACY_PAGES)]
        print(f"{f'{name}, {dpi} dpi':<24}{100 * statistics.mean(right):>17.2f}%")


def _right(
    chart: pypdfium2.PdfDocument, index: int, recognizer: Recognizer, wear: tuple[int, float, float]
) -> float:
    """The share of a page's characters that are recognized; spaces count, line ends as spaces."""
    dpi, noise, askew = wear
    written = " ".join(chart[index].get_textpage().get_text_bounded().split())
    worn = _worn(_drawn(chart, index, dpi), noise, askew)
    found = " ".join(
        recognizer.text(np.ascontiguousarray(np.asarray(worn.convert("RGB"))[:, :, ::-1])).split()
    )
    return 1 - Levenshtein.distance(written, found) / max(len(written), 1)


def _worn(page: Image.Image, noise: float, askew: float) -> Image.Image:
    if not noise:
        return page
    turned = page.rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.5)))
    specks = np.random.default_rng(SEED).normal(0, noise, soft.shape)
    return Image.fromarray(np.clip(soft + specks, 0, 255).astype(np.uint8))


if __name__ == "__main__":
    main()
