from datetime import date

import pytest

from sporo_clinical.chart.remarks import Leaf, page_stamp, remarks, written


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Date of service: 03/12/2024\nPain.", date(2024, 3, 12)),
        ("VISIT DATE 3 Mar 2024", date(2024, 3, 3)),
        ("Date of birth: 03/12/1950", None),
        ("Surgery was performed 03/12/2024.", None),
    ],
)
def test_a_page_is_of_the_date_that_its_label_says(text: str, day: date | None) -> None:
    stamp = page_stamp(Leaf("a", 1, text))
    assert (stamp.day if stamp else None) == day


def test_a_date_alone_holds_for_what_follows_and_a_date_in_a_sentence_for_itself() -> None:
    text = "LABS\n03/10/2024\nPotassium 4.5\nSodium 139 on 03/11/2024 in the morning"
    found = list(remarks(Leaf("a", 1, text)))
    assert [remark.day for remark in found] == [date(2024, 3, 10), date(2024, 3, 10), date(2024, 3, 11)]


def test_the_quote_of_a_long_statement_is_only_what_is_said() -> None:
    text = "He has asthma and " + "walks and " * 100
    (remark,) = remarks(Leaf("a", 1, text))
    assert remark.place(7, 13).quote == "asthma"


def test_words_stand_on_one_line_from_a_capital_letter() -> None:
    assert written("knee\n  pain, ") == "Knee pain"
