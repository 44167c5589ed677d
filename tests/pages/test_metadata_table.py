"""A table whose edits the browser tells as changes."""

from sporo_ui.widgets.metadata_table import edited

ROWS = [("case", "1234"), ("ward", "3")]
NOTHING: dict[str, object] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}


def test_without_changes_the_rows_stay() -> None:
    assert edited(ROWS, NOTHING) == ROWS


def test_cells_are_changed_rows_are_taken_out_and_added() -> None:
    changes = {
        "edited_rows": {1: {"Value": "4"}},
        "added_rows": [{"Name": "room"}, {}],
        "deleted_rows": [0],
    }
    assert edited(ROWS, changes) == [("ward", "4"), ("room", ""), ("", "")]


def test_a_cell_that_was_emptied_is_empty() -> None:
    assert edited(ROWS, NOTHING | {"edited_rows": {0: {"Value": None}}})[0] == ("case", "")
