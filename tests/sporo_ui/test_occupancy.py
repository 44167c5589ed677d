"""Whether a process is alone on its data folder."""

from pathlib import Path

from sporo_ui.occupancy import Occupancy


def test_the_first_has_the_folder_and_the_second_knows_that_it_is_not_alone(tmp_path: Path) -> None:
    first, second = Occupancy(tmp_path), Occupancy(tmp_path)
    assert first.take()
    assert not second.take()
    first.leave()
    assert second.take()
    second.leave()
