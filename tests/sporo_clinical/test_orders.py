import pytest

from sporo_clinical.orders import ordered


@pytest.mark.parametrize(
    ("said", "orders"),
    [
        ("I want to increase the metformin.", ["increase the metformin."]),
        ("We will also check a lipid panel.", ["check a lipid panel."]),
        ("I'm going to refer you to cardiology.", ["refer to cardiology."]),
        (
            "Stop the aspirin, start apixaban, and recheck in a week.",
            ["Stop the aspirin", "start apixaban", "recheck in a week."],
        ),
        ("We'll get an ECG and start metoprolol.", ["get an ECG", "start metoprolol."]),
    ],
)
def test_each_order_stands_by_itself(said: str, orders: list[str]) -> None:
    assert ordered(said) == orders


@pytest.mark.parametrize(
    "said",
    [
        "We will not start a statin.",
        "I don't want to increase the metformin.",
        "If it gets worse, we'll start prednisone.",
        "I'd like to stop the metformin.",
        "I want to get my refill.",
        "We could start insulin.",
    ],
)
def test_a_condition_a_negation_and_a_wish_keep_their_words(said: str) -> None:
    assert ordered(said) == [said]


def test_an_order_with_a_condition_is_not_split() -> None:
    assert ordered("Stop the aspirin and start apixaban unless you bleed.") == [
        "Stop the aspirin and start apixaban unless you bleed."
    ]
