import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.statements import statements


def texts(text: str) -> list[str]:
    return [statement.text for statement in statements(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He has asthma. No fever.", ["He has asthma.", "No fever."]),
        ("- Diabetes\n- Asthma, mild", ["Diabetes", "Asthma, mild"]),
        ("1. Gout 2. Asthma, mild 3. Stroke", ["Gout", "Asthma, mild", "Stroke"]),
        (" 1.  Norvasc.,2.  Toprol 50 mg.,3.  Aspirin.", ["Norvasc.", "Toprol 50 mg.", "Aspirin."]),
        ("3. She returns in May.", ["She returns in May."]),
        ("Glucose 104 mg/dL\nSodium 139", ["Glucose 104 mg/dL", "Sodium 139"]),
        ("A1c was 7.2. He saw Dr. Smith.", ["A1c was 7.2.", "He saw Dr. Smith."]),
        ("Lasix 20 mg p.o. daily. Aspirin.", ["Lasix 20 mg p.o. daily.", "Aspirin."]),
        ("She is at stage 2. He came.", ["She is at stage 2.", "He came."]),
    ],
)
def test_sentences_items_and_rows_are_statements(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_lines_that_the_page_broke_are_read_on() -> None:
    assert texts("The patient was\nstarted on lisinopril 10 mg\nand aspirin.") == [
        "The patient was\nstarted on lisinopril 10 mg\nand aspirin."
    ]


def test_text_without_any_marks_is_read_in_pieces() -> None:
    found = statements("pain and " * 1000)
    assert sum(len(statement.tokens) for statement in found) == 2000
    assert max(len(statement.tokens) for statement in found) <= 250


@given(st.text(alphabet="Aa1. ,:;\n-", max_size=120))
def test_each_statement_is_exactly_its_characters(text: str) -> None:
    end = 0
    for statement in statements(text):
        assert text[statement.start : statement.end] == statement.text
        assert statement.tokens
        assert end <= statement.start
        end = statement.end


@pytest.mark.parametrize("piece", ["a\n", "A. ", "1. a ", "a, ", ". ", " ", "\n", "a"])
def test_a_quarter_million_characters_are_cut_in_seconds(piece: str) -> None:
    begin = time.perf_counter()
    statements(piece * (250_000 // len(piece)))
    assert time.perf_counter() - begin < 30
