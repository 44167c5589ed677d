from hypothesis import given
from hypothesis import strategies as st

from sporo_documents.document import Page
from sporo_documents.sections import Block, pages_of, row

BLOCKS = st.lists(st.builds(Block, st.text("abc", min_size=1, max_size=3), st.booleans()), max_size=12)


def test_each_heading_begins_a_section_and_keeps_its_number() -> None:
    blocks = [Block("Dear colleague"), Block("Plan", heading=True), Block("Aspirin"), Block("Daily")]
    assert list(pages_of(blocks)) == [Page(1, "Dear colleague"), Page(2, "Aspirin\nDaily", "Plan")]


def test_a_heading_with_nothing_below_is_its_own_text() -> None:
    blocks = [Block("Discharge", heading=True), Block("Plan", heading=True), Block("Aspirin")]
    assert list(pages_of(blocks)) == [Page(1, "Discharge", "Discharge"), Page(2, "Aspirin", "Plan")]


def test_an_empty_cell_of_a_row_keeps_its_place() -> None:
    assert row(["Aspirin", "", "81 mg", ""]) == "Aspirin | - | 81 mg"


@given(BLOCKS)
def test_sections_are_numbered_from_one_and_lose_nothing(blocks: list[Block]) -> None:
    pages = list(pages_of(blocks))
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    kept = {word for page in pages for word in [*page.text.split(), page.title]}
    assert {block.text for block in blocks} <= kept
