"""Pictures of pages in every form that scanners and telephones make."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sporo_documents.document import DocumentError
from sporo_documents.limits import Limits
from sporo_documents.ocr import LONGEST_SIDE
from sporo_documents.readers.image import as_seen
from tests.sporo_documents.files import LINES, picture, read_bytes, saved

ORIENTATION = 0x0112
A_QUARTER_TO_THE_RIGHT = 6


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_of_every_kind_is_recognized(kind: str, tmp_path: Path) -> None:
    read = read_bytes(tmp_path, saved(picture(), kind))
    assert (read.kind, len(read.pages), read.pages[0].by_ocr) == ("image", 1, True)
    assert read.pages[0].text.splitlines() == list(LINES)


def test_each_page_of_a_tiff_keeps_its_number(tmp_path: Path) -> None:
    others = [picture(("Second page of the letter.",)), picture(("Third page of the letter.",))]
    content = saved(picture(), "TIFF", save_all=True, append_images=others, compression="tiff_lzw")
    pages = read_bytes(tmp_path, content).pages
    assert [page.number for page in pages] == [1, 2, 3]
    assert pages[2].text == "Third page of the letter."


def same_to_the_eye(page: Image.Image, expected: Image.Image) -> bool:
    difference = np.abs(np.asarray(as_seen(page, 0), int) - np.asarray(as_seen(expected, 0), int))
    return bool(np.mean(difference) < 2)


@pytest.mark.parametrize("mode", ["1", "LA", "RGB", "RGBA", "CMYK", "P"])
def test_a_picture_in_any_colours_is_seen_as_it_is(mode: str) -> None:
    assert same_to_the_eye(picture().convert(mode), picture())


def test_a_picture_of_sixteen_bits_keeps_its_shades() -> None:
    deep = np.asarray(picture()).astype(np.uint16) * 257
    assert same_to_the_eye(Image.fromarray(deep), picture())


def test_a_transparent_page_is_seen_as_on_white_paper() -> None:
    page = Image.new("RGBA", picture().size, (0, 0, 0, 0))
    page.putalpha(picture().point(lambda value: 255 - value))
    assert same_to_the_eye(page, picture())


def test_a_telephones_word_on_how_it_was_held_is_heeded() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = A_QUARTER_TO_THE_RIGHT
    lying = picture().transpose(Image.Transpose.ROTATE_90)
    with Image.open(io.BytesIO(saved(lying, "PNG", exif=exif))) as taken:
        assert same_to_the_eye(taken, picture())


def test_a_picture_is_no_larger_than_is_of_use() -> None:
    assert max(as_seen(picture(size=(3000, 4000)), 0).size) == LONGEST_SIDE


def test_a_lack_of_memory_is_not_taken_for_damage(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        read_bytes(tmp_path, saved(picture(size=(1240, 1600)), "PNG"), Limits(megabytes=400))
    assert refused.value.code == "out_of_memory"


def test_a_blank_page_is_empty(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        read_bytes(tmp_path, saved(picture(()), "PNG"))
    assert refused.value.code == "empty_file"


def test_a_cut_picture_is_damaged(tmp_path: Path) -> None:
    content = saved(picture(), "PNG")
    with pytest.raises(DocumentError) as refused:
        read_bytes(tmp_path, content[: len(content) // 2])
    assert refused.value.code == "corrupt_file"
