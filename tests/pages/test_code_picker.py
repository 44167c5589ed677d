"""The picker of codes: from the whole set, or from the relatives of one."""

import pytest
from streamlit.testing.v1 import AppTest

from sporo_ui.decisions import Standing
from sporo_ui.entries import LOCAL_PERSON, Entry
from tests.pages.desk import Desk, plain, shown
from tests.sporo_ui.ground import ACCEPTED, JOB

ASTHMA = {"name": "Asthma", "icd10_code": "J45.909", "evidence": "asthma"}


def _adding(entry_id: str) -> None:
    from sporo_ui.widgets.code_picker import add_a_code  # noqa: PLC0415 - it is a script of its own

    add_a_code(entry_id)


def _changing(entry_id: str) -> None:
    from sporo_ui.widgets.code_picker import change_a_code  # noqa: PLC0415 - it is a script of its own

    change_a_code(entry_id, "0", "J45.909")


@pytest.fixture
def entry(desk: Desk) -> Entry:
    asked = desk.ground.codes.submit(LOCAL_PERSON, "AL, room 3", "Asthma since childhood.")
    return desk.ground.finished(
        asked, ACCEPTED, {"job_id": JOB, "status": "completed", "icd10_codes": [ASTHMA]}
    )


def adding(entry: Entry) -> AppTest:
    return AppTest.from_function(_adding, args=(entry.id,)).run()


def pick(screen: AppTest, code: str) -> None:
    next(button for button in screen.button if plain(button.label).startswith(f"**{code}**")).click().run()


def test_a_code_is_added_by_words(desk: Desk, entry: Entry) -> None:
    screen = adding(entry)
    assert "Type words or a code." in shown(screen)
    screen.text_input[0].set_value("hyperlipidemia").run()
    pick(screen, "E78.5")
    row = desk.ground.codes.result(LOCAL_PERSON, entry.id).rows[-1]
    assert (row.code, row.standing, row.proposed) == ("E78.5", Standing.ACCEPTED, "")


def test_a_code_is_added_by_its_beginning(desk: Desk, entry: Entry) -> None:
    screen = adding(entry)
    screen.text_input[0].set_value("i10").run()
    pick(screen, "I10")
    assert [row.code for row in desk.ground.codes.result(LOCAL_PERSON, entry.id).rows] == ["J45.909", "I10"]


def test_a_search_that_finds_nothing_says_so(entry: Entry) -> None:
    screen = adding(entry)
    screen.text_input[0].set_value("zzzzqq").run()
    assert "Nothing found. Try fewer or other words." in shown(screen)


def test_a_code_is_changed_to_one_of_its_relatives(desk: Desk, entry: Entry) -> None:
    screen = AppTest.from_function(_changing, args=(entry.id,)).run()
    pick(screen, "J45.901")
    (row,) = desk.ground.codes.result(LOCAL_PERSON, entry.id).rows
    assert (row.code, row.proposed, row.standing) == ("J45.901", "J45.909", Standing.ACCEPTED)
