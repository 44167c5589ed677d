"""Every kind is read through the child process, and no file, however made, does more than fail itself."""

import random
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from sporo_documents.document import DocumentError
from sporo_documents.limits import Limits
from sporo_documents.look import look
from sporo_documents.reading import read
from tests.sporo_documents.files import (
    CDA,
    HTML,
    LIMITS,
    MARKDOWN,
    RTF,
    TEXT,
    cda,
    pdf_of_empty_pages,
    pdf_with_text,
    picture,
    raw_pdf,
    read_bytes,
    saved,
    scanned_pdf,
    stream,
    word,
    zipped,
)

READ = {
    "PDF": pdf_with_text("Aspirin 81 mg, " * 30, "Metformin"),
    "Word": word("Aspirin 81 mg"),
    "RTF": RTF,
    "HTML": HTML,
    "Markdown": MARKDOWN,
    "text": TEXT,
    "C-CDA": CDA,
}
LOOKED_AT = {
    **READ,
    "scanned PDF": scanned_pdf(picture()),
    "PNG": saved(picture(), "PNG"),
    "JPEG": saved(picture(), "JPEG"),
    "TIFF": saved(picture(), "TIFF", save_all=True, append_images=[picture()]),
}


@pytest.mark.parametrize("kind", READ)
def test_every_kind_is_read_whatever_its_name(kind: str, tmp_path: Path) -> None:
    read_as = read_bytes(tmp_path, READ[kind])
    assert (read_as.name, read_as.kind) == ("document.bin", kind)
    assert read_as.pages[0].text


def test_progress_goes_up_to_the_whole(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(pdf_with_text("one", "two", "three", "four"))
    heard: list[float] = []
    read(file, "letter.pdf", LIMITS, heard.append)
    assert heard == [0.25, 0.5, 0.75, 1.0]


def code_of(folder: Path, content: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(DocumentError) as refused:
        read_bytes(folder, content, limits)
    assert "document.bin" in refused.value.sentence
    return refused.value.code


def word_of(markup: bytes) -> bytes:
    """A Word file whose one part is the markup."""
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    types += b'PartName="/word/document.xml" ContentType="%b"/></Types>' % kind
    links = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    links += b'<Relationship Id="r1" Type="%b" Target="word/document.xml"/></Relationships>' % relation
    parts = {"[Content_Types].xml": types, "_rels/.rels": links, "word/document.xml": markup}
    return zipped(parts)


def test_a_zip_bomb_is_refused_by_what_it_says_it_unpacks_to(tmp_path: Path) -> None:
    bomb = word_of(bytes(300_000_000))
    assert len(bomb) < 1_000_000
    assert code_of(tmp_path, bomb) == "file_too_large"


def test_a_bomb_that_is_just_small_enough_breaks_the_memory_limit_and_nothing_else(tmp_path: Path) -> None:
    names = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    bomb = word_of(names + b"<w:p/>" * 30_000_000 + b"</w:body></w:document>")
    assert code_of(tmp_path, bomb, Limits(seconds=60, megabytes=700)) == "out_of_memory"
    assert read_bytes(tmp_path, TEXT).pages


def test_a_document_of_ten_thousand_pages_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path, pdf_of_empty_pages(10_000)) == "too_many_pages"


def test_sections_count_as_pages_do(tmp_path: Path) -> None:
    assert code_of(tmp_path, b"# A\ntext\n" * 30, Limits(pages=29)) == "too_many_pages"


def test_a_text_longer_than_any_chart_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path, b"word " * 30, Limits(characters=100)) == "file_too_large"


def test_a_picture_of_billions_of_pixels_is_refused(tmp_path: Path) -> None:
    bomb = saved(Image.new("1", (20_000, 20_000)), "PNG")
    assert len(bomb) < 200_000
    assert code_of(tmp_path, bomb) == "file_too_large"


def test_a_page_as_wide_as_a_house_is_drawn_no_larger_than_others(tmp_path: Path) -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200000 200000]/Contents 4 0 R>>"
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    drawing = stream(b"0 0 100000 100000 re f")
    wide = raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", kids, page, drawing])
    assert code_of(tmp_path, wide, Limits(megabytes=1500)) == "empty_file"


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    names = "abcdefghij"
    laughs = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    content = cda("<component><section><text>&j;</text></section></component>")
    declared = f'<!DOCTYPE x [<!ENTITY a "ha">{laughs}]><ClinicalDocument'.encode()
    # No C-CDA brings definitions of its own: what does is none.
    assert code_of(tmp_path, content.replace(b"<ClinicalDocument", declared, 1)) == "unsupported_file"


@pytest.mark.parametrize("tag", [b"<div>", b"<table><tr><td>"])
def test_markup_nested_without_end_does_not_take_long(tag: bytes, tmp_path: Path) -> None:
    with suppress(DocumentError):
        read_bytes(tmp_path, b"<html><body>" + tag * 100_000 + b"Aspirin", Limits(seconds=30))
    assert read_bytes(tmp_path, TEXT).pages


# Each example starts a process: a few for each kind, of other damage in every run.
FEW = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def damaged(content: bytes, seed: int) -> bytes:
    """The content with bytes changed, a stretch cut out or repeated, or its end lost."""
    chance = random.Random(seed)
    broken = bytearray(content)
    for _ in range(chance.choice((1, 5, 50))):
        place = chance.randrange(len(broken))
        stretch = slice(place, place + chance.choice((1, 1, 4, 200)))
        broken[stretch] = (
            chance.choice(
                (chance.randbytes(1), b"", bytes(broken[stretch]) * 2, b"\xff\xff\xff\xff", b"99999999")
            )
            or b"x"
        )
    return bytes(broken[: chance.choice((len(broken), len(broken), len(broken) // 2))])


@pytest.mark.parametrize("kind", READ)
@given(seed=st.integers(0, 2**32))
@FEW
def test_a_damaged_file_is_read_or_refused(kind: str, seed: int, tmp_path: Path) -> None:
    with suppress(DocumentError):
        assert read_bytes(tmp_path, damaged(READ[kind], seed)).pages


@pytest.mark.parametrize("kind", LOOKED_AT)
@given(seed=st.integers(0, 2**32))
@FEW
def test_a_damaged_file_is_looked_at_without_harm(kind: str, seed: int, tmp_path: Path) -> None:
    file = tmp_path / "damaged"
    file.write_bytes(damaged(LOOKED_AT[kind], seed))
    told = look(file)
    assert bool(told.problem) == bool(told.code) == bool(told.next_step)
    assert told.kind or told.problem
