"""Where each kind of work begins and is read."""

import pytest

from sporo_ui.entries import Kind
from sporo_ui.widgets.places import Place, form_of, result_of


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_work_has_a_page_to_begin_and_one_to_read(kind: Kind) -> None:
    assert {form_of(kind), result_of(kind)} <= set(Place)
    assert form_of(kind) is not Place.WORKLIST


def test_no_two_kinds_share_a_page() -> None:
    assert len({form_of(kind) for kind in Kind}) == len({result_of(kind) for kind in Kind}) == len(Kind)
